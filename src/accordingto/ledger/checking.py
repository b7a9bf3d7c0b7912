"""Is the ledger whole? Reads everything back the way the program does and says what is wrong.

Each report and each sheet, superseded ones too, is turned into nouns and those into rows again. A
span outside its text, words that are not those of the text, a value out of its vocabulary or a
gap in the numbering shows as a difference, so the check needs no second description of the
tables. What it cannot see: a value without words of its own (a name, a bound) that was changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Table, func, select

from accordingto.ledger import schema
from accordingto.ledger.columns import Row
from accordingto.ledger.decode import report_of
from accordingto.ledger.encode import Values, report_values, sheet_counts, sheet_rows
from accordingto.ledger.selecting import sheet_of
from accordingto.model import MediaType, Original

_sheets, _reports, _originals = schema.sheets, schema.reports, schema.originals

_UNREADABLE = (ValueError, TypeError, LookupError)
"""What decoding a row raises when the row is not one that the program wrote."""


def faults_in(connection: Connection) -> Iterator[str]:
    """One sentence for each thing that is wrong; nothing when the ledger is whole."""
    broken = list(_broken_file(connection))
    if broken:
        yield from broken
        yield "The contents were not looked at, because the file itself is damaged."
        return
    yield from _dangling(connection)
    yield from _changed_originals(connection)
    yield from _broken_chains(connection)
    yield from _changed_contents(connection)


def _broken_file(connection: Connection) -> Iterator[str]:
    """What the database itself finds: damaged pages, missing index entries, broken constraints."""
    if connection.dialect.name != "sqlite":
        return
    for (finding,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"SQLite finds the file damaged: {finding}."


def _dangling(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL never drops its guard over references
    for table, _, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A row of {table} refers to a row of {parent} that is not there."


def _changed_originals(connection: Connection) -> Iterator[str]:
    query = select(_originals.c.sha256, _originals.c.size, _originals.c.content)
    for row in connection.execute(query, execution_options={"yield_per": 16}):
        if hashlib.sha256(row.content).hexdigest() != row.sha256:
            yield f"The original {row.sha256} does not have the hash it is stored under."
        if len(row.content) != row.size:
            yield f"The original {row.sha256} has {len(row.content)} bytes instead of {row.size}."


def _broken_chains(connection: Connection) -> Iterator[str]:
    """Each report has one current version with one current sheet; closed rows name what came after."""
    current = _reports.c.superseded_at.is_(None)
    count = func.count().filter(current)
    for id_, versions in connection.execute(select(_reports.c.id, count).group_by(_reports.c.id)):
        if versions != 1:
            yield f"Report {id_} has {versions} current versions instead of one."
    sheets_now = func.count(_sheets.c.sequence).filter(_sheets.c.superseded_at.is_(None))
    per_version = (
        select(_reports.c.sequence, _reports.c.id, _reports.c.superseded_at, sheets_now.label("sheets"))
        .join_from(_reports, _sheets, _sheets.c.report == _reports.c.sequence, isouter=True)
        .group_by(_reports.c.sequence, _reports.c.id, _reports.c.superseded_at)
    )
    for row in connection.execute(per_version):
        due = 1 if row.superseded_at is None else 0
        if row.sheets != due:
            yield f"Version {row.sequence} of report {row.id} has {row.sheets} current sheets, not {due}."
    for table in (_reports, _sheets):
        yield from _broken_closings(connection, table)


def _broken_closings(connection: Connection, table: Table) -> Iterator[str]:
    names = select(_sheets.c.sequence, _reports.c.id).join_from(
        _sheets, _reports, _sheets.c.report == _reports.c.sequence
    )
    if table is _reports:
        names = select(_reports.c.sequence, _reports.c.id)
    ids = {row.sequence: row.id for row in connection.execute(names)}
    query = select(table.c.sequence, table.c.superseded_at, table.c.superseded_by)
    for row in connection.execute(query.order_by(table.c.sequence)):
        entry = f"Entry {row.sequence} of {table.name}"
        if (row.superseded_at is None) != (row.superseded_by is None):
            yield f"{entry} is closed by half: superseded_at {row.superseded_at}, by {row.superseded_by}."
        if row.superseded_by is not None:
            successor = row.superseded_by
            if successor <= row.sequence or ids.get(successor) != ids.get(row.sequence):
                yield f"{entry} is superseded by {successor}, which is no later one of the same report."


def _changed_contents(connection: Connection) -> Iterator[str]:
    for stored in connection.execute(select(_reports), execution_options={"yield_per": 16}).mappings():
        version = f"Version {stored['sequence']} of report {stored['id']}"
        try:
            report = report_of(stored)
            original = Original(
                place=stored["original_place"],
                media_type=MediaType(stored["media_type"]),
                content=b"",
                sha256=report.original_sha256,
            )
            yield from _differences(version, stored, report_values(report, original))
        except _UNREADABLE as error:
            yield f"{version} cannot be read back: {error}."
        of_version = select(_sheets).where(_sheets.c.report == stored["sequence"])
        for sheet in connection.execute(of_version.order_by(_sheets.c.sequence)).mappings().all():
            yield from _changed_sheet(connection, sheet, stored["id"], stored["text"])


def _changed_sheet(connection: Connection, stored: Row, report_id: str, text: str) -> Iterator[str]:
    name = f"Sheet {stored['sequence']} of report {report_id}"
    try:
        sheet = sheet_of(connection, stored, report_id)
        rows = sheet_rows(sheet, text)
    except _UNREADABLE as error:
        yield f"{name} cannot be read back: {error}."
        return
    if len(sheet.claims) != stored["claims"]:
        yield f"{name} has {len(sheet.claims)} claims instead of {stored['claims']}."
    yield from _differences(name, stored, sheet_counts(sheet))
    for table, expected in rows.by_table():
        query = select(table).where(table.c.sheet == stored["sequence"])
        kept = connection.execute(query.order_by(*table.primary_key)).mappings().all()
        yield from _changed_rows(f"{name}, {table.name}", kept, expected)


def _changed_rows(name: str, kept: Sequence[Row], expected: Sequence[Values]) -> Iterator[str]:
    if len(kept) != len(expected):
        yield f"{name}: {len(kept)} rows, of which {len(expected)} belong to the sheet."
        return
    for number, (stored, values) in enumerate(zip(kept, expected, strict=True)):
        yield from _differences(f"{name}, row {number}", stored, values)


def _differences(name: str, stored: Row, expected: Values) -> Iterator[str]:
    for column, value in expected.items():
        if stored[column] != value:
            yield f"{name}: {column} is {_short(stored[column])}, but the rest asks for {_short(value)}."


def _short(value: object) -> str:
    words = repr(value)
    return words if len(words) <= 60 else words[:57] + "..."
