"""What the reader weighed: runners-up of every class, candidates of every pointer and link.

Nothing is decided here; the same scores are asked again for an explanation.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from accordingto.model import Candidate, Choice, MarkLabel, Option, Span, Trace
from accordingto.read.arguments import THRESHOLD, scored_arguments
from accordingto.read.events import Document
from accordingto.read.labels import CLASSES, ROLES
from accordingto.read.stitch import TokenSpan, class_probabilities, pointer_masses
from accordingto.read.windows import IntArray

SHOWN = 4
"""Runners-up that are told; the fifth is never above one in a hundred where the first is sure."""
NEGLIGIBLE = 0.01


def traces_of(document: Document) -> tuple[Trace, ...]:
    """What was weighed for each event, then for each judgement, each in the order of the text."""
    scored = scored_arguments(document.view, document.spans, document.sentence_starts, document.parameters)
    traces = []
    for number, trigger in enumerate(document.spans[MarkLabel.TRIGGER].spans):
        arguments = [
            Candidate(
                label=role,
                span=_span(document, span),
                marked=round(span.confidence, 4),
                linked=round(link, 4),
                needed=THRESHOLD,
            )
            for role in ROLES
            for span, link in sorted(scored[role][number], key=lambda item: -item[1])
            if link >= NEGLIGIBLE
        ]
        figures = [span for span, link in scored[MarkLabel.FIGURE][number] if link >= NEGLIGIBLE]
        traces.append(_trace(document, trigger, ("type", "factuality", "hops", "act"), arguments, figures))
    for judgement in document.spans[MarkLabel.JUDGEMENT].spans:
        traces.append(_trace(document, judgement, ("factuality", "hops", "act"), [], []))
    return tuple(traces)


def _trace(
    document: Document,
    anchor: TokenSpan,
    heads: tuple[str, ...],
    arguments: list[Candidate],
    figures: list[TokenSpan],
) -> Trace:
    last = anchor.first + 1 if anchor.label is MarkLabel.JUDGEMENT else anchor.last
    positions = np.arange(anchor.first, last)
    sources = _pointed(document, "source", positions, MarkLabel.SPEAKER)
    cues = _pointed(document, "cue", positions, MarkLabel.CUE)
    speakers = [span for span, _ in sources if span]
    choices = [_choice(document, head, anchor, anchor.first, last) for head in heads]
    choices += [_choice(document, "role", span, span.first, span.last) for span in speakers]
    choices += [_choice(document, head, f, f.first, f.last) for f in figures for head in ("harm", "group")]
    pointers = ((MarkLabel.SPEAKER, sources), (MarkLabel.CUE, cues))
    return Trace(
        anchor=_span(document, anchor),
        choices=tuple(choices),
        candidates=(
            *(_candidate(document, label, *one) for label, found in pointers for one in found),
            *arguments,
        ),
    )


def _pointed(
    document: Document, name: str, positions: IntArray, label: MarkLabel
) -> list[tuple[TokenSpan | None, float]]:
    """The likeliest spans that a pointer may mean, or nobody."""
    bias = document.parameters.pointer_bias[name]
    spans, masses, nobody = pointer_masses(document.view, name, bias, positions, document.spans[label])
    found: list[tuple[TokenSpan | None, float]] = [(None, nobody)]
    found += zip(spans, masses.tolist(), strict=True)
    likely = sorted((one for one in found if one[1] >= NEGLIGIBLE), key=lambda one: -one[1])
    return likely[:SHOWN]


def _candidate(document: Document, label: MarkLabel, span: TokenSpan | None, mass: float) -> Candidate:
    return Candidate(
        label=label,
        span=_span(document, span) if span else None,
        marked=round(span.confidence, 4) if span else None,
        linked=round(mass, 4),
    )


def _choice(document: Document, head: str, words: TokenSpan, first: int, last: int) -> Choice:
    return Choice(
        head=head, span=_span(document, words), options=tuple(_options(document, head, first, last))
    )


def _options(document: Document, head: str, first: int, last: int) -> Iterator[Option]:
    probabilities = class_probabilities(document.view, head, first, last)
    for at in probabilities.argsort()[::-1][:SHOWN]:
        if probabilities[at] >= NEGLIGIBLE:
            yield Option(value=str(CLASSES[head][at]), probability=round(float(probabilities[at]), 4))


def _span(document: Document, span: TokenSpan) -> Span:
    return document.view.span(span.first, span.last)
