"""A marked place taken apart: the names in it and what the words around each name say.

    "the northern Syrian city of Manbij"      Syrian (country), Manbij (a settlement)
    "Rashidin area west of Aleppo"            Rashidin (a quarter), Aleppo (near it)
    "Aleppo city's rebel-held Sheikh Said"    Aleppo (a settlement, possessive), Sheikh Said

Nothing is resolved here. In text with capitals a name starts with one; in text without (old wire
copy, headlines in capitals) every word that says nothing else is held to belong to a name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accordingto.reference.gazetteer import EntryKind, Likeness, Match, WordClass
from accordingto.reference.placenames import normalised
from accordingto.resolve.place_tokens import is_cased, text_of, tokens_of, without_s

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accordingto.resolve.place_tokens import Token
    from accordingto.resolve.places import Gazetteer

_ARTICLES = frozenset(
    ("al", "el", "as", "ash", "ad", "az", "ar", "an", "at", "ul", "es", "ez", "ed", "er", "et", "en", "il")
)
# Small words inside Spanish and French names ("Valle del Cauca", "Maaret en Nouman").
_PARTICLES = frozenset(("de", "del", "la", "las", "los", "du", "des", "y"))
_ADJECTIVAL = frozenset(
    ("backed", "led", "held", "controlled", "occupied", "based", "run", "allied", "brokered", "made")
)
_LONGEST = 6
# A name with a common word in it ("Mexico City") is taken as one when it is this large or near home.
_KNOWN_TO_ALL = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name among the words; `matches` is empty when the gazetteer has none like it."""

    text: str
    start: int
    """First token of the name; `end` is one past its last."""
    end: int
    matches: tuple[Match, ...] = ()
    country: str | None = None
    """Alpha-3 when the name is a country's or a demonym."""
    demonym: bool = False
    line: bool = False
    """Whether it only says whose border is meant."""
    possessive: bool = False
    classes: frozenset[WordClass] = frozenset()
    """What the name's own words say beside being a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """The mark taken apart."""

    tokens: tuple[Token, ...]
    names: tuple[Name, ...]
    cased: bool
    """Whether capitals tell names from other words."""

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens `[start, end)` that belong to no name."""
        taken = {n for name in self.names for n in range(name.start, name.end)}
        return tuple(t for n, t in enumerate(self.tokens[start:end], start) if n not in taken)


def parse(words: str, gazetteer: Gazetteer, home: Sequence[str], *, cased: bool | None = None) -> Phrase:
    """Take a mark apart; `home` are the alpha-3 codes of countries that the report names.

    `cased` says whether the report's capitals tell names from words; None lets the mark tell.
    """
    tokens, cased = tokens_of(words, gazetteer), is_cased(words) if cased is None else cased
    names: list[Name] = []
    at = 0
    while at < len(tokens):
        name = _compound(tokens, at, gazetteer, home, cased) or _country(tokens, at, gazetteer, cased)
        if name is None:
            end = _run(tokens, at, gazetteer, cased)
            name = _name(tokens, at, end, gazetteer) if end > at else None
            if name is not None and _no_name(name, tokens, gazetteer, cased):
                at, name = name.end - 1, None
        if name is None:
            at += 1
            continue
        names.append(name)
        at = name.end
    kept = tuple(_marked(name, tokens) for name in names if not _adjectival(name, tokens))
    return Phrase(tokens=tokens, names=kept, cased=cased)


def _no_name(name: Name, tokens: Sequence[Token], gazetteer: Gazetteer, cased: bool) -> bool:
    """Whether a run is an abbreviated state behind a comma, or too short to be known without capitals."""
    first = tokens[name.start]
    state = "," in first.gap and (
        gazetteer.abbreviation(first.text) or gazetteer.abbreviation(first.text + ".")
    )
    return bool(state) or (not cased and len(normalised(name.text)) <= 3)


def _spans(tokens: Sequence[Token], at: int, longest: int) -> Iterator[int]:
    """Ends of the stretches from `at` that no comma or bracket breaks, longest first."""
    end = at + 1
    while end < min(len(tokens), at + longest) and not tokens[end].gap.strip(" -\n\t.'’–"):
        end += 1
    return iter(range(end, at, -1))


def _country(tokens: Sequence[Token], at: int, gazetteer: Gazetteer, cased: bool) -> Name | None:
    """The country name or demonym that starts at `at`."""
    if cased and not tokens[at].capital:
        return None
    for end in _spans(tokens, at, 5):
        text = text_of(tokens[at:end])
        # "us", "car" are words; "US", "CAR" are countries.
        if len(normalised(text).replace(" ", "")) <= 3 and not text.isupper():
            continue
        bare = without_s(text)
        for form in (text, bare):
            alpha3 = gazetteer.country_named(form) if form else None
            people = gazetteer.demonym(form) if form and alpha3 is None else None
            if alpha3 or people:
                matches = gazetteer.named(form or "") if alpha3 else ()
                owns = form is bare or tokens[end - 1].possessive
                return Name(
                    text=form or text, start=at, end=end, matches=matches, country=alpha3 or people,
                    demonym=people is not None, possessive=owns, classes=tokens[at].classes,
                )  # fmt: skip
    return None


