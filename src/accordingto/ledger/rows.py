"""What the ledger hands out: a claim or a report, paired with the entry that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accordingto.model import Claim, ClaimSheet, MediaType, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """A current claim, with the report that it was read from."""

    claim: Claim
    report: Report
    reader: str
    """Version of the reader that found it."""
    sequence: int
    """Number of the ledger entry that holds its sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """The current version of a report, with what its current sheet is."""

    report: Report
    media_type: MediaType
    reader: str
    sequence: int
    """Number of the ledger entry that holds its current sheet."""
    claims: int
    recorded_at: datetime
    """When that sheet was recorded, in UTC."""
    sheet: ClaimSheet | None = None
    """The sheet itself; None in lists of reports."""
