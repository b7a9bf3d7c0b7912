"""Speakers set off by a colon: "Army: rebels shelled the town", "12 dead in raid: monitor".

What stands before the colon at the beginning of a line, or behind it where a sentence ends, speaks if its
head is a noun that speaks (army, monitor, ministry, spokesman), or if its words are a speaker's elsewhere
in the report. "Update:", "Watch:", "Aleppo:" do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.model import Span, SpeakerRole
from accordingto.reference.speakers import SpeakerWords, speaker_words

_LINE = re.compile(r"[^\s\n][^\n]*")
_BEFORE = re.compile(r"([A-Z][^\n.,;:!?“”\"()]{1,60}?)\s?:\s+(?=\S)")
_BEHIND = re.compile(r"\S\s?:\s+([^\n.,;:!?“”\"()\d]{2,40})(?=\.?\s*$|\.\s)", re.M)
_CLAUSE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s|$)")
RULE = "chains.set-off-by-colon"
LONGEST = 6
"""Words of a speaker that is set off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """A stretch of text, and the words elsewhere in the report that say whose it is."""

    stretch: Span
    source: Span
    cue: Span | None
    role: SpeakerRole | None
    """What the noun tells of the speaker; None for a name."""
    rule: str


def set_off_speakers(text: str, known: frozenset[str]) -> tuple[Voiced, ...]:
    """All speakers of `text` set off by a colon; `known` are words of speakers, in lower case."""
    return tuple(found for line in _LINE.finditer(text) for found in _in_line(text, line, known))


def _in_line(text: str, line: re.Match[str], known: frozenset[str]) -> Iterator[Voiced]:
    start, end = line.span()
    before = _BEFORE.match(text, start, end)
    if before and _speaks(before.group(1), known):
        clause = _CLAUSE_END.search(text, before.end(), end)
        yield Voiced(
            stretch=Span(start=before.end(), end=clause.end() if clause else end),
            source=Span(start=before.start(1), end=before.end(1)),
            cue=None,
            role=role_of(before.group(1)),
            rule=RULE,
        )
        return
    for behind in _BEHIND.finditer(text, start, end):
        if not _speaks(behind.group(1), known):
            continue
        clauses = [m.end() for m in _CLAUSE_END.finditer(text, start, behind.start())]
        begin = clauses[-1] if clauses else start
        yield Voiced(
            stretch=Span(start=begin, end=behind.start() + 1),
            source=Span(start=behind.start(1), end=behind.start(1) + len(behind.group(1).rstrip())),
            cue=None,
            role=role_of(behind.group(1)),
            rule=RULE,
        )


def _speaks(words: str, known: frozenset[str]) -> bool:
    if len(words.split()) > LONGEST:
        return False
    return words.strip().lower() in known or _noun(words, speaker_words()) is not None


def _noun(words: str, table: SpeakerWords) -> str | None:
    """The head of the words, if it is a noun that speaks, in the singular as the table has it."""
    phrase = re.split(r"\s(?:of|for|in|from|at)\s", words.strip().lower(), maxsplit=1)[0]
    head = phrase.split()[-1] if phrase.split() else ""
    nouns = table.offices.union(table.set_off, *table.nominals.values())
    return next((form for form in (head, head.removesuffix("s")) if form in nouns), None)


def role_of(words: str) -> SpeakerRole | None:
    """The role of the noun that names a speaker, where it has but one."""
    table = speaker_words()
    noun = _noun(words, table)
    roles = {role for role, nouns in table.nominals.items() if noun in nouns}
    return SpeakerRole(roles.pop()) if len(roles) == 1 else None
