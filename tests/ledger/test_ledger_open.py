"""Opening: what is a ledger, what is none, and what the user is told."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Column, Table, inspect
from sqlalchemy.exc import IntegrityError

from accordingto.errors import LedgerError, LedgerVersionError
from accordingto.ledger import Ledger, open_ledger, schema
from accordingto.ledger.faults import faults_of
from accordingto.ledger.migrations import MIGRATIONS, NEWEST, _apply
from accordingto.ledger.opening import sqlite_engine
from accordingto.model import ReceiptStatus
from tests.ledger.stories import NOON, Told, by_reader, story

ONE = story("r1", Told(sentence="[Officials|source] [said|cue] [shelling|trigger] hit [Aleppo|place]."))


def _made(path: Path) -> Path:
    with open_ledger(path) as ledger:
        ledger.record(ONE.report, ONE.original, ONE.sheet, at=NOON)
    return path


def test_a_path_and_a_url_open_the_same_ledger(tmp_path: Path) -> None:
    path = _made(tmp_path / "with space.sqlite")
    for address in (path, str(path), f"sqlite:///{path}"):
        with open_ledger(address, create=False) as ledger:
            assert [s.report for s in ledger.reports()] == [ONE.report]
    assert [p.name for p in tmp_path.iterdir()] == ["with space.sqlite"], "-wal and -shm are tidied up"


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    with open_ledger(tmp_path / "empty.sqlite") as ledger:
        assert ledger.check() == ()


def _other_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()


def _newer(path: Path) -> None:
    _made(path)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO ledger_version VALUES (99, 'to come', '9.0')")
    connection.commit()
    connection.close()


def _damaged_header(path: Path) -> None:
    _made(path)
    content = bytearray(path.read_bytes())
    content[100:600] = b"\xff" * 500  # the first page, where the tables are listed
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (lambda path: path.write_text("Invented report. " * 99), LedgerError, "it is no SQLite database"),
        (_other_database, LedgerError, "is a database, but not a ledger"),
        (_newer, LedgerVersionError, f"has version 99, this program reads versions up to {NEWEST}"),
        (_damaged_header, LedgerError, "is damaged .*[.]recover"),
        (lambda path: path.mkdir(), LedgerError, "is not a file"),
        (os.mkfifo, LedgerError, "is not a file"),
    ],
)
def test_what_is_no_ledger_is_refused_and_left_as_it_was(
    tmp_path: Path, make: object, kind: type[LedgerError], words: str
) -> None:
    path = tmp_path / "ledger.sqlite"
    assert callable(make)
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(kind, match=words) as raised:
        open_ledger(path)
    assert str(path) in str(raised.value)
    assert str(raised.value).endswith(".")
    assert (path.read_bytes() if path.is_file() else None) == before
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.sqlite"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://localhost/ledger", "postgresql is not supported by this version"),
        ("sqlite://", "kept in a file"),
        ("sqlite:///:memory:", "kept in a file"),
        ("://", "is no ledger address"),
    ],
)
def test_other_addresses_are_explained(address: str, words: str) -> None:
    with pytest.raises(LedgerError, match=words):
        open_ledger(address)


def test_without_create_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="There is no ledger at"):
        open_ledger(tmp_path / "none.sqlite", create=False)
    with pytest.raises(LedgerError, match="there is no folder"):
        open_ledger(tmp_path / "none" / "none.sqlite")
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(LedgerError, match="not yet a ledger"):
        open_ledger(tmp_path / "empty.sqlite", create=False)
    assert [p.name for p in tmp_path.iterdir()] == ["empty.sqlite"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own can be entered by its owner only."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def _as_nobody(path: Path) -> str:
    """What opening `path` and recording there says, as a user whom file modes bind."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        said = "a defect"
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            with open_ledger(path) as ledger:
                ledger.record(story("r2").report, story("r2").original, story("r2").sheet, at=NOON)
            said = "recorded"
        except LedgerError as error:
            said = str(error)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def test_a_read_only_folder_is_named_as_such(open_folder: Path) -> None:
    path = _made(open_folder / "ledger.sqlite")
    path.chmod(0o444)
    open_folder.chmod(0o555)
    assert f"The ledger {open_folder / 'new.sqlite'} cannot be opened: its folder must" in _as_nobody(
        open_folder / "new.sqlite"
    )
    assert f"The ledger {path} cannot be written to" in _as_nobody(path)
    open_folder.chmod(0o777)
    assert f"The ledger {path} cannot be written to" in _as_nobody(path)
    open_folder.chmod(0o700)
    if os.geteuid() == 0:  # else the child owns the folder and may enter it
        assert f"The ledger {path} cannot be reached: Permission denied." in _as_nobody(path)


def test_a_locked_ledger_is_said_to_be_locked(tmp_path: Path) -> None:
    path = _made(tmp_path / "ledger.sqlite")
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    patient = Ledger(sqlite_engine(path, busy_milliseconds=20), str(path))
    with patient, pytest.raises(LedgerError, match="is locked by another program"):
        patient.record(story("r2").report, story("r2").original, story("r2").sheet, at=NOON)
    with open_ledger(path) as reader:
        assert len(list(reader.reports())) == 1, "reading goes on meanwhile"
    other.close()


