"""Triggers with their classes, arguments and speakers: the events of a reading."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accordingto.model import (
    Act,
    EventReading,
    EventType,
    Factuality,
    FigureReading,
    Group,
    Harm,
    HopReading,
    JudgementReading,
    Mark,
    MarkLabel,
    Span,
    SpeakerRole,
)
from accordingto.read.arguments import Arguments, link_arguments
from accordingto.read.attributions import mark_of
from accordingto.read.labels import HOPS
from accordingto.read.onnx import Parameters
from accordingto.read.stitch import Bounds, TokenSpan, View, class_of, pointed
from accordingto.read.windows import IntArray

CARRY_DISTANCE = 1
"""Sentences between a speaker and the event from which on the voice counts as carried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything the assembly of events looks at."""

    view: View
    spans: dict[MarkLabel, Bounds]
    parameters: Parameters
    sentences: tuple[Span, ...]
    sentence_starts: IntArray
    """First character of each sentence."""


def events_of(document: Document) -> tuple[EventReading, ...]:
    """One event a trigger, in the order of the text."""
    linked = link_arguments(document.view, document.spans, document.sentence_starts, document.parameters)
    triggers = document.spans[MarkLabel.TRIGGER].spans
    return tuple(_event(document, *pair) for pair in zip(triggers, linked, strict=True))


def judgements_of(document: Document) -> tuple[JudgementReading, ...]:
    """One judgement a judgement span, in the order of the text."""
    out = []
    for span in document.spans[MarkLabel.JUDGEMENT].spans:
        factuality, sure = class_of(document.view, "factuality", span.first, span.first + 1)
        head = TokenSpan(label=span.label, first=span.first, last=span.first + 1, confidence=span.confidence)
        hops, hops_sure = hops_of(document, head)
        out.append(
            JudgementReading(
                mark=mark_of(document.view, span),
                factuality=Factuality(factuality),
                factuality_confidence=sure,
                hops=hops,
                hops_confidence=hops_sure,
            )
        )
    return tuple(out)


def _event(document: Document, trigger: TokenSpan, arguments: Arguments) -> EventReading:
    view = document.view
    type_, type_sure = class_of(view, "type", trigger.first, trigger.last)
    factuality, factuality_sure = class_of(view, "factuality", trigger.first, trigger.last)
    hops, hops_sure = hops_of(document, trigger)
    marks = {role: tuple(mark_of(view, span) for span in found) for role, found in arguments.items()}
    mark = mark_of(view, trigger)
    return EventReading(
        trigger=mark,
        content=_content(document, mark.span, marks),
        type=EventType(type_),
        type_confidence=type_sure,
        factuality=Factuality(factuality),
        factuality_confidence=factuality_sure,
        hops=hops,
        hops_confidence=hops_sure,
        actors=marks[MarkLabel.ACTOR],
        targets=marks[MarkLabel.TARGET],
        places=marks[MarkLabel.PLACE],
        times=marks[MarkLabel.TIME],
        figures=tuple(_figure(view, span) for span in arguments[MarkLabel.FIGURE]),
        weapon=next(iter(marks[MarkLabel.WEAPON]), None),
    )


def _figure(view: View, span: TokenSpan) -> FigureReading:
    harm, harm_sure = class_of(view, "harm", span.first, span.last)
    group, group_sure = class_of(view, "group", span.first, span.last)
    return FigureReading(
        mark=mark_of(view, span),
        harm=Harm(harm),
        harm_confidence=harm_sure,
        group=Group(group),
        group_confidence=group_sure,
    )


def _content(document: Document, trigger: Span, marks: dict[MarkLabel, tuple[Mark, ...]]) -> Span:
    """The stretch from the first to the last argument in the trigger's sentence."""
    sentence = _sentence(document, trigger.start)
    inside = [
        m.span for found in marks.values() for m in found if document.sentences[sentence].covers(m.span)
    ]
    return Span(
        start=min([trigger.start, *(span.start for span in inside)]),
        end=max([trigger.end, *(span.end for span in inside)]),
    )


def _sentence(document: Document, at: int) -> int:
    """Index of the sentence that holds the character `at`."""
    return max(int(np.searchsorted(document.sentence_starts, at, side="right")) - 1, 0)


# ---------------------------------------------------------------------------
# who says it
# ---------------------------------------------------------------------------


def hops_of(document: Document, anchor: TokenSpan) -> tuple[tuple[HopReading, ...], float]:
    """The chain of speakers above an anchor, outermost first, and the probability of its length."""
    view = document.view
    kind, sure = class_of(view, "hops", anchor.first, anchor.last)
    if kind == HOPS[0]:
        return (), sure
    positions = np.arange(anchor.first, anchor.last)
    bias = document.parameters.pointer_bias
    source = pointed(view, "source", bias["source"], positions, document.spans[MarkLabel.SPEAKER])
    cue = pointed(view, "cue", bias["cue"], positions, document.spans[MarkLabel.CUE])
    inner = _hop(document, anchor, source, cue)
    outer = _outer(document, source[0]) if source[0] else None
    if kind == HOPS[2] and outer is not None:
        return (_hop(document, outer[0], outer, (None, None)), inner), sure
    return (inner,), sure


def _outer(document: Document, source: TokenSpan) -> tuple[TokenSpan, float] | None:
    """Who quotes a speaker: another source that it points to, and the probability."""
    bias = document.parameters.pointer_bias["outer"]
    outer, sure = pointed(
        document.view, "outer", bias, np.array([source.first]), document.spans[MarkLabel.SPEAKER]
    )
    return (outer, sure) if outer and outer.first != source.first else None


def _hop(
    document: Document,
    anchor: TokenSpan,
    pointed_source: tuple[TokenSpan | None, float],
    pointed_cue: tuple[TokenSpan | None, float | None],
) -> HopReading:
    view = document.view
    source, source_sure = pointed_source
    cue, cue_sure = pointed_cue
    heard = source or anchor
    role, role_sure = class_of(view, "role", heard.first, heard.last)
    act, act_sure = class_of(view, "act", anchor.first, anchor.last)
    carried = source is not None and cue is None and _carried(document, anchor, source)
    return HopReading(
        source=mark_of(view, source) if source else None,
        source_confidence=source_sure,
        cue=mark_of(view, cue) if cue else None,
        cue_confidence=cue_sure,
        role=SpeakerRole(role),
        role_confidence=role_sure,
        act=Act(act),
        act_confidence=act_sure,
        carried=carried,
    )


def _carried(document: Document, anchor: TokenSpan, source: TokenSpan) -> bool:
    """Whether the speaker was named in an earlier sentence than the anchor's."""
    view = document.view
    here = _sentence(document, int(view.tokens.starts[anchor.first]))
    there = _sentence(document, int(view.tokens.starts[source.first]))
    return here - there >= CARRY_DISTANCE
