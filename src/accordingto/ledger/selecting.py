"""Rows out of the ledger, by filter, as a stream.

Only current sheets are selected. Claims come in the order in which their report versions were
recorded, then in the order of the text; memory holds the reports of one batch at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby, islice

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, func, or_, select, tuple_

from accordingto.errors import UsageError
from accordingto.ledger import schema
from accordingto.ledger.columns import Row, folded
from accordingto.ledger.decode import claim_of, loaded_word_of, overreach_of, report_of
from accordingto.ledger.rows import StoredClaim, StoredReport
from accordingto.model import (
    Claim,
    ClaimFilter,
    ClaimSheet,
    Issue,
    IssueCode,
    LoadedWord,
    MediaType,
    Overreach,
    Report,
)

_BATCH = 32
"""Sheets whose rows are fetched together. Claims a second of a full listing, better of two runs:
7,100 with 1, 11,200 with 8, 11,800 with 32, 12,300 with 128."""

_FEW_POSITIONS = 500
"""Up to here the rows are fetched by position too: it took a search that finds one claim in each of
1,000 sheets from 485 to 146 ms. More would come near the 32,766 values that SQLite binds."""

_claims, _sheets, _reports = schema.claims, schema.sheets, schema.reports
_hops, _places = schema.hops, schema.places
_HANGING = (schema.hops, schema.participants, schema.places, schema.figures)

_CURRENT = and_(_reports.c.superseded_at.is_(None), _sheets.c.superseded_at.is_(None))


def stored_claims(connection: Connection, wanted: ClaimFilter) -> Iterator[StoredClaim]:
    """The current claims that `wanted` selects, in order."""
    claims = _streamed(connection, _selection(connection, wanted))
    by_sheet = ((number, list(rows)) for number, rows in groupby(claims, key=lambda row: row["sheet"]))
    while batch := list(islice(by_sheet, _BATCH)):
        reports = _reports_of(connection, {rows[0]["report"] for _, rows in batch})
        hanging = _Hanging(connection, [row for _, rows in batch for row in rows])
        for _, rows in batch:
            report = reports[rows[0]["report"]]
            for row in rows:
                yield StoredClaim(
                    claim=hanging.claim(row, report.id),
                    report=report,
                    reader=row["reader"],
                    sequence=row["sheet"],
                )


def stored_reports(connection: Connection) -> Iterator[StoredReport]:
    """The current versions of all reports, in order, without their sheets."""
    for row in _streamed(connection, _report_query().order_by(_reports.c.sequence)):
        yield _stored_report(row, None)


def stored_report(connection: Connection, report_id: str) -> StoredReport | None:
    """The current report with exactly that id, or the only one whose id begins so; with its sheet.

    Raises UsageError when several begin so.
    """
    beginning = func.substr(_reports.c.id, 1, len(report_id)) == report_id
    query = select(_reports.c.id).where(_reports.c.superseded_at.is_(None), beginning)
    ids: list[str] = list(connection.scalars(query.order_by(_reports.c.id).limit(4)))
    if report_id in ids:
        ids = [report_id]
    if not ids or not report_id:
        return None
    if len(ids) > 1:
        shown = ", ".join(ids[:3]) + (", ..." if len(ids) > 3 else "")
        raise UsageError(f"Several reports begin with {report_id}: {shown}; give more of the id.")
    row = connection.execute(_report_query().where(_reports.c.id == ids[0])).mappings().one()
    return _stored_report(row, _current_sheet_of(connection, row))


def stored_sheets(connection: Connection) -> Iterator[StoredReport]:
    """The current versions of all reports, in order, with their sheets."""
    for row in _streamed(connection, _report_query().order_by(_reports.c.sequence)):
        yield _stored_report(row, _current_sheet_of(connection, row))


def _current_sheet_of(connection: Connection, row: Row) -> ClaimSheet:
    query = select(_sheets).where(_sheets.c.sequence == row["sheet"])
    return sheet_of(connection, connection.execute(query).mappings().one(), row["id"])


def sheet_of(connection: Connection, row: Row, report_id: str) -> ClaimSheet:
    """The sheet that a row of `sheets` heads, current or not."""
    query = select(_claims).where(_claims.c.sheet == row["sequence"]).order_by(_claims.c.position)
    rows = connection.execute(query).mappings().all()
    hanging = _Hanging(connection, rows)
    claims = tuple(hanging.claim(claim, report_id) for claim in rows)
    return ClaimSheet(
        report_id=report_id,
        reader=row["reader"],
        claims=claims,
        loaded=None if row["loaded_words"] is None else _loaded(connection, row["sequence"]),
        overreaches=None if row["overreaches"] is None else _overreaches(connection, row["sequence"], claims),
    )


def _loaded(connection: Connection, sequence: int) -> tuple[LoadedWord, ...]:
    users: dict[int, list[Row]] = {}
    for row in _rows_of(connection, schema.word_users, sequence):
        users.setdefault(row["word_number"], []).append(row)
    words = _rows_of(connection, schema.loaded_words, sequence)
    return tuple(loaded_word_of(row, users.get(row["number"], ())) for row in words)


def _overreaches(connection: Connection, sequence: int, claims: tuple[Claim, ...]) -> tuple[Overreach, ...]:
    rows = _rows_of(connection, schema.overreaches, sequence)
    return tuple(overreach_of(row, claims) for row in rows)


def _rows_of(connection: Connection, table: Table, sequence: int) -> Sequence[Row]:
    query = select(table).where(table.c.sheet == sequence).order_by(*table.primary_key)
    return connection.execute(query).mappings().all()


def stored_issues(connection: Connection) -> Iterator[Issue]:
    """All issues, in the order in which they were first recorded."""
    for row in _streamed(connection, select(schema.issues).order_by(schema.issues.c.sequence)):
        yield Issue(
            code=IssueCode(row["code"]),
            place=row["place"],
            message=row["message"],
            report=row["report"],
            fatal=row["fatal"],
        )


class _Hanging:
    """The rows that hang on the claims of a few sheets, by claim."""

    def __init__(self, connection: Connection, claims: Sequence[Row]) -> None:
        sheets = sorted({row["sheet"] for row in claims})
        positions = sorted({row["position"] for row in claims})
        self._rows: dict[str, dict[tuple[int, int], list[Row]]] = {}
        for table in _HANGING:
            by_claim: dict[tuple[int, int], list[Row]] = {}
            query = select(table).where(table.c.sheet.in_(sheets)).order_by(*table.primary_key)
            if len(positions) <= _FEW_POSITIONS:
                query = query.where(table.c.position.in_(positions))
            for row in connection.execute(query).mappings():
                by_claim.setdefault((row["sheet"], row["position"]), []).append(row)
            self._rows[table.name] = by_claim

    def _of(self, table: Table, row: Row) -> Sequence[Row]:
        return self._rows[table.name].get((row["sheet"], row["position"]), ())

    def claim(self, row: Row, report_id: str) -> Claim:
        """The claim of a row of `claims`."""
        return claim_of(
            row,
            report_id,
            hops=self._of(schema.hops, row),
            participants=self._of(schema.participants, row),
            places=self._of(schema.places, row),
            figures=self._of(schema.figures, row),
        )


def _selection(connection: Connection, wanted: ClaimFilter) -> Select[tuple[object, ...]]:
    query = (
        select(_claims, _sheets.c.reader, _sheets.c.report)
        .join_from(_claims, _sheets, _claims.c.sheet == _sheets.c.sequence)
        .join(_reports, _sheets.c.report == _reports.c.sequence)
        .where(_CURRENT, *_conditions(wanted))
        .order_by(_reports.c.sequence, _claims.c.position)
    )
    if wanted.report is None:
        return query
    exact = _reports.c.id == wanted.report
    if connection.execute(select(_reports.c.sequence).where(exact).limit(1)).first() is not None:
        return query.where(exact)
    # lower() folds ASCII only in SQLite; ids are made of such letters or match as they are.
    return query.where(func.lower(_reports.c.id).contains(wanted.report.lower(), autoescape=True))


def _conditions(wanted: ClaimFilter) -> Iterator[ColumnElement[bool]]:
    key = tuple_(_claims.c.sheet, _claims.c.position)
    if wanted.type is not None:
        yield _claims.c.type == wanted.type.value
    if wanted.outlet is not None:
        yield _reports.c.outlet_search.contains(folded(wanted.outlet), autoescape=True)
    if wanted.speaker is not None:
        said = _hops.c.search.contains(folded(wanted.speaker), autoescape=True)
        yield key.in_(select(_hops.c.sheet, _hops.c.position).where(said))
    if wanted.place is not None:
        there = or_(
            _places.c.search.contains(folded(wanted.place), autoescape=True),
            _places.c.country == wanted.place.upper(),
        )
        yield key.in_(select(_places.c.sheet, _places.c.position).where(there))
    # An event of which no day is known at all matches no period; one open bound reaches any day.
    first, last = _claims.c.first_day, _claims.c.last_day
    if wanted.since is not None:
        yield or_(last >= wanted.since, and_(last.is_(None), first.is_not(None)))
    if wanted.until is not None:
        yield or_(first <= wanted.until, and_(first.is_(None), last.is_not(None)))


def _report_query() -> Select[tuple[object, ...]]:
    return (
        select(
            _reports,
            _sheets.c.sequence.label("sheet"),
            _sheets.c.reader,
            _sheets.c.claims,
            _sheets.c.recorded_at.label("sheet_recorded_at"),
        )
        .join_from(_reports, _sheets, _sheets.c.report == _reports.c.sequence)
        .where(_CURRENT)
    )


def _reports_of(connection: Connection, sequences: set[int]) -> dict[int, Report]:
    query = select(_reports).where(_reports.c.sequence.in_(sorted(sequences)))
    return {row["sequence"]: report_of(row) for row in connection.execute(query).mappings()}


def _stored_report(row: Row, sheet: ClaimSheet | None) -> StoredReport:
    return StoredReport(
        report=report_of(row),
        media_type=MediaType(row["media_type"]),
        reader=row["reader"],
        sequence=row["sheet"],
        claims=row["claims"],
        recorded_at=datetime.fromisoformat(row["sheet_recorded_at"]),
        sheet=sheet,
    )


def _streamed(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[Row]:
    yield from connection.execute(query, execution_options={"yield_per": 500}).mappings()
