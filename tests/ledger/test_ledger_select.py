"""Selecting: each filter on invented reports, in SQL, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accordingto.errors import LedgerError, UsageError
from accordingto.ledger import Ledger, open_ledger
from accordingto.model import ClaimFilter, EventType, GazetteerPlace, PlacePrecision
from tests.ledger.stories import ALEPPO, NOON, WHITE_DESERT, Told, by_reader, story, typical

KHARKIV = GazetteerPlace(
    geonames_id=706483,
    name="Kharkiv",
    country="UKR",
    precision=PlacePrecision.TOWN,
    lat=49.98,
    lon=36.25,
)

DAY = date(2031, 5, 3)

STORIES = (
    story(
        "north-1",
        # a chain: both hops can be searched for
        Told(
            sentence="[The Valley Agency|source] [quoted|cue] [a police source|source] [as saying|cue] that "
            "[shelling|trigger] hit [Halab|place] on [Saturday|time].",
            speaker="Aleppo police",
            place=ALEPPO,
        ),
        # the outlet's own voice
        Told(sentence="[Trucks|trigger] with flour reached [the white desert|place].", type=EventType.AID,
             place=WHITE_DESERT, days=(None, None)),
    ),
    story(
        "north-10",
        # a voice carried over from further up
        Told(sentence="It added that [100%_sure sources|carried] saw [a strike|trigger] in [Kharkiv|place].",
             speaker="Straße Monitor", type=EventType.AIRSTRIKE, place=KHARKIV,
             days=(date(2031, 4, 1), None)),
        outlet="Östliche Umschau",
    ),
    story(
        "south-1",
        Told(sentence="[Villagers|source] [said|cue] [clashes|trigger] went on until Friday.",
             type=EventType.BATTLE, days=(None, date(2031, 3, 14))),
        outlet="The Evening Post",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("select") / "ledger.sqlite") as opened:
        for one in STORIES:
            # Each was read by an earlier reader too, whose claims must never come out.
            old = replace(one, sheet=replace(one.sheet, reader="reader-0"))
            opened.record(old.report, old.original, old.sheet, at=NOON)
        for one in STORIES:
            opened.record(one.report, one.original, one.sheet, at=NOON)
        yield opened


ALL = ["north-1#0", "north-1#1", "north-10#0", "south-1#0"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ClaimFilter(), ALL),
        (ClaimFilter(speaker="aleppo POLICE"), ["north-1#0"]),  # canonical name of the inner hop
        (ClaimFilter(speaker="valley agency"), ["north-1#0"]),  # words of the outer hop
        (ClaimFilter(speaker="police source"), ["north-1#0"]),
        (ClaimFilter(speaker="STRASSE monitor"), ["north-10#0"]),  # case-folded beyond ASCII
        (ClaimFilter(speaker="100%_SURE"), ["north-10#0"]),  # carried words; % and _ mean themselves
        (ClaimFilter(speaker="100__sure"), []),
        (ClaimFilter(speaker="Aleppo\npolice"), []),  # not across name and words
        (ClaimFilter(outlet="daily"), ["north-1#0", "north-1#1"]),
        (ClaimFilter(outlet="ÖSTLICHE"), ["north-10#0"]),
        (ClaimFilter(type=EventType.AID), ["north-1#1"]),
        (ClaimFilter(place="aleppo"), ["north-1#0"]),  # gazetteer name
        (ClaimFilter(place="halab"), ["north-1#0"]),  # the report's word
        (ClaimFilter(place="syr"), ["north-1#0"]),  # country
        (ClaimFilter(place="UK"), []),  # half a country code is none
        (ClaimFilter(place="white DESERT"), ["north-1#1"]),  # unresolved: by its words
        (ClaimFilter(place="Syrian Desert"), []),  # a candidate is not a place
        (ClaimFilter(since=DAY, until=DAY), ["north-1#0", "north-10#0"]),
        (ClaimFilter(since=date(2031, 5, 4)), ["north-10#0"]),  # since 1 April, end open
        (ClaimFilter(until=date(2031, 3, 31)), ["south-1#0"]),  # until 14 March, beginning open
        (ClaimFilter(since=date(2031, 3, 14), until=date(2031, 3, 14)), ["south-1#0"]),
        (ClaimFilter(since=date(2031, 3, 15), until=date(2031, 3, 31)), []),
        (ClaimFilter(since=date(1, 1, 1)), ["north-1#0", "north-10#0", "south-1#0"]),  # undated is not dated
        (ClaimFilter(report="north-1"), ["north-1#0", "north-1#1"]),  # exact before in part
        (ClaimFilter(report="NORTH"), ["north-1#0", "north-1#1", "north-10#0"]),
        (ClaimFilter(report="-1"), ALL),
        (ClaimFilter(report="west"), []),
        (ClaimFilter(outlet="daily", type=EventType.SHELLING, place="SYR"), ["north-1#0"]),
        (ClaimFilter(outlet="daily", type=EventType.BATTLE), []),
    ],
)
def test_filters(ledger: Ledger, wanted: ClaimFilter, expected: list[str]) -> None:
    stored = list(ledger.claims(wanted))
    assert [s.claim.id for s in stored] == expected
    assert {s.reader for s in stored} <= {"reader-1"}
    whole = {claim.id: claim for one in STORIES for claim in one.sheet.claims}
    assert [s.claim for s in stored] == [whole[id_] for id_ in expected]


def test_a_report_by_its_id_or_a_beginning_that_is_enough(ledger: Ledger) -> None:
    for given, found in (("north-1", "north-1"), ("north-10", "north-10"), ("sou", "south-1")):
        stored = ledger.report(given)
        assert stored is not None
        assert stored.report.id == found
        assert stored.sheet is not None
        assert len(stored.sheet.claims) == stored.claims
    assert ledger.report("west") is None
    assert ledger.report("") is None
    assert ledger.report("n%") is None
    with pytest.raises(UsageError, match="Several reports begin with nor: north-1, north-10;"):
        ledger.report("nor")


def test_reports_come_in_the_order_recorded_without_sheets(ledger: Ledger) -> None:
    listed = list(ledger.reports())
    assert [s.report for s in listed] == [one.report for one in STORIES]
    assert [s.claims for s in listed] == [2, 1, 1]
    assert all(s.sheet is None and s.reader == "reader-1" for s in listed)


def test_reports_come_with_their_sheets_where_those_are_asked_for(ledger: Ledger) -> None:
    listed = list(ledger.sheets())
    assert [(s.report, s.sheet) for s in listed] == [(one.report, one.sheet) for one in STORIES]


def test_an_unknown_original_is_said_to_be_unknown(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="holds no original with the hash 00"):
        ledger.original("00")


def test_more_reports_than_a_batch_come_out_in_order(tmp_path: Path) -> None:
    told = [typical(number, claims=2) for number in range(75)]
    with open_ledger(tmp_path / "many.sqlite") as ledger:
        for one in told:
            ledger.record(one.report, one.original, one.sheet, at=NOON)
        listed = [s.claim.id for s in ledger.claims()]
    assert listed == [claim.id for one in told for claim in one.sheet.claims]


def test_a_listing_sees_one_state_while_others_record(tmp_path: Path) -> None:
    told = [typical(number, claims=1) for number in range(40)]
    with open_ledger(tmp_path / "l.sqlite") as ledger, open_ledger(tmp_path / "l.sqlite") as other:
        for one in told:
            ledger.record(one.report, one.original, one.sheet, at=NOON)
        listing = ledger.claims()
        seen = [next(listing)]
        for one in told:
            newer = by_reader(one, "reader-2")
            other.record(newer.report, newer.original, newer.sheet, at=NOON)
        seen += listing
        assert [s.reader for s in seen] == ["reader-1"] * 40
        assert [s.reader for s in ledger.claims()] == ["reader-2"] * 40
