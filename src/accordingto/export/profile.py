"""What a profile is, and what it is given: every report that a ledger holds, with its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
    def sheet(self) -> ClaimSheet | None:
        """Its current sheet, where it was asked for."""
        ...


class Held(Protocol):
    """What an export needs of the ledger."""

    def sheets(self) -> Iterator[HeldReport]:
        """Current reports with their sheets, in the order recorded."""
        ...


def every_report(ledger: Held) -> Iterator[Told]:
    """Every report with its current sheet, those without claims too, in the order recorded."""
    for held in ledger.sheets():
        if held.sheet is not None:
            yield held.report, held.sheet


def together(rows: list[HeldClaim]) -> Told:
    """Selected claims of one sheet and their report; `rows` has at least one.

    What the sheet has beside claims is not selected with them, and stays unknown.
    """
    first = rows[0]
    claims = tuple(row.claim for row in rows)
    return first.report, ClaimSheet(report_id=first.report.id, reader=first.reader, claims=claims)
