"""Voices that go on: paragraphs that belong to a speaker who is named before and after them.

The reader carries a voice where the words tell it. Two things it cannot see from words alone are told by
the layout, and added here: whole paragraphs between two attributions to one and the same statement are the
statement's ("According to the statement ... [paragraphs] ... the statement read"; in the train side of the
gold ledger and the invented reports, 5 of 5 such claims), and a paragraph that stands in quote marks from
end to end without naming anybody is its last speaker's (2 of 2). A quotation over several paragraphs has
its mark at the beginning of each and is closed at the end of the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.model import Act, Evidence, Field, Hop, Span, Speaker, SpeakerRole
from accordingto.reference.plain_text import plain
from accordingto.reference.speakers import speaker_words

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n(?!\s*\n)[^\n]*\S[^\n]*)*")
_OPENING, _CLOSING = "“\"‘'«", "”\"’'»"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One place where somebody is said to speak."""

    span: Span
    words: str
    name: str
    role: SpeakerRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A paragraph that goes on in a voice, and the rule that says so."""

    paragraph: Span
    voice: Voice
    rule: str


def carried_paragraphs(text: str, voices: tuple[Voice, ...]) -> tuple[Carried, ...]:
    """Paragraphs without a voice of their own that are somebody's all the same, in order."""
    paragraphs = [Span(start=m.start(), end=m.end()) for m in _PARAGRAPH.finditer(text)]
    ordered = sorted(voices, key=lambda voice: voice.span)
    heard = [[voice for voice in ordered if paragraph.covers(voice.span)] for paragraph in paragraphs]
    quoted = dict(_quoted(text, paragraphs, heard))
    statements = dict(_between(heard, quoted))
    found = {
        **{i: (voice, "voices.between-two-of-one-statement") for i, voice in statements.items()},
        **{i: (voice, "voices.quoted-paragraph") for i, voice in quoted.items()},
    }
    return tuple(
        Carried(paragraph=paragraphs[i], voice=voice, rule=rule) for i, (voice, rule) in sorted(found.items())
    )


def _quoted(text: str, paragraphs: list[Span], heard: list[list[Voice]]) -> Iterator[tuple[int, Voice]]:
    """Paragraphs in quote marks from end to end, or left open, with the last speaker before each."""
    last: Voice | None = None
    for i, paragraph in enumerate(paragraphs):
        words = plain(paragraph.of(text))
        if (_wrapped(words) or _left_open(words)) and not heard[i] and last is not None:
            yield i, last
        last = heard[i][-1] if heard[i] else last


def _wrapped(words: str) -> bool:
    """Whether a paragraph stands in quote marks from end to end."""
    inside = words.rstrip(".,!? ")
    return len(words) > 2 and words[0] in _OPENING and (words[-1] in _CLOSING or inside[-1:] in _CLOSING)


def _left_open(words: str) -> bool:
    """Whether a paragraph opens a quotation and does not close it: the next one goes on in it."""
    return (words[:1] == "“" and "”" not in words) or (words[:1] == '"' and words.count('"') == 1)


def _between(heard: list[list[Voice]], quoted: dict[int, Voice]) -> Iterator[tuple[int, Voice]]:
    """Silent paragraphs between two voices of one name, of which one is a statement's."""
    documents = speaker_words().documents
    last: Voice | None = None
    silent: list[int] = []
    for i, voices in enumerate(heard):
        here = voices or ([quoted[i]] if i in quoted else [])
        if not here:
            silent.append(i)
            continue
        first = here[0]
        if (
            last is not None
            and last.name == first.name
            and (_is_document(last, documents) or _is_document(first, documents))
        ):
            yield from ((number, last) for number in silent)
        last, silent = here[-1], []


def _is_document(voice: Voice, documents: frozenset[str]) -> bool:
    return any(word in documents for word in re.findall(r"\w+", voice.words.lower()))


def carried_hop(carried: Carried) -> Hop:
    """The hop of a claim in such a paragraph."""
    voice, rule = carried.voice, carried.rule
    return Hop(
        source=None,
        cue=None,
        speaker=Speaker(
            name=voice.name,
            role=voice.role,
            evidence=tuple(
                Evidence(rule=rule, span=voice.span, field=field) for field in (Field.NAME, Field.ROLE)
            ),
        ),
        act=Act.STATE,
        carried_from=voice.span,
        evidence=tuple(
            Evidence(rule=rule, span=carried.paragraph, field=field)
            for field in (Field.SOURCE, Field.CUE, Field.ACT)
        ),
    )
