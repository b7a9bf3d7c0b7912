"""Version 1 of the ledger: its first tables, indexes and append-only triggers, as SQL.

The SQL is frozen: a later version adds a file beside this one and never edits it. The tables that
the program queries stand in `ledger/schema.py`; a test holds the two together. Words that differ
between databases are the entries of `_WORDS`; only SQLite is served so far.
"""

from __future__ import annotations

# AUTOINCREMENT, because a receipt's number is never to be reused, not even by a ledger from which
# somebody has cut rows by hand. WITHOUT ROWID keeps the rows of one sheet side by side on disk.
_WORDS = {
    "sqlite": {
        "sequence": "INTEGER PRIMARY KEY AUTOINCREMENT",
        "bytes": "BLOB",
        "clustered": "WITHOUT ROWID",
    },
}

_TABLES = (
    """CREATE TABLE originals (
        sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
        size INTEGER NOT NULL,
        recorded_at TEXT NOT NULL,
        content {bytes} NOT NULL
    )""",
    # The text stands last, so that a search by outlet does not have to page through it.
    """CREATE TABLE reports (
        sequence {sequence},
        id TEXT NOT NULL,
        original_sha256 TEXT NOT NULL REFERENCES originals (sha256),
        original_place TEXT NOT NULL,
        media_type TEXT NOT NULL,
        place TEXT NOT NULL,
        title TEXT,
        outlet TEXT,
        outlet_search TEXT,
        url TEXT,
        published DATE,
        recorded_at TEXT NOT NULL,
        superseded_at TEXT,
        superseded_by INTEGER REFERENCES reports (sequence),
        sections TEXT NOT NULL,
        dates TEXT NOT NULL,
        extra TEXT NOT NULL,
        text TEXT NOT NULL
    )""",
    """CREATE TABLE sheets (
        sequence {sequence},
        report INTEGER NOT NULL REFERENCES reports (sequence),
        reader TEXT NOT NULL,
        claims INTEGER NOT NULL,
        recorded_at TEXT NOT NULL,
        superseded_at TEXT,
        superseded_by INTEGER REFERENCES sheets (sequence)
    )""",
    """CREATE TABLE claims (
        sheet INTEGER NOT NULL REFERENCES sheets (sequence),
        position INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        factuality TEXT NOT NULL,
        content_start INTEGER NOT NULL,
        content_end INTEGER NOT NULL,
        content_words TEXT NOT NULL,
        evidence TEXT NOT NULL,
        type TEXT,
        trigger_start INTEGER,
        trigger_end INTEGER,
        trigger_words TEXT,
        weapon_start INTEGER,
        weapon_end INTEGER,
        weapon_words TEXT,
        event_evidence TEXT,
        first_day DATE,
        last_day DATE,
        time_start INTEGER,
        time_end INTEGER,
        time_words TEXT,
        time_evidence TEXT,
        PRIMARY KEY (sheet, position),
        CHECK ((type IS NULL) = (kind = 'judgement'))
    ) {clustered}""",
    """CREATE TABLE hops (
        sheet INTEGER NOT NULL,
        position INTEGER NOT NULL,
        number INTEGER NOT NULL,
        name TEXT,
        unresolved TEXT,
        role TEXT NOT NULL,
        act TEXT NOT NULL,
        source_start INTEGER,
        source_end INTEGER,
        source_words TEXT,
        cue_start INTEGER,
        cue_end INTEGER,
        cue_words TEXT,
        carried_start INTEGER,
        carried_end INTEGER,
        carried_words TEXT,
        speaker_evidence TEXT NOT NULL,
        evidence TEXT NOT NULL,
        search TEXT NOT NULL,
        PRIMARY KEY (sheet, position, number),
        FOREIGN KEY (sheet, position) REFERENCES claims (sheet, position)
    ) {clustered}""",
    """CREATE TABLE participants (
        sheet INTEGER NOT NULL,
        position INTEGER NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('actor', 'target')),
        number INTEGER NOT NULL,
        mention_start INTEGER NOT NULL,
        mention_end INTEGER NOT NULL,
        mention_words TEXT NOT NULL,
        name TEXT,
        unresolved TEXT,
        evidence TEXT NOT NULL,
        PRIMARY KEY (sheet, position, side, number),
        FOREIGN KEY (sheet, position) REFERENCES claims (sheet, position)
    ) {clustered}""",
    """CREATE TABLE places (
        sheet INTEGER NOT NULL,
        position INTEGER NOT NULL,
        number INTEGER NOT NULL,
        mention_start INTEGER NOT NULL,
        mention_end INTEGER NOT NULL,
        mention_words TEXT NOT NULL,
        geonames_id INTEGER,
        name TEXT,
        country TEXT,
        precision TEXT,
        lat DOUBLE PRECISION,
        lon DOUBLE PRECISION,
        unresolved TEXT,
        evidence TEXT NOT NULL,
        search TEXT NOT NULL,
        PRIMARY KEY (sheet, position, number),
        FOREIGN KEY (sheet, position) REFERENCES claims (sheet, position),
        CHECK ((name IS NULL) = (unresolved IS NOT NULL))
    ) {clustered}""",
    """CREATE TABLE figures (
        sheet INTEGER NOT NULL,
        position INTEGER NOT NULL,
        number INTEGER NOT NULL,
        mention_start INTEGER NOT NULL,
        mention_end INTEGER NOT NULL,
        mention_words TEXT NOT NULL,
        low BIGINT,
        high BIGINT,
        harm TEXT NOT NULL,
        counted TEXT NOT NULL,
        evidence TEXT NOT NULL,
        PRIMARY KEY (sheet, position, number),
        FOREIGN KEY (sheet, position) REFERENCES claims (sheet, position)
    ) {clustered}""",
    # The digest stands for (place, code, message): a message may be too long for an index.
    """CREATE TABLE issues (
        sequence {sequence},
        digest TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL,
        place TEXT NOT NULL,
        message TEXT NOT NULL,
        report TEXT,
        fatal BOOLEAN NOT NULL,
        recorded_at TEXT NOT NULL
    )""",
)

