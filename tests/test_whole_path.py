"""Invented reports through the whole path with the shipped reader: who tells it, headlines, loaded words.

The sentences are plain ones, so that what is tested is the path and not the edge of what the network knows.
"""

from __future__ import annotations

import pytest

from accordingto.config import build_tools
from accordingto.model import ClaimSheet, Report, ReportPart
from accordingto.pipeline import Tools
from accordingto.read import read
from accordingto.resolve import resolve
from tests.resolve.test_parts import report_of


@pytest.fixture(scope="module")
def tools() -> Tools:
    return build_tools()


def sheet_of(text: str, tools: Tools) -> tuple[Report, ClaimSheet]:
    report = report_of(text)
    return report, resolve(report, read(report, tools.network), tools.gazetteer)


def told(text: str, tools: Tools) -> list[tuple[str, list[object]]]:
    """Trigger of each event, and the names of its chain."""
    report, sheet = sheet_of(text, tools)
    return [
        (claim.event.trigger.of(report.text), [hop.speaker.name for hop in claim.attribution])
        for claim in sheet.claims
        if claim.event
    ]


def exceeding(text: str, tools: Tools) -> set[str]:
    _, sheet = sheet_of(text, tools)
    return {overreach.kind.value for overreach in sheet.overreaches or ()}


BODY = (
    "\n\nInvented report.\n\nGovernment warplanes bombed a market in Idlib on Sunday, killing 15 people, "
    "the Tigris Observatory said.\n"
)

ATTRIBUTING = [
    "Air Strike Kills 15 in Idlib Market, Monitor Says" + BODY,
    "Monitor: Warplanes Bomb Market in Idlib" + BODY,
    "Warplanes bomb market in Idlib: monitor" + BODY,
]

OWN = [
    "Army Takes Town Near Hama\n\nInvented report.\n\nGovernment forces captured the town of Morek near Hama on"
    " Friday after heavy clashes.\n\nThe Tigris Observatory said 12 fighters were killed.\n",
    "Two Villages Captured Near Aleppo\n\nInvented report.\n\nRebels captured two villages near Aleppo on Monday.\n",
]


def test_a_headline_that_states_what_the_monitor_says(tools: Tools) -> None:
    assert exceeding("Air Strike Kills 15 in Idlib Market" + BODY, tools) == {"attribution"}


def test_a_headline_with_a_larger_toll_than_anybody_gives(tools: Tools) -> None:
    assert "figure" in exceeding("Air Strike Kills 25 in Idlib Market" + BODY, tools)


@pytest.mark.parametrize("text", ATTRIBUTING)
def test_a_headline_that_attributes_says_no_more(text: str, tools: Tools) -> None:
    assert exceeding(text, tools) == set()


@pytest.mark.parametrize("text", OWN)
def test_a_headline_that_the_outlet_tells_in_its_body_too_says_no_more(text: str, tools: Tools) -> None:
    assert exceeding(text, tools) == set()


def test_every_claim_knows_its_part(tools: Tools) -> None:
    _, sheet = sheet_of(OWN[0].replace("Invented report.\n\n", ""), tools)
    parts = [claim.part for claim in sheet.claims]
    assert parts[0] is ReportPart.HEADLINE
    assert parts[1] is ReportPart.LEAD
    assert parts[-1] is ReportPart.BODY


def test_loaded_words_of_a_headline_are_the_outlets_and_of_a_quotation_the_speakers(tools: Tools) -> None:
    report, sheet = sheet_of(
        "Heroic Army Liberates Village\n\nInvented report.\n\nThe army captured the village on Sunday. "
        "The Joint Command said that 12 terrorists were killed in the battle.\n",
        tools,
    )
    used = {one.span.of(report.text): [user.name for user in one.users] for one in sheet.loaded or ()}
    assert used == {"Heroic": [], "Liberates": [], "terrorists": ["Joint Command"]}


