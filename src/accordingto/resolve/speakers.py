"""Who the words of a source stand for, within one report.

One ordered pass over the report's sources: a name stands for itself, in its fullest form; a pronoun
for the nearest fitting speaker before it; a noun with "the" for the nearest speaker it may describe.
What fits nobody keeps its own words. Each answer names the rule that gave it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.model import Evidence, Span, SpeakerRole
from accordingto.reference.speakers import SpeakerWords, speaker_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a report names a source, with the role that the reader gives it."""

    span: Span
    words: str
    role: SpeakerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The name a mention stands for; None when its words name nobody."""

    name: str | None
    evidence: Evidence
    relative: bool = False
    """A relative pronoun ("companies that wish to ..."): whoever it stands for tells nothing here."""


def resolve_speakers(mentions: tuple[Mention, ...], *, cased: bool = True) -> dict[Span, Named]:
    """Names of all mentions of one report, by span.

    `mentions` may come in any order; they are taken in the order of the text. `cased` says whether the
    report's capitals tell names from other words.
    """
    words = speaker_words()
    known: list[tuple[Mention, str]] = []
    out: dict[Span, Named] = {}
    for mention in sorted(mentions, key=lambda m: m.span):
        named = _name(mention, known, words, cased)
        out[mention.span] = named
        if named.name is not None:
            known.append((mention, named.name))
    return out


def _name(mention: Mention, known: list[tuple[Mention, str]], words: SpeakerWords, cased: bool) -> Named:
    plain = bare_name(mention.words, words)
    lower = plain.lower()
    if lower in words.relative_pronouns:
        rule = Evidence(rule="speakers.relative-pronoun", span=mention.span)
        return Named(name=None, evidence=rule, relative=True)
    if lower in words.pronouns or mention.words.strip().lower() in words.pronouns:
        return _pronoun(mention, lower, known, words)
    if acronym := _same_by_letters(plain, known):
        return Named(name=acronym[1], evidence=Evidence(rule="speakers.acronym", span=acronym[0].span))
    if fuller := _fuller(lower, known):
        return Named(name=fuller[1], evidence=Evidence(rule="speakers.short-form", span=fuller[0].span))
    if _is_definite(mention.words) and _is_common(plain, words, cased):
        return _nominal(mention, lower, known, words)
    return Named(name=plain or None, evidence=Evidence(rule="speakers.own-words", span=mention.span))


def bare_name(text: str, words: SpeakerWords | None = None) -> str:
    """A name without leading determiner, trailing clause, quote marks and doubled blanks."""
    words = words or speaker_words()
    kept = re.split(
        r"\s(?:which|who|whose|that has|based in)\s|,\s(?:a|an|the|which|who)\s", text, maxsplit=1
    )[0]
    kept = re.sub(r"\s+", " ", kept).strip(" ,.;:“”\"'‘’()[]")
    first, _, rest = kept.partition(" ")
    return rest if rest and first.lower() in words.determiners else kept


def _pronoun(mention: Mention, lower: str, known: list[tuple[Mention, str]], words: SpeakerWords) -> Named:
    wants_person = lower in words.person_pronouns
    fitting = [
        item for item in known if lower in words.other_pronouns or _is_person(item[0], words) == wants_person
    ]
    for earlier, name in reversed(fitting or known):
        return Named(name=name, evidence=Evidence(rule="speakers.pronoun", span=earlier.span))
    return Named(name=None, evidence=Evidence(rule="speakers.pronoun-without-antecedent", span=mention.span))


def _is_person(mention: Mention, words: SpeakerWords) -> bool:
    tokens = re.findall(r"\w+", mention.words.lower())
    if any(token in words.offices for token in tokens):
        return True
    collective = (
        SpeakerRole.MEDIA,
        SpeakerRole.MONITOR,
        SpeakerRole.NGO,
        SpeakerRole.INTL_ORG,
        SpeakerRole.DOCUMENT,
    )
    return mention.role not in collective and len(tokens) <= 3 and mention.words[:1].isupper()


def _nominal(mention: Mention, lower: str, known: list[tuple[Mention, str]], words: SpeakerWords) -> Named:
    """ "the monitor": the nearest speaker whose own words or role fit the noun."""
    head = _head(lower)
    for earlier, name in reversed(known):
        if head in earlier.words.lower().split():
            return Named(name=name, evidence=Evidence(rule="speakers.same-noun", span=earlier.span))
    roles = {role for role, nouns in words.nominals.items() if lower in nouns or head in nouns}
    for earlier, name in reversed(known):
        if earlier.role in roles and _may_be_meant(earlier, head, words):
            return Named(name=name, evidence=Evidence(rule="speakers.noun-for-role", span=earlier.span))
    if head in words.documents and known:
        earlier, name = known[-1]
        return Named(name=name, evidence=Evidence(rule="speakers.document-of", span=earlier.span))
    return Named(
        name=bare_name(mention.words, words), evidence=Evidence(rule="speakers.own-words", span=mention.span)
    )


def _may_be_meant(earlier: Mention, head: str, words: SpeakerWords) -> bool:
    """An office ("the spokesman") is not meant by an organisation's bare name, nor the reverse."""
    return (head in words.offices) <= _is_person(earlier, words)


def _same_by_letters(plain: str, known: list[tuple[Mention, str]]) -> tuple[Mention, str] | None:
    """ "SOHR" after "Syrian Observatory for Human Rights", or after "... (SOHR)"."""
    if not (2 <= len(plain) <= 8 and plain.isupper() and plain.isalpha()):
        return None
    for earlier, name in reversed(known):
        initials = "".join(word[0] for word in re.findall(r"[A-Z]\w*", name))
        if name != plain and (initials == plain or f"({plain})" in earlier.words):
            return earlier, name
    return None


def _fuller(lower: str, known: list[tuple[Mention, str]]) -> tuple[Mention, str] | None:
    """An earlier name whose words hold all of this one's: "Observatory" after its full name."""
    mine = set(re.findall(r"\w+", lower))
    if not mine or not any(len(word) > 3 for word in mine):
        return None
    for earlier, name in reversed(known):
        theirs = set(re.findall(r"\w+", name.lower()))
        if mine < theirs:
            return earlier, name
    return None


def _is_definite(text: str) -> bool:
    return text.strip().lower().startswith(("the ", "this ", "that ", "its ", "his ", "their "))


def _is_common(plain: str, words: SpeakerWords, cased: bool) -> bool:
    """Whether no word but the first is capitalised: no proper name to go by.

    In a report without capitals, or in nothing else, only a noun by itself is common ("THE MONITOR"), since
    "the tigris observatory" may be a name.
    """
    if not cased:
        return any(plain.lower() in nouns for nouns in words.nominals.values())
    if plain.isupper() or plain.islower():
        nouns = set().union(*words.nominals.values())
        return _head(plain.lower()) in nouns or plain.lower() in nouns
    return not re.search(r"\b[A-Z]", plain)


def _head(lower: str) -> str:
    """The last word before a preposition: the noun of a noun phrase."""
    phrase = re.split(r"\s(?:of|for|in|from|on|at|to|with|near)\s", lower, maxsplit=1)[0]
    return phrase.split()[-1] if phrase.split() else lower
