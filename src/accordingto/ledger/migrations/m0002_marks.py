"""Version 2 of the ledger: parts of a report, loaded words and who uses them, headline overreaches.

What an older version recorded keeps NULL in the new columns: not that there was nothing, but that it
was not looked for. A new reading of the same original supersedes such an entry.
"""

from __future__ import annotations

_CLUSTERED = {"sqlite": "WITHOUT ROWID"}

_COLUMNS = (
    "ALTER TABLE claims ADD COLUMN part TEXT",
    "ALTER TABLE sheets ADD COLUMN loaded_words INTEGER",
    "ALTER TABLE sheets ADD COLUMN overreaches INTEGER",
)

_TABLES = (
    """CREATE TABLE loaded_words (
        sheet INTEGER NOT NULL REFERENCES sheets (sequence),
        number INTEGER NOT NULL,
        word TEXT NOT NULL,
        kind TEXT NOT NULL,
        part TEXT NOT NULL,
        mention_start INTEGER NOT NULL,
        mention_end INTEGER NOT NULL,
        mention_words TEXT NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (sheet, number)
    ) {clustered}""",
    """CREATE TABLE word_users (
        sheet INTEGER NOT NULL,
        word_number INTEGER NOT NULL,
        number INTEGER NOT NULL,
        name TEXT,
        unresolved TEXT,
        source_start INTEGER,
        source_end INTEGER,
        source_words TEXT,
        evidence TEXT NOT NULL,
        PRIMARY KEY (sheet, word_number, number),
        FOREIGN KEY (sheet, word_number) REFERENCES loaded_words (sheet, number)
    ) {clustered}""",
    """CREATE TABLE overreaches (
        sheet INTEGER NOT NULL,
        number INTEGER NOT NULL,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        tellings TEXT NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (sheet, number),
        FOREIGN KEY (sheet, position) REFERENCES claims (sheet, position)
    ) {clustered}""",
)

_ADDED = ("loaded_words", "word_users", "overreaches")
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows: {what} is refused'); END"


def _sqlite_triggers() -> tuple[str, ...]:
    """The new tables are append-only too, and so are the new columns of `sheets`."""
    refused = [
        f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table} " + _REFUSE.format(what=what)
        for table in _ADDED
        for what in ("DELETE", "UPDATE")
    ]
    kept = "sequence, report, reader, claims, recorded_at, loaded_words, overreaches"
    return (
        *refused,
        "DROP TRIGGER sheets_no_update",
        f"CREATE TRIGGER sheets_no_update BEFORE UPDATE OF {kept} ON sheets " + _REFUSE.format(what="UPDATE"),
    )


def statements(dialect: str) -> tuple[str, ...]:
    """The SQL of this version for a database, in the order in which it is to run."""
    tables = tuple(table.format(clustered=_CLUSTERED[dialect]) for table in _TABLES)
    return (*_COLUMNS, *tables, *_sqlite_triggers())
