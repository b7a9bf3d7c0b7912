"""`accordingto claims`: what the ledger holds, by filter, as a table, CSV or JSON lines."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from accordingto.model import EventType, Unresolved
from tests.cli.running import Run, recorded
from tests.ledger.stories import WHITE_DESERT, Told, story

SENTENCE = (
    "[Officials|source] [said|cue] [shelling|trigger] of [Aleppo|place] killed [at least 12 people|figure]."
)
OTHER = "[He|source] [denied|cue] a [raid|trigger] in the [white desert|place]."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    lantern = story("lantern-1", Told(sentence=SENTENCE, speaker="Aleppo Health Office"))
    raid = Told(
        sentence=OTHER,
        speaker=Unresolved(candidates=("the mayor", "the governor"), reason="two fit"),
        type=EventType.AIRSTRIKE,
        place=WHITE_DESERT,
        days=(date(2031, 4, 1), date(2031, 4, 30)),
    )
    return recorded(tmp_path, lantern, story("gazette-1", raid, outlet="Gulf Gazette"), story("quiet"))


def _ids(run: Run, ledger: Path, *filters: str) -> list[str]:
    printed = run("claims", *filters, "--format", "jsonl", "--ledger", ledger)
    assert printed.code == 0
    return [claim["id"] for line in printed.out.splitlines() for claim in json.loads(line)["claims"]]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ((), ["lantern-1#0", "gazette-1#0"]),
        (("--speaker", "health"), ["lantern-1#0"]),
        (("--outlet", "gulf"), ["gazette-1#0"]),
        (("--type", "airstrike"), ["gazette-1#0"]),
        (("--place", "aleppo"), ["lantern-1#0"]),
        (("--place", "SYR"), ["lantern-1#0"]),
        (("--place", "white"), ["gazette-1#0"]),
        (("--since", "2031-05-01"), ["lantern-1#0"]),
        (("--until", "2031-04-02"), ["gazette-1#0"]),
        (("--since", "2031-04-20", "--until", "2031-05-03"), ["lantern-1#0", "gazette-1#0"]),
        (("--report", "gazette-1"), ["gazette-1#0"]),
        (("--report", "gazette-1", "--type", "shelling"), []),
    ],
)
def test_a_filter_lets_through_what_it_says(
    run: Run, ledger: Path, filters: tuple[str, ...], found: list[str]
) -> None:
    assert _ids(run, ledger, *filters) == found


def test_the_table_compares_who_says_how_many(run: Run, ledger: Path) -> None:
    printed = run("claims", "--ledger", ledger)
    words = " ".join(printed.out.split())
    assert "The Daily Lantern" in words
    assert "lantern-1#0" in words
    assert "2031-05-03" in words
    assert "unresolved" in words
    assert words.endswith("2 claims")
    narrow = run("claims", "--speaker", "nobody at all", "--ledger", ledger)
    assert (narrow.code, narrow.out.strip()) == (0, "0 claims")


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_keeps_within_the_terminal(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, run("claims", "--ledger", ledger).out.splitlines())) <= width


def test_csv_has_a_header_and_a_row_a_claim(run: Run, ledger: Path) -> None:
    printed = run("claims", "--format", "csv", "--ledger", ledger)
    rows = list(csv.DictReader(io.StringIO(printed.out)))
    assert [(row["claim"], row["low"]) for row in rows] == [("lantern-1#0", "12"), ("gazette-1#0", "")]


@pytest.mark.parametrize(
    "wrong", [("--type", "war"), ("--since", "yesterday"), ("--format", "xml"), ("--colour", "red")]
)
def test_a_wrong_filter_is_a_usage_error(run: Run, ledger: Path, wrong: tuple[str, str]) -> None:
    printed = run("claims", *wrong, "--ledger", ledger)
    assert (printed.code, printed.out) == (2, "")
    assert wrong[0] in printed.err
    assert "Traceback" not in printed.err
