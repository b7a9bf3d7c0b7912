"""What the examples say of themselves, as ingest takes it."""

from __future__ import annotations

from pathlib import Path

from accordingto.ingest import find, ingest
from accordingto.model import Report

EXAMPLES = Path(__file__).parents[2] / "examples"


def report(name: str) -> Report:
    (original,) = find([EXAMPLES / name])
    taken = ingest(original).report  # type: ignore[arg-type]
    assert taken is not None
    return taken


def test_an_opinion_page_whose_dates_contradict_each_other_has_no_day_of_publication() -> None:
    taken = report("al-bab/5-opinion.html")
    assert {str(d.start) for d in taken.dates} >= {"2023-04-16", "2024-04-16"}
    assert taken.published is None


def test_a_ledger_in_the_folder_that_is_read_is_no_broken_report(tmp_path: Path) -> None:
    (tmp_path / "accordingto.sqlite").write_bytes(b"SQLite format 3\0" + b"\0" * 100)
    (tmp_path / "accordingto.sqlite-wal").write_bytes(b"\0" * 32)
    (tmp_path / "report.txt").write_text("Two people were hurt in Homs, police said.", encoding="utf-8")
    (tmp_path / "other.sqlite").write_text("no ledger", encoding="utf-8")
    found = [Path(item.place).name for item in find([tmp_path])]
    assert found == ["other.sqlite", "report.txt"]


def test_a_masthead_month_is_kept_and_gives_no_day() -> None:
    taken = report("shapes/masthead-sudan.txt")
    assert [d.words for d in taken.dates] == ["NOVEMBER 2023"]
    assert taken.published is None
