"""Which figures of a report's claims are killed and injured as MUC-4's keys count them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from accordingto.model import (
    Claim,
    ClaimKind,
    ClaimSheet,
    Event,
    EventTime,
    EventType,
    Evidence,
    Factuality,
    Figure,
    Group,
    Harm,
    Unresolved,
)
from accordingto.resolve.figures import read_bounds
from eval.figures import counts
from tests.read.annotated import annotated

Changes = dict[str, Any]


def claim(source: str, **changes: Any) -> tuple[str, Claim]:
    """A claim of one attack with the sentence's first trigger and every figure in it."""
    case = annotated(source)
    spans = {label: [s for found, s in case.marks if found == label] for label in ("trigger", "figure")}
    figures = []
    for span in spans["figure"]:
        bounds = read_bounds(span.of(case.text))
        assert not isinstance(bounds, Unresolved)
        figure = Figure(span=span, low=bounds.low, high=bounds.high, harm=Harm.KILLED, group=Group.CIVILIANS)
        figures.append(replace(figure, evidence=(Evidence(rule=bounds.rule),), **changes.get("figure", {})))
    event = Event(
        type=changes.get("type", EventType.ATTACK),
        trigger=spans["trigger"][0],
        figures=tuple(figures),
        time=changes.get("time", EventTime(span=None, start=None, end=None)),
    )
    return case.text, Claim(
        id="r#0",
        report_id="r",
        content=spans["trigger"][0],
        attribution=(),
        kind=ClaimKind.EVENT,
        factuality=changes.get("factuality", Factuality.ASSERTED),
        event=event,
    )


def counted(source: str, **changes: Any) -> list[tuple[str, list[int]]]:
    text, made = claim(source, **changes)
    sheet = ClaimSheet(report_id="r", reader="test", claims=(made, made))
    return [(item["kind"], item["numbers"]) for item in counts(text, sheet)]


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("[two teachers|figure] were [killed|trigger]", [[2]]),
        ("[at least 12 villagers|figure] were [killed|trigger]", [[12]]),
        ("[between 5 and 6 farmers|figure] were [killed|trigger]", [[5, 6]]),
        ("[a teacher|figure] was [killed|trigger]", []),  # the keys count from two on
        ("[two nurses and a teacher|figure] were [killed|trigger]", []),  # no number of the report's own
        ("[dozens of villagers|figure] were [killed|trigger]", []),
        ("[villagers|figure] were [killed|trigger]", []),
        ("[nine guerrillas|figure] were [killed|trigger]", []),  # combatants
        ("[four of them|figure] were [killed|trigger]", []),  # a part of a figure that stands elsewhere
        ("[70,000 people|figure] were [killed|trigger]", []),  # a war's toll
    ],
)
def test_a_figure_counts_where_the_words_say_a_number_of_victims_of_one_act(
    source: str, numbers: list[list[int]]
) -> None:
    assert counted(source) == [("killed", number) for number in numbers]


@pytest.mark.parametrize(
    "changes",
    [
        {"factuality": Factuality.DENIED},
        {"factuality": Factuality.HYPOTHETICAL},
        {"type": EventType.BATTLE},
        {"time": EventTime(span=None, start=date(1990, 1, 1), end=date(1990, 3, 1))},
        {"figure": {"harm": Harm.ABDUCTED}},
        {"figure": {"group": Group.FIGHTERS}},
    ],
)
def test_what_is_denied_or_befell_fighters_or_sums_up_months_does_not_count(changes: Changes) -> None:
    source = "[three farmers|figure] were [killed|trigger]"
    assert counted(source) == [("killed", [3])]
    assert counted(source, **changes) == []