def _compound(
    tokens: Sequence[Token], at: int, gazetteer: Gazetteer, home: Sequence[str], cased: bool
) -> Name | None:
    """A gazetteer name with a common word or a country in it: "West Bank", "Mexico City", "New Mexico"."""
    if cased and not tokens[at].capital and tokens[at].text.lower() not in _ARTICLES:
        return None
    for end in _spans(tokens, at, _LONGEST):
        piece = tokens[at:end]
        if end - at < 2 or not (
            any(t.classes for t in piece) or _holds_country(tokens, at, end, gazetteer, cased)
        ):
            continue
        exact = tuple(m for m in gazetteer.named(text_of(piece)) if m.likeness is Likeness.EXACT)
        if all(t.classes for t in piece):  # "the city" is no name of the City of London here
            exact = tuple(m for m in exact if m.entry.kind is not EntryKind.TOWN)
        if any(_stands_out(m, home, all(t.capital for t in piece) or not cased) for m in exact):
            return Name(
                text=text_of(piece), start=at, end=end, matches=exact, possessive=piece[-1].possessive
            )
    return None


def _holds_country(tokens: Sequence[Token], at: int, end: int, gazetteer: Gazetteer, cased: bool) -> bool:
    """Whether a country's name stands inside `[at, end)` behind its first word: "New Mexico"."""
    return any(_country(tokens, n, gazetteer, cased) is not None for n in range(at + 1, end))


def _stands_out(match: Match, home: Sequence[str], as_name: bool) -> bool:
    """Whether a name made of common words is likely meant."""
    if match.entry.kind is not EntryKind.TOWN:
        return match.entry.kind is not EntryKind.COUNTRY
    return as_name and (match.entry.country in home or match.entry.population >= _KNOWN_TO_ALL)


def _nameable(tokens: Sequence[Token], at: int, cased: bool) -> bool:
    """Whether the token can start or go on with a name."""
    token = tokens[at]
    if WordClass.NOT_A_PLACE in token.classes or not any(c.isalpha() for c in token.text):
        return False
    if _article(tokens, at):
        return True
    return not token.classes and (token.capital or not cased)


def _article(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is an Arabic article that belongs to the next word: "al-Tanf", "al Bab"."""
    if tokens[at].text.casefold() not in _ARTICLES or at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    hyphen = following.gap in ("-", "‑", "–")
    return hyphen or (
        following.gap == " " and following.capital and tokens[at].text not in ("as", "an", "at")
    )


def _run(tokens: Sequence[Token], at: int, gazetteer: Gazetteer, cased: bool) -> int:
    """End of the longest stretch from `at` that may be one name; `at` itself when none starts there."""
    end = at
    while end < len(tokens):
        if end > at and tokens[end].gap.strip(" -\n\t'’–."):
            break
        if _nameable(tokens, end, cased):
            if end > at and _country(tokens, end, gazetteer, cased) is not None:
                break
            # The word behind a hyphenated article belongs to it, common word or not: "al-Medina".
            end += 2 if _article(tokens, end) and tokens[end + 1].gap != " " else 1
            if tokens[end - 1].possessive:
                break
        elif _particle(tokens, at, end, cased):
            end += 1
        else:
            break
    return min(end, len(tokens))


def _particle(tokens: Sequence[Token], at: int, end: int, cased: bool) -> bool:
    """Whether the token at `end` is a small word inside a Romance name."""
    inside = at < end < len(tokens) - 1 and tokens[end].text in _PARTICLES
    return inside and (
        _nameable(tokens, end + 1, cased) or (tokens[end].text == "de" and tokens[end + 1].text in _PARTICLES)
    )


def _name(tokens: Sequence[Token], start: int, end: int, gazetteer: Gazetteer) -> Name:
    """The run `[start, end)` as a name; a possessive without apostrophe ends it early."""
    text = text_of(tokens[start:end])
    matches, possessive = gazetteer.named(text), tokens[end - 1].possessive
    if any(m.likeness is Likeness.EXACT for m in matches):
        return Name(text=text, start=start, end=end, matches=matches, possessive=possessive)
    # "Aleppos Tariq al-Bab", "Aleppos": the apostrophe got lost.
    for stop, owner in ((start + 1, without_s(tokens[start].text)), (end, without_s(text))):
        exact = tuple(m for m in gazetteer.named(owner or "") if m.likeness is Likeness.EXACT)
        if owner and exact:
            return Name(text=owner, start=start, end=stop, matches=exact, possessive=True)
    return Name(text=text, start=start, end=end, matches=matches, possessive=possessive)


def _adjectival(name: Name, tokens: Sequence[Token]) -> bool:
    """Whether the name only says who holds or backs something: "US-controlled", "Turkish-backed"."""
    if name.end >= len(tokens):
        return False
    following = tokens[name.end]
    return following.gap.startswith("-") and (
        following.text.casefold() in _ADJECTIVAL or (name.country is not None and following.text.islower())
    )


def _marked(name: Name, tokens: Sequence[Token]) -> Name:
    """The name, told whether it only names a border: "the Turkish border", "the border with Iraq"."""
    if name.country is None:
        return name
    after = tokens[name.end : name.end + 2]
    before = tokens[max(0, name.start - 3) : name.start]
    line = any(WordClass.LINE in t.classes for t in (*after, *before))
    return replace(name, line=line)