# The two UNIQUE ones make a second current version impossible, whatever a program tries to write.
_INDEXES = (
    "CREATE UNIQUE INDEX reports_current ON reports (id) WHERE superseded_at IS NULL",
    "CREATE UNIQUE INDEX sheets_current ON sheets (report) WHERE superseded_at IS NULL",
    "CREATE INDEX reports_outlet ON reports (outlet_search)",
    "CREATE INDEX sheets_report ON sheets (report)",
    "CREATE INDEX claims_type ON claims (type)",
    "CREATE INDEX claims_days ON claims (first_day, last_day)",
    "CREATE INDEX hops_search ON hops (search)",
    "CREATE INDEX places_search ON places (search, country)",
)

_CLOSED_LATER = ("reports", "sheets")
_NEVER_CHANGED = (
    "ledger_version",
    "originals",
    "claims",
    "hops",
    "participants",
    "places",
    "figures",
    "issues",
)
_KEPT_COLUMNS = {
    "reports": "sequence, id, original_sha256, original_place, media_type, place, title, outlet, "
    "outlet_search, url, published, recorded_at, sections, dates, extra, text",
    "sheets": "sequence, report, reader, claims, recorded_at",
}


def _sqlite_triggers() -> tuple[str, ...]:
    """Triggers under which rows are only added, and the closing columns are set once."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'a ledger only grows: {what} is refused'); END"
    statements = [
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} " + refuse.format(what="DELETE")
        for table in _NEVER_CHANGED + _CLOSED_LATER
    ]
    statements += [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} " + refuse.format(what="UPDATE")
        for table in _NEVER_CHANGED
    ]
    for table in _CLOSED_LATER:
        statements.append(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OF {_KEPT_COLUMNS[table]} ON {table} "
            + refuse.format(what="UPDATE")
        )
        statements.append(
            f"CREATE TRIGGER {table}_closed_once BEFORE UPDATE ON {table} WHEN "
            "(OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS NOT OLD.superseded_at) OR "
            "(OLD.superseded_by IS NOT NULL AND NEW.superseded_by IS NOT OLD.superseded_by) "
            + refuse.format(what="reopening a closed row")
        )
    return tuple(statements)


def statements(dialect: str) -> tuple[str, ...]:
    """The SQL of this version for a database, in the order in which it is to run."""
    words = _WORDS[dialect]
    return tuple(table.format(**words) for table in _TABLES) + _INDEXES + _sqlite_triggers()
