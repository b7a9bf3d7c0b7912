"""The ledger as the rest of the program sees it: nouns in, nouns out, no rows and no SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, select

from accordingto.errors import LedgerError
from accordingto.ledger import schema
from accordingto.ledger.checking import faults_in
from accordingto.ledger.faults import faults_of
from accordingto.ledger.recording import current_sheet, is_same, record_issue_row, record_sheet
from accordingto.ledger.rows import StoredClaim, StoredReport
from accordingto.ledger.selecting import (
    stored_claims,
    stored_issues,
    stored_report,
    stored_reports,
    stored_sheets,
)
from accordingto.model import ClaimFilter, ClaimSheet, Issue, Original, Receipt, Report

_ANY = ClaimFilter()


class Ledger:
    """An open ledger; a context manager that closes it.

    Every write is one transaction, on the disk when the method returns. Reading sees one state of
    the ledger from the first row to the last, while others write. All methods raise LedgerError
    when the database cannot do what is asked: locked, full, damaged, read-only.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back all connections; the last one out tidies the -wal file into the ledger."""
        with faults_of(self.place):
            self._engine.dispose()

    def has(self, original_sha256: str, report_id: str, reader: str) -> bool:
        """Whether what is current for the report comes from this original and this reader version."""
        with self._reading() as connection:
            return is_same(current_sheet(connection, report_id), original_sha256, reader)

    def record(self, report: Report, original: Original, sheet: ClaimSheet, *, at: datetime) -> Receipt:
        """Write a sheet with its report and original; nothing when they are current already.

        `at` needs a time zone. Raises ValueError when the three do not belong together, a span
        lies outside the text, or the text is none (NUL, half a surrogate pair).
        """
        with self._writing() as connection:
            return record_sheet(connection, report, original, sheet, at=at)

    def record_issue(self, issue: Issue, at: datetime) -> bool:
        """Keep an issue; whether it was new (place, code and message not seen together before)."""
        with self._writing() as connection:
            return record_issue_row(connection, issue, at=at)

    def claims(self, wanted: ClaimFilter = _ANY) -> Iterator[StoredClaim]:
        """The current claims that `wanted` selects, by report in the order recorded, then by text."""
        with self._reading() as connection:
            yield from stored_claims(connection, wanted)

    def reports(self) -> Iterator[StoredReport]:
        """The current versions of all reports in the order recorded, without their sheets."""
        with self._reading() as connection:
            yield from stored_reports(connection)

    def sheets(self) -> Iterator[StoredReport]:
        """The current versions of all reports in the order recorded, each with its sheet."""
        with self._reading() as connection:
            yield from stored_sheets(connection)

    def report(self, report_id: str) -> StoredReport | None:
        """The report with that id, or the only one whose id begins so; UsageError when several do."""
        with self._reading() as connection:
            return stored_report(connection, report_id)

    def original(self, sha256: str) -> bytes:
        """The bytes with that hash; LedgerError when the ledger does not hold them."""
        table = schema.originals
        with self._reading() as connection:
            query = select(table.c.content).where(table.c.sha256 == sha256)
            content: bytes | None = connection.execute(query).scalar_one_or_none()
        if content is None:
            raise LedgerError(f"The ledger {self.place} holds no original with the hash {sha256}.")
        return content

    def issues(self) -> Iterator[Issue]:
        """All issues of all runs, in the order in which they were first recorded."""
        with self._reading() as connection:
            yield from stored_issues(connection)

    def check(self) -> tuple[str, ...]:
        """What is wrong with the ledger, a sentence each; empty when it is whole."""
        try:
            with self._reading() as connection:
                return tuple(faults_in(connection))
        except LedgerError as error:
            return (str(error),)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults_of(self.place), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with (
            faults_of(self.place),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection
