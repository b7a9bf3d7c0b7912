"""Sentence bounds: where the text says so, and never across a paragraph.

Archives lose full stops. A sentence of more than LONG characters is cut where a new one is likely: before a
word with a capital that it has only at the beginning of a sentence ("The", "On"), after one without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.model import Span
from accordingto.reference.plain_text import plain_text

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n\s*\n|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|vs|etc|approx|Inc|Ltd|Co|Corp)|\b[A-Za-z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$",
    re.IGNORECASE,
)
LONG = 240
"""Characters from which a sentence is looked into: 91 % of the sentences of the gold ledger's train side
have fewer."""
_FIRST = re.compile(
    r"(?<=[a-z0-9%)\"'”’]) +(?=(?:The|A|An|On|In|At|But|He|She|It|They|We|His|Her|Its|Their|This|That|These"
    r"|Those|Some|Another|Meanwhile|However|According|After|Before|Since|As|Also|Earlier|Later|Last|When|While"
    r"|More|Most|Many|Several|Dozens|Hundreds|Thousands|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Both|There"
    r"|No|One|For|Under|If|Although|Despite|Among|Witnesses|Activists|Residents|Officials) [a-zA-Z0-9])"
)


def sentences(text: str) -> tuple[Span, ...]:
    """Sentences of `text` in order, without blank edges; together they hold every non-blank character.

    A text of signs that are no words (zero-width ones) has none.

    A full stop after a title, a month, an initial or in "U.S." ends none, unless a line ends too.
    """
    words = plain_text(text)
    found = [part for a, b in _told(words.text) for part in _cut(words.text, a, b)]
    return tuple(_placed(text, [words.extent(*part) for part in found]))


def _placed(text: str, extents: list[tuple[int, int]]) -> Iterator[Span]:
    """The sentences in the text; signs that no word holds go to the next one."""
    at = 0
    for number, (start, end) in enumerate(extents):
        behind = len(text[end:].rstrip()) if number == len(extents) - 1 else 0
        yield Span(start=start - len(text[at:start].lstrip()), end=end + behind)
        at = end


def _told(text: str) -> Iterator[tuple[int, int]]:
    """Sentences by their stops and line ends."""
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if "\n" not in match.group() and _ABBREVIATION.search(text[max(start, end - 16) : end]):
            continue
        yield from _trimmed(text, start, end)
        start = end
    yield from _trimmed(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces: cut at every likely place as long as more than LONG is left."""
    while end - start > LONG and (place := _FIRST.search(text, start + 1, end)) is not None:
        yield start, place.start()
        start = place.end()
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    kept = text[start:end].strip()
    if kept:
        start += len(text[start:end]) - len(text[start:end].lstrip())
        yield start, start + len(kept)
