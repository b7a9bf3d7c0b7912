"""What was weighed fits what was taken: the reader explains the marks that it gives, and no others."""

from __future__ import annotations

import pytest

from accordingto.model import Candidate, EventReading, MarkLabel, Trace
from accordingto.read import OnnxNetwork, explain, read
from tests.read.annotated import annotated

TEXT = (
    "Invented report\n\nThe Tigris Observatory said on Sunday that government warplanes bombed a market in Idlib, "
    "killing at least 12 civilians.\n\nThe army denied that its warplanes had hit the market. It blamed rebels.\n"
)


@pytest.fixture(scope="module")
def traced() -> tuple[tuple[EventReading, ...], tuple[Trace, ...]]:
    network = OnnxNetwork(threads=2)
    report = annotated(TEXT).report()
    reading, traces = explain(report, network)
    assert reading == read(report, network), "explaining changes nothing"
    assert len(traces) == len(reading.events) + len(reading.judgements)
    return reading.events, traces[: len(reading.events)]


def test_the_classes_taken_are_the_likeliest(
    traced: tuple[tuple[EventReading, ...], tuple[Trace, ...]],
) -> None:
    for event, trace in zip(*traced, strict=True):
        assert trace.anchor == event.trigger.span
        best = {choice.head: choice.options[0] for choice in trace.choices if choice.span == trace.anchor}
        assert (best["type"].value, best["factuality"].value) == (event.type, event.factuality)
        assert best["type"].probability == pytest.approx(event.type_confidence, abs=1e-4)
        for choice in trace.choices:
            said = [option.probability for option in choice.options]
            assert said == sorted(said, reverse=True)
            assert sum(said) <= 1.001


def test_the_speaker_taken_is_the_likeliest(
    traced: tuple[tuple[EventReading, ...], tuple[Trace, ...]],
) -> None:
    told = [(event, trace) for event, trace in zip(*traced, strict=True) if event.hops]
    assert told
    for event, trace in told:
        hop = event.hops[-1]
        first = next(one for one in trace.candidates if one.label is MarkLabel.SPEAKER)
        assert first.span == (hop.source.span if hop.source else None)
        assert first.linked == pytest.approx(hop.source_confidence, abs=1e-4)


def test_every_argument_taken_was_a_candidate_with_its_probability(
    traced: tuple[tuple[EventReading, ...], tuple[Trace, ...]],
) -> None:
    taken = 0
    for event, trace in zip(*traced, strict=True):
        weighed: dict[object, Candidate] = {(one.label, one.span): one for one in trace.candidates}
        figures = tuple(figure.mark for figure in event.figures)
        for mark in (*event.actors, *event.targets, *event.places, *event.times, *figures):
            one = weighed[mark.label, mark.span]
            assert one.marked is not None
            assert one.marked * one.linked == pytest.approx(mark.confidence, abs=2e-3)
            taken += 1
    assert taken >= 4
