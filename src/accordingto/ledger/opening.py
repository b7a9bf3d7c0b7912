"""Path or URL -> an engine on a ledger that is whole, known and of the newest version.

A file is looked at before anything is written to it, so that a database of some other program
stays as it was.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from accordingto.errors import LedgerError
from accordingto.ledger.faults import faults_of
from accordingto.ledger.migrations import NEWEST, migrate, version_of

BUSY_MILLISECONDS = 10_000
"""How long a write waits for another writer; one record takes some 7 ms (docs/ledger.md)."""


def file_of(url_or_path: str | Path) -> Path:
    """The file that a path or a `sqlite:///` URL names; LedgerError for anything else."""
    if isinstance(url_or_path, Path) or "://" not in url_or_path:
        return Path(url_or_path)
    try:
        url = make_url(url_or_path)
    except ArgumentError as error:
        raise LedgerError(
            f"{url_or_path} is no ledger address; give a file or a URL like sqlite:///ledger.sqlite."
        ) from error
    if url.get_backend_name() != "sqlite":
        kind = url.get_backend_name()
        raise LedgerError(f"A ledger in {kind} is not supported by this version; give a file for it.")
    if url.database in (None, "", ":memory:"):
        raise LedgerError("A ledger is kept in a file; give one, like sqlite:///ledger.sqlite.")
    return Path(str(url.database))


def open_engine(path: Path, *, create: bool) -> Engine:
    """An engine on the ledger at `path`, migrated to the newest version.

    Raises LedgerError or LedgerVersionError, each with a sentence that says what to do.
    """
    try:
        _look_at(path, create=create)
    except OSError as error:
        raise LedgerError(f"The ledger {path} cannot be reached: {error.strerror}.") from error
    engine = sqlite_engine(path)
    try:
        with faults_of(str(path)):
            _prepare(engine, str(path), create=create)
    except BaseException:
        engine.dispose()
        raise
    return engine


def sqlite_engine(path: Path, *, busy_milliseconds: int = BUSY_MILLISECONDS) -> Engine:
    """An engine whose connections to an SQLite file are set up the way the ledger needs them."""
    engine = create_engine(URL.create("sqlite", database=str(path)))

    def connected(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # sqlite3 begins transactions by itself, too late and never IMMEDIATE; the ledger does it.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {busy_milliseconds:d}")
        cursor.execute("PRAGMA foreign_keys = ON")
        # FULL: a receipt is an acknowledgement, it must outlive a power cut. Measured against
        # NORMAL in docs/ledger.md.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    def begun(connection: Connection) -> None:
        # A writer takes the lock at once: taken later, after a read, SQLite refuses it without
        # waiting when another writer came between.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def _look_at(path: Path, *, create: bool) -> None:
    """Refuse what the file system alone shows to be no ledger."""
    if path.exists():
        if path.is_file():
            return
        raise LedgerError(f"{path} is not a file; name a file for the ledger.")
    if not create:
        raise LedgerError(f"There is no ledger at {path}; `accordingto read` makes one.")
    if not path.parent.is_dir():
        raise LedgerError(f"The ledger {path} cannot be made: there is no folder {path.parent}.")


def _prepare(engine: Engine, place: str, *, create: bool) -> None:
    with engine.connect() as connection:
        version = version_of(connection, place)
    if version == NEWEST:
        return
    if version == 0 and not create:
        raise LedgerError(f"{place} is an empty database, not yet a ledger; `accordingto read` makes one.")
    # WAL lets readers go on while a run records; SQLite changes it outside transactions only, and
    # keeps it in the file.
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()
    migrate(engine, place)
