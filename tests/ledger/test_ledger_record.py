"""Recording: new, unchanged, superseded; nothing is ever overwritten or deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, open_ledger
from accordingto.ledger.schema import metadata
from accordingto.model import Issue, IssueCode, ReceiptStatus, Section, SectionKind, Span
from tests.ledger.stories import NOON, Story, Told, by_reader, story, with_marks

SHELLING = Told(
    sentence="[Hospital officials|source] [said|cue] [shelling|trigger] of [Aleppo|place] killed "
    "[at least 12|figure].",
    speaker="Aleppo hospital",
)
# The outlet rewrote the sentence: same report, other bytes.
REWRITTEN = replace(
    SHELLING,
    sentence="[A medic|source] [said|cue] [shelling|trigger] of [Aleppo|place] killed [15|figure].",
    speaker="medic",
    figure=(15, 15),
)
LATER = NOON + timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as opened:
        yield opened


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def _dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def _record(ledger: Ledger, one: Story, at: datetime = NOON) -> tuple[ReceiptStatus, int]:
    receipt = ledger.record(one.report, one.original, one.sheet, at=at)
    assert receipt.report_id == one.report.id
    assert receipt.claims == len(one.sheet.claims)
    return receipt.status, receipt.sequence


def test_a_report_read_again_by_the_same_reader_writes_nothing(ledger: Ledger, path: Path) -> None:
    one = story("r1", SHELLING)
    assert _record(ledger, one) == (ReceiptStatus.NEW, 1)
    before = _dump(path)
    assert ledger.has(one.original.sha256, "r1", one.sheet.reader)
    assert _record(ledger, one, LATER) == (ReceiptStatus.UNCHANGED, 1)
    assert _dump(path) == before


def test_the_same_report_from_another_folder_is_no_news(ledger: Ledger) -> None:
    one = story("r1", SHELLING)
    _record(ledger, one)
    moved = replace(one, report=replace(one.report, place="archive/r1.txt"))
    assert _record(ledger, moved, LATER) == (ReceiptStatus.UNCHANGED, 1)


def test_has_asks_for_this_original_this_report_and_this_reader(ledger: Ledger) -> None:
    one = story("r1", SHELLING)
    _record(ledger, one)
    assert not ledger.has(story("r1", REWRITTEN).original.sha256, "r1", one.sheet.reader)
    assert not ledger.has(one.original.sha256, "r2", one.sheet.reader)
    assert not ledger.has(one.original.sha256, "r1", "reader-2")


def test_a_newer_reader_supersedes_the_sheet_and_the_old_one_is_kept(ledger: Ledger, path: Path) -> None:
    one = story("r1", SHELLING, SHELLING)
    newer = replace(by_reader(one, "reader-2"), sheet=story("r1", SHELLING, reader="reader-2").sheet)
    _record(ledger, one)
    assert _record(ledger, newer, LATER) == (ReceiptStatus.SUPERSEDED, 2)

    assert [(s.claim.id, s.reader, s.sequence) for s in ledger.claims()] == [("r1#0", "reader-2", 2)]
    kept = _rows(path, "SELECT sequence, reader, claims, superseded_at, superseded_by FROM sheets")
    assert kept == [
        (1, "reader-1", 2, LATER.isoformat(timespec="microseconds"), 2),
        (2, "reader-2", 1, None, None),
    ]
    assert _rows(path, "SELECT sheet, count(*) FROM claims GROUP BY sheet") == [(1, 2), (2, 1)]
    assert _rows(path, "SELECT count(*) FROM reports") == [(1,)], "the text did not change"
    assert ledger.check() == ()


def test_an_older_reader_taken_out_again_supersedes_too(ledger: Ledger) -> None:
    one = story("r1", SHELLING)
    _record(ledger, one)
    _record(ledger, by_reader(one, "reader-2"))
    assert _record(ledger, one) == (ReceiptStatus.SUPERSEDED, 3)
    assert [s.reader for s in ledger.claims()] == ["reader-1"]
    assert ledger.check() == ()


def test_a_text_that_the_outlet_changed_is_a_new_version(ledger: Ledger, path: Path) -> None:
    first, second = story("r1", SHELLING), story("r1", REWRITTEN)
    _record(ledger, first)
    assert _record(ledger, second, LATER) == (ReceiptStatus.SUPERSEDED, 2)

    assert [s.report.text for s in ledger.claims()] == [second.report.text]
    versions = _rows(path, "SELECT sequence, text, superseded_by FROM reports")
    assert versions == [(1, first.report.text, 2), (2, second.report.text, None)]
    assert ledger.original(first.original.sha256) == first.original.content
    assert ledger.original(second.original.sha256) == second.original.content
    assert ledger.check() == ()


def test_better_ingest_of_the_same_bytes_is_a_new_version_when_a_new_reader_comes(
    ledger: Ledger, path: Path
) -> None:
    one = story("r1", SHELLING)
    furniture = Section(kind=SectionKind.FURNITURE, span=Span(start=0, end=16), rule="furniture.notice")
    better = by_reader(replace(one, report=replace(one.report, sections=(furniture,))), "reader-2")
    _record(ledger, one)
    assert _record(ledger, better)[0] is ReceiptStatus.SUPERSEDED
    assert _rows(path, "SELECT count(*) FROM reports") == [(2,)]
    assert [s.report.sections for s in ledger.claims()] == [(furniture,)]
    assert ledger.check() == ()


def test_the_same_bytes_under_two_ids_are_stored_once(ledger: Ledger, path: Path) -> None:
    one = story("r1", SHELLING)
    twin_sheet = replace(
        one.sheet, report_id="r2", claims=tuple(replace(c, report_id="r2") for c in one.sheet.claims)
    )
    _record(ledger, one)
    _record(ledger, replace(one, report=replace(one.report, id="r2"), sheet=twin_sheet))
    assert _rows(path, "SELECT count(*) FROM originals") == [(1,)]
    assert len(list(ledger.reports())) == 2


def test_a_report_without_claims_is_recorded_all_the_same(ledger: Ledger) -> None:
    quiet = story("r1")
    assert _record(ledger, quiet) == (ReceiptStatus.NEW, 1)
    stored = ledger.report("r1")
    assert stored is not None
    assert stored.sheet == quiet.sheet
    assert stored.recorded_at == NOON


_ONE = story("r1", SHELLING)
_OTHER = story("r2", REWRITTEN)
_BEYOND = replace(_ONE.report, text=_ONE.report.text[:30])


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (replace(_ONE, sheet=_OTHER.sheet), "sheet of report r2"),
        (replace(_ONE, original=_OTHER.original), "not made from"),
        (replace(_ONE, original=replace(_ONE.original, content=b"other")), "the hash it came with"),
        (replace(_ONE, report=_BEYOND), "beyond a text of 30 characters"),
        (replace(_ONE, report=replace(_ONE.report, text=_ONE.report.text + "\0")), "NUL"),
        (replace(_ONE, report=replace(_ONE.report, text=_ONE.report.text + "\ud800")), "surrogate"),
        (replace(_ONE, sheet=replace(_ONE.sheet, claims=_OTHER.sheet.claims)), "claim r2#0"),
    ],
)
def test_what_does_not_belong_together_is_refused_whole(
    ledger: Ledger, path: Path, broken: Story, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        ledger.record(broken.report, broken.original, broken.sheet, at=NOON)
    assert list(ledger.reports()) == []
    assert _rows(path, "SELECT count(*) FROM originals") == [(0,)]


def test_an_overreach_over_a_claim_that_is_not_there_is_refused(ledger: Ledger) -> None:
    marked = with_marks(story("r1", SHELLING, SHELLING))
    headless = replace(marked, sheet=replace(marked.sheet, claims=marked.sheet.claims[:1]))
    with pytest.raises(ValueError, match="an overreach names r1#1, which is no claim"):
        _record(ledger, headless)
    assert list(ledger.reports()) == []


def test_a_newer_reading_supersedes_loaded_words_and_overreaches_with_its_sheet(
    ledger: Ledger, path: Path
) -> None:
    one = with_marks(story("r1", SHELLING, SHELLING))
    none_found = by_reader(replace(one, sheet=replace(one.sheet, loaded=(), overreaches=())), "reader-2")
    _record(ledger, one)
    assert _record(ledger, none_found) == (ReceiptStatus.SUPERSEDED, 2)
    [stored] = ledger.sheets()
    assert stored.sheet == none_found.sheet
    assert _rows(path, "SELECT sheet, word FROM loaded_words") == [(1, "terrorist")], "kept"
    assert _rows(path, "SELECT sequence, loaded_words, overreaches FROM sheets") == [(1, 1, 1), (2, 0, 0)]
    assert ledger.check() == ()


def test_a_moment_without_a_time_zone_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="time zone"):
        _record(ledger, _ONE, NOON.replace(tzinfo=None))


def test_an_issue_is_kept_once(ledger: Ledger) -> None:
    broken = Issue(code=IssueCode.BAD_RECORD, place="reports.jsonl:12", message="Line 12 is not JSON.")
    read = replace(broken, place="reports.jsonl:13", code=IssueCode.BAD_ENCODING, report="r1", fatal=False)
    assert ledger.record_issue(broken, NOON)
    assert ledger.record_issue(read, NOON)
    assert not ledger.record_issue(broken, LATER)
    assert list(ledger.issues()) == [broken, read]


def test_a_file_name_that_is_no_unicode_is_kept_as_escapes(ledger: Ledger) -> None:
    unreadable = Issue(code=IssueCode.UNREADABLE, place="news\udcff.txt", message="Half \ud800, \0.")
    assert ledger.record_issue(unreadable, NOON)
    assert not ledger.record_issue(unreadable, NOON)
    assert [(i.place, i.message) for i in ledger.issues()] == [("news\\udcff.txt", "Half \\ud800, \\x00.")]

    one = story("r1", SHELLING)
    extra = (("note", '"half \ud800"'),)
    _record(ledger, replace(one, report=replace(one.report, place="news\udcff.txt", extra=extra)))
    stored = ledger.report("r1")
    assert stored is not None
    assert stored.report.place == "news\\udcff.txt"
    assert stored.report.extra == extra
    assert ledger.check() == ()


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_no_row_can_be_deleted_or_changed(ledger: Ledger, path: Path, table: str) -> None:
    full = replace(SHELLING, sentence=SHELLING.sentence.replace("killed", "by [the garrison|actor] killed"))
    _record(ledger, with_marks(story("r1", full, SHELLING)))
    ledger.record_issue(Issue(code=IssueCode.EMPTY, place="a.txt", message="Empty."), NOON)
    connection = sqlite3.connect(path)
    columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] > 0
    with pytest.raises(sqlite3.IntegrityError, match="only grows: DELETE"):
        connection.execute(f"DELETE FROM {table}")
    closing = {"superseded_at", "superseded_by"}
    assert closing <= set(columns) or table not in ("reports", "sheets")
    for column in columns:
        if column not in closing:
            with pytest.raises(sqlite3.IntegrityError, match="only grows: UPDATE"):
                connection.execute(f"UPDATE {table} SET {column} = {column}")
    connection.close()


@pytest.mark.parametrize("change", ["superseded_at = NULL", "superseded_at = 'now'", "superseded_by = 1"])
def test_a_closed_row_stays_closed(ledger: Ledger, path: Path, change: str) -> None:
    _record(ledger, _ONE)
    _record(ledger, by_reader(_ONE, "reader-2"))
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="reopening"):
        connection.execute(f"UPDATE sheets SET {change} WHERE sequence = 1")
    connection.close()


def test_a_second_current_sheet_is_impossible(ledger: Ledger, path: Path) -> None:
    _record(ledger, _ONE)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        connection.execute("INSERT INTO sheets (report, reader, claims, recorded_at) VALUES (1, 'x', 0, 'y')")
    connection.close()
