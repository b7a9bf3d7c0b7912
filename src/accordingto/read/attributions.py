"""Source, cue and content spans linked into attributions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accordingto.model import AttributionReading, Mark, MarkLabel
from accordingto.read.onnx import Parameters
from accordingto.read.stitch import Bounds, TokenSpan, View, pointed

SAMPLE = 12
"""Tokens of a content, evenly spread, that vote on its source and cue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A content with the cue and source it points to; None = nobody named, no cue."""

    content: TokenSpan
    source: TokenSpan | None
    cue: TokenSpan | None
    confidence: float


def link_contents(view: View, spans: dict[MarkLabel, Bounds], parameters: Parameters) -> tuple[Linked, ...]:
    """Each content with its most probable source and cue."""
    linked = []
    bias = parameters.pointer_bias
    for content in spans[MarkLabel.CONTENT].spans:
        voters = np.unique(np.linspace(content.first, content.last - 1, SAMPLE).astype(np.int64))
        source, sure_source = pointed(view, "source", bias["source"], voters, spans[MarkLabel.SPEAKER])
        cue, sure_cue = pointed(view, "cue", bias["cue"], voters, spans[MarkLabel.CUE])
        confidence = content.confidence * sure_source * sure_cue
        linked.append(Linked(content=content, source=source, cue=cue, confidence=confidence))
    return tuple(linked)


def join_pieces(view: View, linked: tuple[Linked, ...]) -> tuple[AttributionReading, ...]:
    """Attributions: contents that share a cue are pieces of one; cues left alone stand by themselves."""
    groups: dict[tuple[int, int], list[Linked]] = {}
    for i, item in enumerate(linked):
        key = (item.cue.first, item.cue.last) if item.cue else (-1, i)
        groups.setdefault(key, []).append(item)
    out = []
    for pieces in groups.values():
        named = [piece for piece in pieces if piece.source]
        best = max(named or pieces, key=lambda piece: piece.confidence)
        out.append(
            AttributionReading(
                source=_mark(view, best.source),
                cue=_mark(view, best.cue),
                content=tuple(mark_of(view, piece.content) for piece in pieces),
                confidence=float(np.mean([piece.confidence for piece in pieces])),
            )
        )
    return tuple(sorted(out, key=lambda a: a.content[0].span))


def mark_of(view: View, span: TokenSpan) -> Mark:
    """The mark of a token span."""
    return Mark(label=span.label, span=view.span(span.first, span.last), confidence=round(span.confidence, 4))


def _mark(view: View, span: TokenSpan | None) -> Mark | None:
    return mark_of(view, span) if span else None