def test_a_defect_of_the_program_is_not_dressed_up_as_a_fault_of_the_ledger(tmp_path: Path) -> None:
    engine = sqlite_engine(_made(tmp_path / "ledger.sqlite"))
    with pytest.raises(IntegrityError), faults_of("x"), engine.begin() as connection:
        connection.execute(schema.sheets.delete())
    engine.dispose()


def test_connections_are_set_up_for_acknowledged_writes(tmp_path: Path) -> None:
    engine = sqlite_engine(_made(tmp_path / "ledger.sqlite"))
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        answers = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked]
    engine.dispose()
    assert answers == ["wal", 2, 1, 10_000]


def test_migrations_make_exactly_the_tables_that_the_program_queries(tmp_path: Path) -> None:
    engine = sqlite_engine(_made(tmp_path / "ledger.sqlite"))
    found = inspect(engine)
    assert set(found.get_table_names()) == set(schema.metadata.tables)
    for table in schema.metadata.tables.values():
        made = {
            str(column["name"]): (type(column["type"])._type_affinity, bool(column["nullable"]))
            for column in found.get_columns(table.name)
        }
        assert made == {column.name: _expected(column) for column in table.columns}, table.name
        assert _key(table) == set(found.get_pk_constraint(table.name)["constrained_columns"])
    engine.dispose()


def _expected(column: Column[object]) -> tuple[object, bool]:
    # SQLite's INTEGER PRIMARY KEY is never null whether it says so or not.
    nullable = bool(column.nullable) or (column.primary_key and column.name in ("sequence",))
    return type(column.type)._type_affinity, nullable


def _key(table: Table) -> set[str]:
    return {column.name for column in table.primary_key}


def test_migrations_are_numbered_from_one_without_gaps() -> None:
    assert [migration.number for migration in MIGRATIONS] == list(range(1, NEWEST + 1))


def _before_version_3(evidence: str | None) -> str | None:
    """Evidence without what version 3 brought."""
    if evidence is None:
        return None
    kept = [
        {k: v for k, v in piece.items() if k not in ("field", "calibrated")} for piece in json.loads(evidence)
    ]
    return json.dumps(kept, separators=(",", ":"), ensure_ascii=False)


def _of_version(path: Path, number: int) -> None:
    """A ledger as version `number` left it: its tables, and those of today's columns that they have."""
    newest = _made(path.with_suffix(".newest"))
    engine = sqlite_engine(path)
    for migration in MIGRATIONS[:number]:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            _apply(connection, migration)
    engine.dispose()
    old = sqlite3.connect(path)
    old.create_function("of_its_time", 1, lambda told: told if number >= 3 else _before_version_3(told))
    old.execute("ATTACH ? AS newest", (str(newest),))
    tables = [str(row[0]) for row in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    for table in set(tables) & set(schema.metadata.tables) - {"ledger_version"}:
        names = [row[1] for row in old.execute(f"PRAGMA main.table_info({table})")]
        columns = ", ".join(f'"{name}"' for name in names)
        values = ", ".join(f'of_its_time("{name}")' if "evidence" in name else f'"{name}"' for name in names)
        old.execute(f"INSERT INTO main.{table} ({columns}) SELECT {values} FROM newest.{table}")
    old.commit()
    old.close()


@pytest.mark.parametrize("number", range(1, NEWEST))
def test_an_older_ledger_is_brought_forward_with_all_it_holds(tmp_path: Path, number: int) -> None:
    path = tmp_path / "old.sqlite"
    _of_version(path, number)
    with open_ledger(path) as ledger:
        assert ledger.check() == ()
        [stored] = ledger.sheets()
        assert stored.report == ONE.report
        assert stored.sheet is not None
        assert [claim.content for claim in stored.sheet.claims] == [c.content for c in ONE.sheet.claims]
        newer = by_reader(ONE, "reader-2")
        receipt = ledger.record(newer.report, newer.original, newer.sheet, at=NOON)
        assert receipt.status is ReceiptStatus.SUPERSEDED
        assert ledger.check() == ()


def test_what_was_recorded_before_loaded_words_were_kept_does_not_say_that_there_were_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.sqlite"
    _of_version(path, 1)
    with open_ledger(path) as ledger:
        [stored] = ledger.sheets()
    assert stored.sheet is not None
    assert (stored.sheet.loaded, stored.sheet.overreaches) == (None, None)
    assert [claim.part for claim in stored.sheet.claims] == [None]


def test_what_was_recorded_before_version_3_has_no_calibrated_confidence(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    _of_version(path, 2)
    newer = by_reader(ONE, "reader-2")
    with open_ledger(path) as ledger:
        [stored] = ledger.claims()
        told = stored.claim.evidence[0]
        assert (told.rule, told.confidence, told.field, told.calibrated) == ("reader.span", 0.75, None, None)
        ledger.record(newer.report, newer.original, newer.sheet, at=NOON)
    connection = sqlite3.connect(path)
    sure = connection.execute("SELECT content_confidence FROM claims ORDER BY sheet").fetchall()
    connection.close()
    assert sure == [(None,), (0.6,)], "what was recorded stays as it was; what is read now has one"
