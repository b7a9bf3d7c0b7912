"""Sentence bounds: where the text says so, and never across a paragraph."""

from __future__ import annotations

import re

from accordingto.model import Span

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|\n\s*\n|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|vs|etc|approx|Inc|Ltd|Co|Corp)|\b[A-Za-z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[Span, ...]:
    """Sentences of `text` in order, without blank edges; together they hold every non-blank character.

    A full stop after a title, a month, an initial or in "U.S." ends none, unless a line ends too.
    """
    out, start = [], 0
    for match in _END.finditer(text):
        end = match.end()
        if "\n" not in match.group() and _ABBREVIATION.search(text[max(start, end - 16) : end]):
            continue
        if span := _trimmed(text, start, end):
            out.append(span)
        start = end
    if span := _trimmed(text, start, len(text)):
        out.append(span)
    return tuple(out)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    kept = piece.strip()
    if not kept:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start=start, end=start + len(kept))
