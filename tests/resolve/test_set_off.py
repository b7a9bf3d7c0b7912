"""Speakers set off by a colon, as headlines and first lines."""

from __future__ import annotations

import pytest

from accordingto.model import SpeakerRole
from accordingto.resolve.set_off import set_off_speakers


def said(text: str, *known: str) -> list[tuple[str, str]]:
    """Speaker and stretch of each."""
    return [(v.source.of(text), v.stretch.of(text)) for v in set_off_speakers(text, frozenset(known))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Army: rebels shelled the town", [("Army", "rebels shelled the town")]),
        ("Joint Command: shells hit Azaz. Nine died.", [("Joint Command", "shells hit Azaz. ")]),
        ("Interim Minister of Health: hospitals hit", [("Interim Minister of Health", "hospitals hit")]),
        ("12 dead in raid on Idlib: monitor", [("monitor", "12 dead in raid on Idlib")]),
        ("Raid kills 12: activists. The army denied it.", [("activists", "Raid kills 12")]),
        ("UN: talks on Azaz fail", [("UN", "talks on Azaz fail")]),
    ],
)
def test_who_is_set_off_and_what_they_say(text: str, wanted: list[tuple[str, str]]) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Update: shells hit Azaz",
        "Aleppo: shells hit a market",
        "Watch: the market after the raid",
        "The toll at 10:30 was 12: nine men and three women",
        "Two things are known: shells fell, and the market burnt.",
        "The army took three towns: Azaz, Marea and al-Bab.",
    ],
)
def test_what_is_no_speaker(text: str) -> None:
    assert said(text) == []


def test_a_name_speaks_where_it_speaks_elsewhere() -> None:
    assert said("Lakeside: shells hit Azaz") == []
    assert said("Lakeside: shells hit Azaz", "lakeside") == [("Lakeside", "shells hit Azaz")]


def test_the_noun_tells_the_role_where_it_has_but_one() -> None:
    (army,) = set_off_speakers("Army: rebels shelled the town", frozenset())
    (spokesman,) = set_off_speakers("Spokesman: rebels shelled the town", frozenset())
    assert (army.role, spokesman.role) == (SpeakerRole.MILITARY, None)
