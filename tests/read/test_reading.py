"""The shipped reader on news sentences; each case is one difficulty, invented report by invented report."""

from __future__ import annotations

import pytest

from accordingto.model import EventReading, EventType, Factuality, MarkLabel, Reading
from accordingto.read import OnnxNetwork, read, read_all
from tests.read.annotated import Annotated, annotated


@pytest.fixture(scope="session")
def network() -> OnnxNetwork:
    return OnnxNetwork(threads=2)


def event_at(reading: Reading, case: Annotated) -> EventReading:
    """The event whose trigger overlaps a marked one; "killed in a bombing" has two words for one event."""
    wanted = [span for label, span in case.marks if label is MarkLabel.TRIGGER]
    found = [e for e in reading.events if any(e.trigger.span.overlaps(span) for span in wanted)]
    assert found, [e.trigger.span.of(case.text) for e in reading.events]
    return found[0]


def speakers(event: EventReading, text: str) -> list[str | None]:
    return [hop.source.span.of(text) if hop.source else None for hop in event.hops]


SPOKEN = [
    # speaker before the claim
    "[The Tigris Observatory|speaker] [said|cue] on Sunday that government warplanes [bombed|trigger] a market in Idlib.",
    # speaker behind it
    "Government warplanes [bombed|trigger] a market in Idlib, [the Tigris Observatory|speaker] [said|cue].",
    # "according to"
    "At least 12 people were [killed|trigger] in a [car bombing|trigger] in Mosul, [according to|cue] [a police officer|speaker].",
    # "X told Y"
    "[A hospital director|speaker] [told|cue] the Lakeside Agency that nine people were [wounded|trigger] by [shelling|trigger] in Aleppo.",
    # a quotation
    "“Two rockets [hit|trigger] the airbase near Homs,” [said|cue] [a military spokesman|speaker].",
    # without punctuation, as archives leave it
    "Warplanes [bombed|trigger] a market in Idlib and killed nine civilians [the Tigris Observatory|speaker] [said|cue] on Sunday",
    # a lower-case cable
    "[the police|speaker] [reported|cue] that three guerrillas were [killed|trigger] in an [attack|trigger] in bogota.",
]


@pytest.mark.parametrize("source", SPOKEN)
def test_the_speaker_of_a_claim_is_found(source: str, network: OnnxNetwork) -> None:
    case = annotated(source)
    event = event_at(read(case.report(), network), case)
    (wanted,) = [span for label, span in case.marks if label is MarkLabel.SPEAKER]
    assert event.hops, "read as the outlet's own voice"
    source_mark = event.hops[-1].source
    assert source_mark is not None
    assert source_mark.span.overlaps(wanted), speakers(event, case.text)


def test_what_nobody_is_quoted_for_is_the_outlets_own_voice(network: OnnxNetwork) -> None:
    case = annotated(
        "Army enters town near Hama\n\nGovernment forces [captured|trigger] the town of Morek on Friday after heavy clashes."
    )
    assert event_at(read(case.report(), network), case).hops == ()


TYPED = [
    ("Government warplanes [bombed|trigger] a market in Idlib on Sunday.", EventType.AIRSTRIKE),
    (
        "A suicide bomber [blew|trigger] himself up at a checkpoint in Mosul, killing six people.",
        EventType.EXPLOSION,
    ),
    (
        "Rebels [shelled|trigger] a district of Aleppo with mortars on Sunday, the army said.",
        EventType.SHELLING,
    ),
    ("Heavy [clashes|trigger] broke out between the army and rebels near Hama.", EventType.BATTLE),
]


@pytest.mark.parametrize(("source", "type_"), TYPED)
def test_the_kind_of_event_is_told(source: str, type_: EventType, network: OnnxNetwork) -> None:
    case = annotated(source)
    assert event_at(read(case.report(), network), case).type is type_


def test_a_denial_is_no_assertion(network: OnnxNetwork) -> None:
    case = annotated("The army [denied|cue] that its warplanes had [bombed|trigger] the market in Idlib.")
    assert event_at(read(case.report(), network), case).factuality is Factuality.DENIED


def test_figures_places_and_actors_belong_to_their_event(network: OnnxNetwork) -> None:
    case = annotated(
        "[Government warplanes|actor] [bombed|trigger] a market in [Idlib|place] on [Sunday|time], killing"
        " [at least 12 civilians|figure], the Tigris Observatory said."
    )
    event = event_at(read(case.report(), network), case)
    got = {
        MarkLabel.ACTOR: event.actors,
        MarkLabel.PLACE: event.places,
        MarkLabel.TIME: event.times,
        MarkLabel.FIGURE: tuple(figure.mark for figure in event.figures),
    }
    for label, marks in got.items():
        wanted = [span for found, span in case.marks if found is label]
        assert any(mark.span.overlaps(wanted[0]) for mark in marks), label


def test_a_report_reads_the_same_alone_and_among_others(network: OnnxNetwork) -> None:
    reports = [annotated(source).report() for source in SPOKEN]
    together = list(read_all(reports, network))
    assert together == [read(report, network) for report in reports]


def test_one_thread_and_four_read_the_same() -> None:
    report = annotated(SPOKEN[0] + "\n\n" + SPOKEN[1]).report()
    assert read(report, OnnxNetwork(threads=1)) == read(report, OnnxNetwork(threads=4))


def test_a_long_report_is_read_to_its_end_without_a_seam(network: OnnxNetwork) -> None:
    filler = "The town lies on the river and is known for its bridges and its old market, which draws many visitors. "
    sentence = annotated(SPOKEN[0])
    long = Annotated(text=filler * 40 + "\n\n" + sentence.text + "\n\n" + filler * 40, marks=())
    start = long.text.index(sentence.text)
    reading = read(long.report(), network)
    triggers = [e.trigger.span.of(long.text) for e in reading.events if e.trigger.span.start >= start]
    assert "bombed" in triggers


@pytest.mark.parametrize("text", ["", " \n", "“" * 5000, "a" * 3000, "\u202e\u200b" * 50, "12 " * 500])
def test_odd_texts_are_read_without_complaint(text: str, network: OnnxNetwork) -> None:
    report = Annotated(text=text, marks=()).report() if text else None
    if report is not None:
        reading = read(report, network)
        assert all(e.trigger.span.end <= len(text) for e in reading.events)
