"""The one door through which faults of the database leave: as a LedgerError with a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from accordingto.errors import LedgerError

# By the beginning of SQLite's result code names (https://www.sqlite.org/rescode.html).
_SENTENCES = (
    ("SQLITE_NOTADB", "{place} is not a ledger: it is no SQLite database. Name another file for the ledger."),
    (
        "SQLITE_CORRUPT",
        "The ledger {place} is damaged ({reason}). Go on with a copy of it from before, or copy it away "
        "and try `sqlite3 LEDGER .recover`.",
    ),
    (
        "SQLITE_BUSY",
        "The ledger {place} is locked by another program that is writing to it. Try again when it is done.",
    ),
    (
        "SQLITE_LOCKED",
        "The ledger {place} is locked by another program that is writing to it. Try again when it is done.",
    ),
    (
        "SQLITE_READONLY",
        "The ledger {place} cannot be written to: the file or its folder is read-only. Make both writable, "
        "or copy the ledger to a folder that is.",
    ),
    (
        "SQLITE_CANTOPEN",
        "The ledger {place} cannot be opened: its folder must exist, and file and folder must be readable "
        "and writable, also for the -wal and -shm files that SQLite keeps beside the ledger.",
    ),
    (
        "SQLITE_FULL",
        "The disk with the ledger {place} is full. What was recorded is safe; make room and run again.",
    ),
    (
        "SQLITE_IOERR",
        "The disk with the ledger {place} reports an error ({reason}). What was recorded before is safe if "
        "the disk is; check it before you go on.",
    ),
)


def sentence(error: DBAPIError | sqlite3.Error, place: str) -> str | None:
    """What a fault of the database means to the user; None for one that only a defect explains."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = str(getattr(cause, "sqlite_errorname", ""))
    for prefix, words in _SENTENCES:
        if code.startswith(prefix):
            return words.format(place=place, reason=cause)
    return None


@contextmanager
def faults_of(place: str) -> Iterator[None]:
    """Raise the database faults that a user can cause or cure as LedgerError; let others through.

    A refused constraint or trigger goes through as it is: it means that the program has a defect.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        words = sentence(error, place)
        if words is None:
            raise
        raise LedgerError(words) from error
