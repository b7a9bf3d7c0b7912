"""What a profile is, and what it is given: every report that a ledger holds, with its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Protocol

from accordingto.model import Claim, ClaimSheet, Report

Told = tuple[Report, ClaimSheet]
"""A report and what it claims; the sheet may hold a selection of the claims, or none."""

Profile = Callable[[Iterable[Told]], Iterator[str]]
"""Yields text that ends with a line break; joined, it is the file. UTF-8."""


class HeldClaim(Protocol):
    """A claim as the ledger hands it out."""

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        ...

    @property
    def report(self) -> Report:
        """The report that it was read from."""
        ...

    @property
    def reader(self) -> str:
        """The reader's version."""
        ...

    @property
    def sequence(self) -> int:
        """Number of the entry that holds its sheet."""
        ...


class HeldReport(Protocol):
    """A report as the ledger hands it out."""

    @property
    def report(self) -> Report:
        """The report itself."""
        ...

    @property
    def reader(self) -> str:
        """Version of the reader of its current sheet."""
        ...

    @property
    def claims(self) -> int:
        """How many claims that sheet has."""
        ...

    @property
    def sheet(self) -> ClaimSheet | None:
        """The sheet, where one report was asked for."""
        ...


class Held(Protocol):
    """What an export needs of the ledger."""

    def claims(self) -> Iterator[HeldClaim]:
        """Current claims, by report in the order recorded, then by text."""
        ...

    def reports(self) -> Iterator[HeldReport]:
        """Current reports in the order recorded."""
        ...

    def report(self, report_id: str, /) -> HeldReport | None:
        """One report with its current sheet."""
        ...


def every_report(ledger: Held) -> Iterator[Told]:
    """Every report with its current sheet, those without claims too, in the order recorded.

    Two streams are walked side by side, since a stream of claims has no reports without claims. The
    claims are the younger stream: if a run records in between, a report that has moved to its end is
    asked for by itself.
    """
    by_sheet = (list(rows) for _, rows in groupby(ledger.claims(), key=lambda held: held.sequence))
    rows: list[HeldClaim] = []
    for held in ledger.reports():
        rows = rows or next(by_sheet, [])
        if rows and rows[0].report.id == held.report.id:
            yield together(rows)
            rows = []
        elif held.claims == 0:
            yield held.report, ClaimSheet(report_id=held.report.id, reader=held.reader, claims=())
        else:
            again = ledger.report(held.report.id)
            if again is not None and again.sheet is not None:
                yield again.report, again.sheet


def together(rows: list[HeldClaim]) -> Told:
    """Claims of one sheet and their report; `rows` has at least one."""
    first = rows[0]
    claims = tuple(row.claim for row in rows)
    return first.report, ClaimSheet(report_id=first.report.id, reader=first.reader, claims=claims)