def test_a_loaded_word_in_a_claim_without_a_marked_content_is_its_tellers(tools: Tools) -> None:
    report, sheet = sheet_of(
        "Invented report.\n\nAt least 30 civilians were killed on Monday when regime helicopters dropped barrel bombs"
        " on a market in Aleppo, activists said.\n",
        tools,
    )
    used = {one.span.of(report.text): [user.name for user in one.users] for one in sheet.loaded or ()}
    assert used == {"regime": ["activists"]}


WHO = [
    # a quotation over several paragraphs
    (
        "Invented report.\n\n“Two rockets hit the airbase near Homs on Sunday,” the military spokesman said.\n\n"
        "“Three soldiers were wounded and a hangar was destroyed.\n\n“The army shelled the launch site an hour later.”\n",
        {"hit": "military spokesman", "destroyed": "military spokesman", "shelled": "military spokesman"},
    ),
    # named a sentence before
    (
        "Invented report.\n\nThe governor of Idlib spoke to reporters on Monday. Warplanes bombed the market and"
        " killed nine civilians, he said.\n",
        {"bombed": "governor of Idlib"},
    ),
    (
        'Invented report.\n\nThe mayor spoke to the Lakeside Agency.\n\n"Four farmers were killed," he said.\n',
        {"killed": "mayor"},
    ),
    # named a sentence after
    (
        "Invented report.\n\nSix rebels were killed in a battle near Hama. The army announced this in a statement.\n",
        {"battle": "army"},
    ),
    # "told X", "was quoted as saying", "according to"
    (
        "Invented report.\n\nA hospital director told the Lakeside Agency that nine people were killed by shelling"
        " in Aleppo on Sunday.\n",
        {"shelling": "hospital director"},
    ),
    (
        "Invented report.\n\nA police officer was quoted as saying that gunmen had abducted three engineers near"
        " Kirkuk.\n",
        {"abducted": "police officer"},
    ),
    (
        "Invented report.\n\nRebels shelled a checkpoint near Hama, according to state television.\n",
        {"shelled": "state television"},
    ),
    # set off by a colon, with another such line below
    (
        "Invented report.\n\nJoint Command: rebels shelled a checkpoint near Hama and killed four soldiers.\n\n"
        "Monitor: warplanes bombed a market in Idlib.\n",
        {"shelled": "Joint Command", "bombed": "Monitor"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), WHO)
def test_who_tells_it(text: str, wanted: dict[str, str], tools: Tools) -> None:
    found = told(text, tools)
    assert {trigger: names[-1] for trigger, names in found if trigger in wanted and names} == wanted


def test_each_of_two_speakers_named_side_by_side_tells_it(tools: Tools) -> None:
    found = told(
        "Invented report.\n\nThe Tigris Observatory and the White Lantern aid group said warplanes bombed a market"
        " in Idlib on Sunday.\n",
        tools,
    )
    names = [names for trigger, names in found if trigger == "bombed"]
    assert names == [["Tigris Observatory"], ["White Lantern aid group"]]


def test_denials_and_claims_of_responsibility(tools: Tools) -> None:
    report, sheet = sheet_of(
        "Invented report.\n\nThe army denied that its warplanes had bombed the market in Idlib.\n\nThe Northern Brigade"
        " claimed responsibility for the car bombing that killed six policemen in Mosul on Friday.\n",
        tools,
    )
    found = {
        claim.event.trigger.of(report.text): (claim.factuality.value, claim.attribution[-1].act.value)
        for claim in sheet.claims
        if claim.event and claim.attribution
    }
    assert found["bombed"] == ("denied", "deny")
    assert found["car bombing"] == ("asserted", "confirm")


def test_a_headline_in_which_nobody_speaks_is_the_outlets(tools: Tools) -> None:
    text = (
        "Rebels Shell Hospital in Aleppo\n\nInvented report.\n\nThe army accused rebels of shelling a hospital in"
        " Aleppo on Monday.\n\nThe rebels denied that they had shelled the hospital.\n"
    )
    assert told(text, tools)[0] == ("Shell", [])
    assert {"attribution"} <= exceeding(text, tools)
