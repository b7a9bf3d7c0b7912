"""Speakers named side by side, as the sources of news sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import AttributionReading, Mark, MarkLabel, Span
from accordingto.reference.gazetteer import PackagedGazetteer
from accordingto.resolve import resolve
from accordingto.resolve.parallel import parallel_speakers
from tests.read.annotated import annotated
from tests.resolve.test_resolve import hop_of, reading_of


def apart(source: str) -> list[str]:
    return [span.of(source) for span in parallel_speakers(source, Span(start=0, end=len(source)))]


@pytest.mark.parametrize(
    ("source", "speakers"),
    [
        ("the Tigris Observatory and the Lakeside Agency", ["the Tigris Observatory", "the Lakeside Agency"]),
        ("the government and its ally Russia", ["the government", "its ally Russia"]),
        ("Rebels and activists", ["Rebels", "activists"]),
        ("Britain and France", ["Britain", "France"]),
        ("The UN as well as the Red Cross", ["The UN", "the Red Cross"]),
        # one head, one speaker
        ("military and civilian sources", []),
        ("Local and media sources", []),
        ("Russian and Syrian officials", []),
        # one name
        ("the Ministry of Foreign Affairs and Expatriates", []),
        ("the centre for monitoring and coordination", []),
        # one person with two offices, more than two, and who did what
        ("Ali Hassan judge in Azaz and leader of the council", []),
        ("Britain, France and Italy", []),
        ("a doctor who had treated soldiers and rebels", []),
        ("the monitor", []),
    ],
)
def test_who_is_named_side_by_side(source: str, speakers: list[str]) -> None:
    assert apart(source) == speakers


def test_each_of_two_who_say_it_has_a_claim_and_a_name_of_their_own() -> None:
    case = annotated(
        "[The Tigris Observatory and the Lakeside Agency|speaker] [said|cue] warplanes [bombed|trigger] a market."
    )
    first, second = resolve(case.report(), reading_of(case, hop_of(case)), PackagedGazetteer()).claims
    assert (first.id, second.id) == ("r#0", "r#1")
    assert [c.attribution[0].speaker.name for c in (first, second)] == [
        "Tigris Observatory",
        "Lakeside Agency",
    ]
    assert [c.attribution[0].source and c.attribution[0].source.of(case.text) for c in (first, second)] == [
        "The Tigris Observatory",
        "the Lakeside Agency",
    ]
    assert first.event == second.event
    assert first.content == second.content


def test_a_later_short_form_is_one_of_the_two() -> None:
    case = annotated(
        "[The Tigris Observatory and the Lakeside Agency|speaker] [said|cue] [it|content]. Warplanes"
        " [bombed|trigger] a market, [the Observatory|speaker] [said|cue]."
    )
    both, short = (Mark(label=m, span=s, confidence=0.9) for m, s in case.marks if m is MarkLabel.SPEAKER)
    content = next(Mark(label=m, span=s, confidence=0.9) for m, s in case.marks if m is MarkLabel.CONTENT)
    before = AttributionReading(source=both, cue=None, content=(content,), confidence=0.9)
    reading = replace(reading_of(case, replace(hop_of(case), source=short)), attributions=(before,))
    (claim,) = resolve(case.report(), reading, PackagedGazetteer()).claims
    assert claim.attribution[0].speaker.name == "Tigris Observatory"
