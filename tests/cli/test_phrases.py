"""Values in words: each bound, interval and name as a person would say it, and nothing made up."""

from __future__ import annotations

from datetime import date

import pytest

from accordingto.cli.phrases import chain, how_many, named, when, where, words
from accordingto.model import (
    EventTime,
    Figure,
    Group,
    Harm,
    Participant,
    PlaceMention,
    Span,
    Unresolved,
)
from tests.ledger.stories import ALEPPO, WHITE_DESERT, Told, story

HERE = Span(start=0, end=5)
MAY_3, MAY_9 = date(2031, 5, 3), date(2031, 5, 9)


@pytest.mark.parametrize(
    ("low", "high", "group", "said"),
    [
        (27, 27, Group.FIGHTERS, "27 fighters"),
        (68, None, Group.CHILDREN, "at least 68 children"),
        (None, 30, Group.UNSPECIFIED, "up to 30"),
        (20, 30, Group.CIVILIANS, "20 to 30 civilians"),
        (1, 1, Group.CIVILIANS, "1 civilian"),
        (1, None, Group.CHILDREN, "at least 1 child"),
        (None, 1, Group.OBJECTS, "up to 1 object"),
        (0, 1, Group.OBJECTS, "0 to 1 object"),
        (0, 0, Group.UNSPECIFIED, "0"),
        (6000, 6000, Group.OBJECTS, "6,000 objects"),
        (None, None, Group.MIXED, "a number not said of several groups"),
        (2, 2, Group.SECURITY_FORCES, "2 of the security forces"),
    ],
)
def test_a_figure(low: int | None, high: int | None, group: Group, said: str) -> None:
    assert how_many(Figure(span=HERE, low=low, high=high, harm=Harm.KILLED, group=group)) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (MAY_3, MAY_3, "2031-05-03"),
        (MAY_3, MAY_9, "2031-05-03 to 2031-05-09"),
        (MAY_3, None, "2031-05-03 or later"),
        (None, MAY_9, "2031-05-09 or earlier"),
        (None, None, "undated"),
    ],
)
def test_a_time(start: date | None, end: date | None, said: str) -> None:
    assert when(EventTime(span=None, start=start, end=end)) == said


def test_a_place_has_its_country_and_precision() -> None:
    assert where(PlaceMention(span=HERE, resolution=ALEPPO)) == "Aleppo, SYR (town)"


def test_an_unresolved_place_says_why_and_what_it_may_be() -> None:
    said = where(PlaceMention(span=HERE, resolution=WHITE_DESERT))
    assert said == "unresolved: no entry of that name; perhaps Syrian Desert or White Desert, Egypt"


def test_a_place_without_candidates_says_only_why() -> None:
    nowhere = Unresolved(candidates=(), reason="the words name no place")
    assert where(PlaceMention(span=HERE, resolution=nowhere)) == "unresolved: the words name no place"


def test_a_name_is_left_out_where_the_words_say_it_already() -> None:
    text = "rebels fired"
    words_only = named(Participant(span=Span(start=0, end=6), name="Rebels"), text)
    assert words_only == ("", "“rebels”")
    assert named(Participant(span=Span(start=0, end=6), name="Northern Front"), text)[0] == "Northern Front"


@pytest.mark.parametrize(
    ("told", "voices"),
    [
        (Told(sentence="[shelling|trigger]"), ("The Daily Lantern",)),
        (Told(sentence="[He|source] [said|cue] [shelling|trigger]", speaker="a mayor"), ("a mayor",)),
        (Told(sentence="[He|source] [said|cue] [shelling|trigger]"), ("“He”",)),
        (Told(sentence="[He|carried] [shelling|trigger]", speaker="a mayor"), ("a mayor",)),
        (
            Told(sentence="[SANA|source] quoted [police|source] [shelling|trigger]", speaker="Aleppo police"),
            ("“SANA”", "Aleppo police"),
        ),
        (
            Told(
                sentence="[He|source] said [shelling|trigger]",
                speaker=Unresolved(candidates=("A",), reason="?"),
            ),
            ("“He” (unresolved)",),
        ),
    ],
)
def test_a_chain_begins_with_the_outlet(told: Told, voices: tuple[str, ...]) -> None:
    one = story("a", told)
    said = chain(one.report, one.sheet.claims[0])
    assert said[0] == "The Daily Lantern"
    assert said[1:] == (voices if told.speaker or "source" in told.sentence else ())


def test_words_are_quoted_on_one_line_and_cut_between_words() -> None:
    text = "twelve\n people\twere killed"
    assert words(Span(start=0, end=len(text)), text) == "“twelve people were killed”"
    assert words(Span(start=0, end=len(text)), text, 15) == "“twelve people …”"
    assert words(Span(start=0, end=6), "abcdef", 3) == "“abc …”"
