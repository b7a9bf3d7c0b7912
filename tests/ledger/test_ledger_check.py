"""The check finds what somebody changed behind the program's back, and says what it is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from accordingto.errors import LedgerError
from accordingto.ledger import open_ledger
from tests.ledger.stories import NOON, WHITE_DESERT, Told, by_reader, story, with_marks

ONE = with_marks(
    story(
        "r1",
        Told(
            sentence="[Officials|source] [said|cue] [shelling|trigger] of [houses|target] in [Aleppo|place] "
            "killed [at least 12|figure].",
            speaker="Aleppo council",
        ),
        Told(sentence="[A strike|trigger] was seen over [the white desert|place].", place=WHITE_DESERT),
    )
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.sqlite"
    with open_ledger(path) as ledger:
        ledger.record(ONE.report, ONE.original, ONE.sheet, at=NOON)
        newer = by_reader(ONE, "reader-2")
        ledger.record(newer.report, newer.original, newer.sheet, at=NOON)
        assert ledger.check() == ()
    return path


def _behind_the_back(path: Path, *statements: str) -> tuple[str, ...]:
    """Change the ledger as no program of this project can, then check it."""
    connection = sqlite3.connect(path, isolation_level=None)
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    with open_ledger(path) as ledger:
        return ledger.check()


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ("UPDATE originals SET content = x'00'", "does not have the hash it is stored under"),
        ("UPDATE originals SET size = 1", "bytes instead of 1"),
        ("UPDATE reports SET text = replace(text, '12', '21')", "mention_words is 'at least 12', but"),
        ("UPDATE reports SET text = substr(text, 1, 40)", "reaches beyond a text of 40 characters"),
        ("UPDATE reports SET published = '2031-01-01'", "Version 1 of report r1: published is"),
        ("UPDATE reports SET sections = '['", "Version 1 of report r1 cannot be read back"),
        ("UPDATE reports SET outlet = 'Other'", "outlet_search is 'the daily lantern', but"),
        ("UPDATE figures SET harm = 'bored' WHERE sheet = 1", "Sheet 1 of report r1 cannot be read back"),
        ("UPDATE figures SET mention_start = 900", "cannot be read back: a span needs"),
        ("UPDATE claims SET position = position + 5 WHERE sheet = 2", "position is 5, but"),
        ("UPDATE hops SET search = 'x' WHERE sheet = 2", "hops, row 0: search is 'x', but"),
        ("DELETE FROM overreaches; DELETE FROM claims WHERE sheet = 2 AND position = 1", "has 1 claims instead of 2"),
        ("INSERT INTO hops SELECT sheet, 7, number, name, unresolved, role, act, source_start, source_end, "
         "source_words, cue_start, cue_end, cue_words, carried_start, carried_end, carried_words, "
         "speaker_evidence, evidence, search, name_confidence, role_confidence, act_confidence, "
         "source_confidence, cue_confidence FROM hops WHERE sheet = 1", "hops: 2 rows, of which 1 belong"),
        ("UPDATE loaded_words SET mention_end = mention_end - 1", "mention_words is"),
        ("UPDATE loaded_words SET kind = 'rude'", "cannot be read back"),
        ("DELETE FROM word_users; DELETE FROM loaded_words", "loaded_words is 1, but the rest asks for 0"),
        ("UPDATE overreaches SET tellings = '[7]'", "cannot be read back"),
        ("UPDATE claims SET part = 'footer'", "cannot be read back"),
        ("UPDATE sheets SET superseded_at = NULL, superseded_by = NULL", "UNIQUE"),
        ("UPDATE sheets SET superseded_by = NULL", "Entry 1 of sheets is closed by half"),
        ("UPDATE sheets SET superseded_by = 1 WHERE sequence = 1", "is superseded by 1, which is no later"),
        ("UPDATE sheets SET superseded_at = 'now' WHERE sequence = 2", "has 0 current sheets, not 1"),
        ("UPDATE reports SET superseded_at = 'now'", "Report r1 has 0 current versions"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM originals", "a row of originals that is not there"),
    ],
)  # fmt: skip
def test_what_the_check_says(path: Path, change: str, finding: str) -> None:
    try:
        said = _behind_the_back(path, *change.split("; "))
    except sqlite3.IntegrityError as error:
        said = (str(error),)
    assert any(finding in sentence for sentence in said), said


def test_a_damaged_page_is_found(path: Path) -> None:
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    for page in range(3, len(content) // size):
        content[page * size : page * size + 60] = b"\x5a" * 60
    path.write_bytes(content)
    try:
        with open_ledger(path) as ledger:
            said = ledger.check()
    except LedgerError as error:
        said = (str(error),)
    assert said
    assert "damaged" in " ".join(said)
