"""One sheet into the ledger: new, unchanged, or superseding what stood there before.

Rows are only added. A row that is superseded gets its two closing columns set, once each: the
moment before its successor is written, its successor's number after.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import Connection, Table, insert, select, update

from accordingto.ledger import schema
from accordingto.ledger.columns import Row, moment_text, storable
from accordingto.ledger.encode import Values, report_values, sheet_counts, sheet_rows
from accordingto.model import ClaimSheet, Issue, Original, Receipt, ReceiptStatus, Report

_sheets, _reports, _originals = schema.sheets, schema.reports, schema.originals

_CURRENT = (
    select(
        _reports.c.sequence.label("report"),
        _reports.c.id,
        _reports.c.original_sha256,
        _sheets.c.sequence.label("sheet"),
        _sheets.c.reader,
        _sheets.c.claims,
    )
    .join_from(_reports, _sheets, _sheets.c.report == _reports.c.sequence)
    .where(_reports.c.superseded_at.is_(None), _sheets.c.superseded_at.is_(None))
)


def current_sheet(connection: Connection, report_id: str) -> Row | None:
    """What is current for a report: its numbers, original, reader and count; without its text."""
    return connection.execute(_CURRENT.where(_reports.c.id == report_id)).mappings().one_or_none()


def is_same(current: Row | None, original_sha256: str, reader: str) -> bool:
    """Whether what is current comes from that original, read by that reader version."""
    return (
        current is not None and current["original_sha256"] == original_sha256 and current["reader"] == reader
    )


def record_sheet(
    connection: Connection, report: Report, original: Original, sheet: ClaimSheet, *, at: datetime
) -> Receipt:
    """Write what is new of a report and its sheet, inside the transaction of `connection`.

    Raises ValueError when the three do not belong together or a span lies outside the text.
    """
    current = current_sheet(connection, report.id)
    if current is not None and is_same(current, original.sha256, sheet.reader):
        return Receipt(
            report_id=report.id,
            status=ReceiptStatus.UNCHANGED,
            claims=current["claims"],
            sequence=current["sheet"],
        )
    _check_belonging(report, original, sheet)
    moment = moment_text(at)
    report_row = report_values(report, original)
    rows = sheet_rows(sheet, report.text)

    _keep_original(connection, original, moment)
    if current is not None:
        _close(connection, _sheets, current["sheet"], moment)
    version = _report_version(connection, report_row, current, moment)
    sheet_row = {
        "report": version,
        "reader": sheet.reader,
        "claims": len(sheet.claims),
        "recorded_at": moment,
        **sheet_counts(sheet),
    }
    sequence = _add(connection, _sheets, sheet_row)
    if current is not None:
        _name_successor(connection, _sheets, current["sheet"], sequence)
    for table, values in rows.by_table():
        if values:
            connection.execute(insert(table), [{"sheet": sequence, **row} for row in values])
    return Receipt(
        report_id=report.id,
        status=ReceiptStatus.NEW if current is None else ReceiptStatus.SUPERSEDED,
        claims=len(sheet.claims),
        sequence=sequence,
    )


def record_issue_row(connection: Connection, issue: Issue, *, at: datetime) -> bool:
    """Write an issue unless the same one (place, code, message) is there; whether it was new."""
    place, message = storable(issue.place), storable(issue.message)
    digest = hashlib.sha256("\0".join((place, issue.code.value, message)).encode()).hexdigest()
    known = connection.execute(select(schema.issues.c.sequence).where(schema.issues.c.digest == digest))
    if known.first() is not None:
        return False
    row = {
        "digest": digest,
        "code": issue.code.value,
        "place": place,
        "message": message,
        "report": issue.report and storable(issue.report),
        "fatal": issue.fatal,
        "recorded_at": moment_text(at),
    }
    connection.execute(insert(schema.issues).values(row))
    return True


def _check_belonging(report: Report, original: Original, sheet: ClaimSheet) -> None:
    if sheet.report_id != report.id:
        raise ValueError(f"the sheet of report {sheet.report_id} came with report {report.id}")
    if report.original_sha256 != original.sha256:
        raise ValueError(f"report {report.id} came with an original that it was not made from")
    if hashlib.sha256(original.content).hexdigest() != original.sha256:
        raise ValueError(f"the original of report {report.id} does not have the hash it came with")


def _keep_original(connection: Connection, original: Original, moment: str) -> None:
    """Store the bytes unless the ledger holds them, under whatever report."""
    known = connection.execute(select(_originals.c.size).where(_originals.c.sha256 == original.sha256))
    if known.first() is None:
        row = {
            "sha256": original.sha256,
            "size": len(original.content),
            "recorded_at": moment,
            "content": original.content,
        }
        connection.execute(insert(_originals).values(row))


def _report_version(connection: Connection, values: Values, current: Row | None, moment: str) -> int:
    """Number of the version of the report that is exactly `values`: the current one or a new one.

    The text can change although the original did not, when ingest got better; spans belong to one
    text, so any difference makes a version of its own.
    """
    if current is None:
        return _add(connection, _reports, {**values, "recorded_at": moment})
    version: int = current["report"]
    stored = connection.execute(select(_reports).where(_reports.c.sequence == version)).mappings().one()
    if all(stored[column] == value for column, value in values.items()):
        return version
    _close(connection, _reports, version, moment)
    successor = _add(connection, _reports, {**values, "recorded_at": moment})
    _name_successor(connection, _reports, version, successor)
    return successor


def _add(connection: Connection, table: Table, values: Values) -> int:
    key = connection.execute(insert(table).values(values)).inserted_primary_key
    assert key is not None
    return int(key[0])


def _close(connection: Connection, table: Table, sequence: int, moment: str) -> None:
    connection.execute(update(table).where(table.c.sequence == sequence).values(superseded_at=moment))


def _name_successor(connection: Connection, table: Table, sequence: int, successor: int) -> None:
    connection.execute(update(table).where(table.c.sequence == sequence).values(superseded_by=successor))
