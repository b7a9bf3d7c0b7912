"""Headlines held against their bodies, as news sentences; each case is one difficulty."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import (
    Act,
    Claim,
    ClaimKind,
    EventType,
    Evidence,
    Factuality,
    Overreach,
    ReportPart,
)
from accordingto.resolve.headline import overreaches
from accordingto.resolve.same_event import stem
from tests.ledger.stories import ALEPPO, Story, Told, story


def report(head: Told, *body: Told) -> Story:
    """An invented report whose first sentence is its headline."""
    one = story("r", head, *body)
    first, *others = one.sheet.claims
    claims = (
        replace(first, part=ReportPart.HEADLINE),
        *(replace(claim, part=ReportPart.BODY) for claim in others),
    )
    return replace(one, sheet=replace(one.sheet, claims=claims))


def found(one: Story) -> dict[str, list[str]]:
    """Kind of each overreach, with the numbers of the tellings in the body."""
    return {
        overreach.kind.value: [id_.split("#")[1] for id_ in overreach.tellings] for overreach in _all(one)
    }


def _all(one: Story) -> tuple[Overreach, ...]:
    return overreaches(one.report.text, one.sheet.claims)


def told_as(one: Story, number: int, **changed: object) -> Story:
    """The report with fields of one claim changed."""
    claims = list(one.sheet.claims)
    claims[number] = replace(claims[number], **changed)  # type: ignore[arg-type]
    return replace(one, sheet=replace(one.sheet, claims=tuple(claims)))


HEAD = Told(sentence="[Shells|weapon] [hit|trigger] [market|target] in [Aleppo|place]")
SAID = Told(
    sentence="[Shells|weapon] [hit|trigger] a [market|target] in [Aleppo|place], [the monitor|source] [said|cue].",
    speaker="monitor",
)
OWN = Told(sentence="[Shells|weapon] [hit|trigger] a [market|target] in [Aleppo|place] on Friday.")


def test_a_headline_that_states_what_the_body_attributes() -> None:
    one = report(HEAD, SAID)
    assert found(one) == {"attribution": ["1"]}
    (overreach,) = _all(one)
    words = [piece.span.of(one.report.text) for piece in overreach.evidence if piece.span]
    assert words == ["hit", "the monitor"]


def test_a_headline_that_attributes_too() -> None:
    head = Told(
        sentence="[Monitor|source] [says|cue] [shells|weapon] [hit|trigger] [market|target] in [Aleppo|place]",
        speaker="monitor",
    )
    assert found(report(head, SAID)) == {}


def test_a_body_that_tells_it_in_its_own_voice_once_bears_the_headline_out() -> None:
    assert found(report(HEAD, SAID, OWN)) == {}


def test_an_event_of_another_town_is_another_event() -> None:
    elsewhere = replace(
        SAID, sentence=SAID.sentence.replace("Aleppo", "Azaz"), place=replace(ALEPPO, name="Azaz")
    )
    assert found(report(HEAD, elsewhere)) == {}


def test_an_event_of_another_kind_with_another_word_is_another_event() -> None:
    talks = Told(
        sentence="[Talks|trigger] on the [market|target] of [Aleppo|place] failed, [the monitor|source] said.",
        type=EventType.TALKS,
    )
    assert found(report(HEAD, talks)) == {}


def test_a_headline_without_a_telling_in_the_body_is_held_against_nothing() -> None:
    other = Told(
        sentence="[Rebels|actor] [left|trigger], [the monitor|source] [said|cue].", speaker="monitor"
    )
    assert found(report(HEAD, other)) == {}


DEAD = Told(sentence="[Shells|weapon] [kill|trigger] [15|figure] in [Aleppo|place]", figure=(15, 15))


@pytest.mark.parametrize(
    ("bounds", "larger"),
    [((12, 12), True), ((12, None), True), ((15, 15), False), ((10, 20), False), ((None, 15), False)],
)
def test_a_figure_larger_than_the_bodys(bounds: tuple[int | None, int | None], larger: bool) -> None:
    body = Told(
        sentence="[Shells|weapon] [killed|trigger] [12 or so|figure] in [Aleppo|place].", figure=bounds
    )
    one = report(DEAD, body)
    assert found(one) == ({"figure": ["1"]} if larger else {})
    for overreach in _all(one):
        words = [piece.span.of(one.report.text) for piece in overreach.evidence if piece.span]
        assert words == ["15", "12 or so"]


def test_a_headline_may_add_up_what_the_body_tells_apart() -> None:
    seven = Told(sentence="[Shells|weapon] [killed|trigger] [7|figure] in [Aleppo|place].", figure=(7, 7))
    eight = Told(
        sentence="[Shells|weapon] [killed|trigger] [8|figure] in [Aleppo|place] later.", figure=(8, 8)
    )
    assert found(report(DEAD, seven, eight)) == {}
    assert found(report(DEAD, seven, seven)) == {"figure": ["1", "2"]}, "one toll told twice is one"


def test_a_headline_may_not_add_to_rival_tolls() -> None:
    nine, twelve = (
        Told(sentence=f"[Shells|weapon] [killed|trigger] [{n}|figure] in [Aleppo|place].", figure=(n, n))
        for n in (9, 12)
    )
    assert found(report(DEAD, nine, twelve)) == {"figure": ["1", "2"]}


def test_a_target_in_the_headline_may_be_a_place_in_the_body() -> None:
    head = Told(sentence="[Army|actor] [liberates|trigger] [village|target]", type=EventType.CAPTURE)
    body = Told(
        sentence="[The army|source] [said|cue] its soldiers had [captured|trigger] [the village of Azaz|place].",
        type=EventType.CAPTURE,
        speaker="army",
    )
    assert found(report(head, body)) == {"attribution": ["1"]}


def test_dozens_leave_a_larger_figure_open() -> None:
    body = Told(
        sentence="[Shells|weapon] [killed|trigger] [dozens|figure] in [Aleppo|place].", figure=(12, None)
    )
    one = report(DEAD, body)
    event = one.sheet.claims[1].event
    assert event is not None
    figure = replace(event.figures[0], evidence=(Evidence(rule="figures.vague"),))
    assert found(told_as(one, 1, event=replace(event, figures=(figure,)))) == {}


def test_a_toll_that_only_a_speaker_gives_is_attributed_though_the_event_is_not() -> None:
    toll = Told(
        sentence="[Shells|weapon] [killed|trigger] [15|figure] in [Aleppo|place], [the monitor|source] [said|cue].",
        speaker="monitor",
        figure=(15, 15),
    )
    assert found(report(DEAD, OWN, toll)) == {"attribution": ["1", "2"]}


@pytest.mark.parametrize("stance", [Factuality.DENIED, Factuality.UNCERTAIN, Factuality.HYPOTHETICAL])
def test_what_the_body_denies_or_leaves_open(stance: Factuality) -> None:
    one = told_as(report(HEAD, OWN), 1, factuality=stance)
    assert found(one) == {"factuality": ["1"]}
    assert found(told_as(report(HEAD, OWN, OWN), 1, factuality=stance)) == {}, "the other one asserts it"


def test_a_headline_that_leaves_it_open_too_says_no_more() -> None:
    one = told_as(report(HEAD, SAID), 0, factuality=Factuality.UNCERTAIN)
    assert found(one) == {}


@pytest.mark.parametrize(("act", "more"), [(Act.ACCUSE, True), (Act.ESTIMATE, True), (Act.CONFIRM, False)])
def test_what_the_bodys_speaker_does_no_more_than_accuse(act: Act, more: bool) -> None:
    one = report(SAID, SAID)
    hop = one.sheet.claims[1].attribution[0]
    one = told_as(one, 1, attribution=(replace(hop, act=act),))
    assert found(one) == ({"act": ["1"]} if more else {})


def test_a_judgement_is_held_against_a_judgement_by_its_words() -> None:
    head = Told(sentence="[Army|actor] is to [blame|trigger] for the market shelling")
    body = Told(
        sentence="The army is to [blame|trigger] for the shelling of the market, [he|source] [said|cue]."
    )
    one = report(head, body)
    claims = tuple(_judged(claim) for claim in one.sheet.claims)
    assert found(replace(one, sheet=replace(one.sheet, claims=claims))) == {"attribution": ["1"]}


def _judged(claim: Claim) -> Claim:
    return replace(claim, kind=ClaimKind.JUDGEMENT, event=None)


@given(st.integers(0, 1000))
def test_the_order_of_claims_does_not_matter(seed: int) -> None:
    one = report(DEAD, SAID, OWN, replace(SAID, figure=(3, 3)))
    shuffled = list(one.sheet.claims)
    random.Random(seed).shuffle(shuffled)
    assert overreaches(one.report.text, shuffled) == _all(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("resupplied", "resupply"), ("trained", "training"), ("kills", "killed"), ("strike", "strikes"),
     ("bombing", "bombed"), ("attacks", "attacked"), ("shelling", "shelled"), ("hitting", "hit")],
)  # fmt: skip
def test_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
