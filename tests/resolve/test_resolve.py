"""A reading becomes claims: each field resolved, with the rule and the words it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accordingto.model import (
    Act,
    ClaimKind,
    DateOrigin,
    EventReading,
    EventType,
    Factuality,
    FigureReading,
    FoundDate,
    GazetteerPlace,
    Group,
    Harm,
    HopReading,
    Mark,
    MarkLabel,
    Reading,
    Report,
    SpeakerRole,
    Unresolved,
)
from accordingto.reference.gazetteer import PackagedGazetteer
from accordingto.resolve import resolve
from tests.read.annotated import Annotated, annotated


@pytest.fixture(scope="module")
def gazetteer() -> PackagedGazetteer:
    return PackagedGazetteer()


def marks(case: Annotated, label: MarkLabel) -> tuple[Mark, ...]:
    return tuple(Mark(label=label, span=span, confidence=0.9) for found, span in case.marks if found is label)


def reading_of(case: Annotated, hop: HopReading | None) -> Reading:
    """One event with every mark of the case, told by `hop`."""
    trigger = marks(case, MarkLabel.TRIGGER)[0]
    figures = tuple(
        FigureReading(
            mark=mark,
            harm=Harm.KILLED,
            harm_confidence=0.8,
            group=Group.CIVILIANS,
            group_confidence=0.7,
        )
        for mark in marks(case, MarkLabel.FIGURE)
    )
    event = EventReading(
        trigger=trigger,
        content=trigger.span,
        type=EventType.AIRSTRIKE,
        type_confidence=0.9,
        factuality=Factuality.ASSERTED,
        factuality_confidence=0.9,
        hops=(hop,) if hop else (),
        hops_confidence=0.9,
        actors=marks(case, MarkLabel.ACTOR),
        places=marks(case, MarkLabel.PLACE),
        times=marks(case, MarkLabel.TIME),
        figures=figures,
    )
    return Reading(report_id="r", reader="test", attributions=(), events=(event,), judgements=())


def hop_of(case: Annotated) -> HopReading:
    return HopReading(
        source=marks(case, MarkLabel.SPEAKER)[0],
        source_confidence=0.9,
        cue=next(iter(marks(case, MarkLabel.CUE)), None),
        cue_confidence=0.9,
        role=SpeakerRole.MONITOR,
        role_confidence=0.9,
        act=Act.STATE,
        act_confidence=0.9,
    )


def published(report: Report, day: date) -> Report:
    found = FoundDate(words=day.isoformat(), start=day, end=day, origin=DateOrigin.FIELD)
    return replace(report, dates=(found,))


STRIKE = (
    "[Warplanes|actor] [bombed|trigger] a market in [Idlib|place] on [Sunday|time], killing [at least 12 people|figure],"
    " [the Tigris Observatory|speaker] [said|cue]."
)


def test_every_field_of_a_claim_is_resolved(gazetteer: PackagedGazetteer) -> None:
    case = annotated(STRIKE)
    report = published(case.report(), date(2024, 3, 4))
    (claim,) = resolve(report, reading_of(case, hop_of(case)), gazetteer).claims
    assert claim.kind is ClaimKind.EVENT
    assert claim.attribution[0].speaker.name == "Tigris Observatory"
    event = claim.event
    assert event is not None
    assert (event.figures[0].low, event.figures[0].high) == (12, None)
    assert (event.time.start, event.time.end) == (date(2024, 3, 3), date(2024, 3, 3))
    place = event.places[0].resolution
    assert isinstance(place, GazetteerPlace)
    assert place.country == "SYR"
    assert all(f.evidence for f in event.figures)


def test_without_a_day_of_publication_a_weekday_stays_open(gazetteer: PackagedGazetteer) -> None:
    case = annotated(STRIKE)
    (claim,) = resolve(case.report(), reading_of(case, hop_of(case)), gazetteer).claims
    assert claim.event is not None
    assert (claim.event.time.start, claim.event.time.end) == (None, None)


def test_a_carried_voice_has_a_name_but_no_words_in_the_claim(gazetteer: PackagedGazetteer) -> None:
    case = annotated(
        "[The Tigris Observatory|speaker] spoke of raids.\n\nWarplanes [bombed|trigger] a market in [Idlib|place]."
    )
    hop = replace(hop_of(case), carried=True)
    (claim,) = resolve(case.report(), reading_of(case, hop), gazetteer).claims
    (told,) = claim.attribution
    assert told.source is None
    assert told.speaker.name == "Tigris Observatory"
    assert told.carried_from is not None


def test_whoever_is_meant_by_a_relative_pronoun_tells_nothing(gazetteer: PackagedGazetteer) -> None:
    case = annotated("Troops guard companies [that|speaker] [wish|cue] to [exploit|trigger] the fields.")
    (claim,) = resolve(case.report(), reading_of(case, hop_of(case)), gazetteer).claims
    assert claim.attribution == ()


def test_a_place_that_is_none_stays_unresolved_with_its_reason(gazetteer: PackagedGazetteer) -> None:
    case = annotated("Forces [bombed|trigger] objects in the [“white desert”|place].")
    (claim,) = resolve(case.report(), reading_of(case, None), gazetteer).claims
    assert claim.event is not None
    resolution = claim.event.places[0].resolution
    assert isinstance(resolution, Unresolved)
    assert resolution.reason


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Warplanes [bombed|trigger] a market in the [third|figure] raid.", "figures.no-count.ordinal"),
        ("Ali Haddad, [35|figure], was [killed|trigger] in Idlib.", "figures.no-count.age"),
        ("Rebels [shelled|trigger] the [7th Brigade|figure].", "figures.no-count.ordinal"),
    ],
)
def test_a_mark_that_counts_nobody_is_no_figure_and_stays_in_evidence(
    sentence: str, rule: str, gazetteer: PackagedGazetteer
) -> None:
    case = annotated(sentence)
    (claim,) = resolve(case.report(), reading_of(case, None), gazetteer).claims
    assert claim.event is not None
    assert claim.event.figures == ()
    (left_out,) = [e for e in claim.event.evidence if e.rule.startswith("figures.")]
    assert left_out.rule == rule
    assert left_out.span is not None
    assert (left_out.span.of(case.text),) == case.words(MarkLabel.FIGURE)


def test_a_share_of_the_dead_is_a_figure_of_which_no_number_is_known(gazetteer: PackagedGazetteer) -> None:
    case = annotated("The [raid|trigger] killed many, [half of them|figure] civilians.")
    (claim,) = resolve(case.report(), reading_of(case, None), gazetteer).claims
    assert claim.event is not None
    (figure,) = claim.event.figures
    assert (figure.low, figure.high) == (None, None)
    assert "figures.share" in [e.rule for e in figure.evidence]


def test_no_hops_is_the_outlets_own_voice(gazetteer: PackagedGazetteer) -> None:
    case = annotated("Warplanes [bombed|trigger] a market in [Idlib|place].")
    (claim,) = resolve(case.report(), reading_of(case, None), gazetteer).claims
    assert claim.attribution == ()


def test_the_verb_beside_a_figure_outranks_the_readers_class(gazetteer: PackagedGazetteer) -> None:
    case = annotated("The [strike|trigger] killed [two farmers|figure]; [nine|figure] were wounded.")
    (claim,) = resolve(case.report(), reading_of(case, None), gazetteer).claims
    assert claim.event is not None
    killed, injured = claim.event.figures
    assert (killed.harm, injured.harm) == (Harm.KILLED, Harm.INJURED)
    assert {e.rule for e in injured.evidence} >= {"figures.harm-beside"}
    assert "reader.harm" not in {e.rule for e in injured.evidence}
