"""The whole path on a page: files in, claims in the ledger.

    paths -find-> Original -ingest-> Report -read-> Reading -resolve-> ClaimSheet -record-> Receipt

What could not be processed comes out as an `Issue` in its place; nothing stops the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Protocol

from accordingto.ingest import IngestLimits, find, ingest
from accordingto.model import ClaimSheet, Issue, IssueCode, Original, Reading, Receipt, ReceiptStatus, Report
from accordingto.read import Network, read_all, reader_version
from accordingto.resolve import Gazetteer, resolve

BATCH = 16
"""Reports read together: enough to keep two cores busy, few enough to keep memory flat."""


class Ledger(Protocol):
    """What the path needs of the ledger."""

    def has(self, original_sha256: str, report_id: str, reader: str) -> bool:
        """Whether this report is recorded as this reader version reads it."""
        ...

    def record(self, report: Report, original: Original, sheet: ClaimSheet, *, at: datetime) -> Receipt:
        """Record one sheet in one transaction."""
        ...

    def record_issue(self, issue: Issue, at: datetime) -> bool:
        """Keep what could not be processed; False where it was kept already."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The collaborators of the path."""

    network: Network
    gazetteer: Gazetteer
    clock: Callable[[], datetime]
    limits: IngestLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A report that was taken in."""

    original: Original
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A report read without a ledger."""

    original: Original
    report: Report
    reading: Reading
    sheet: ClaimSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A report that is in the ledger; `sheet` is None where it already was."""

    report: Report
    sheet: ClaimSheet | None
    status: ReceiptStatus


def run(paths: Sequence[str | Path], ledger: Ledger, tools: Tools) -> Iterator[Recorded | Issue]:
    """Read everything under `paths` into the ledger, report by report, in order."""
    reader = reader_version(tools.network)
    for batch in _batches(_ingested(paths, tools)):
        arrived = [item for item in batch if isinstance(item, Arrived)]
        fresh = [i for i in arrived if not ledger.has(i.original.sha256, i.report.id, reader)]
        reads = {read.report.id: read for read in _read(fresh, tools)}
        for item in batch:
            if isinstance(item, Issue):
                ledger.record_issue(item, tools.clock())
                yield item
            else:
                yield _recorded(item, reads.get(item.report.id), ledger, tools)


def mark(paths: Sequence[str | Path], tools: Tools) -> Iterator[Read | Issue]:
    """Read everything under `paths` without a ledger."""
    for batch in _batches(_ingested(paths, tools)):
        yield from (item for item in batch if isinstance(item, Issue))
        yield from _read([item for item in batch if isinstance(item, Arrived)], tools)


def _ingested(paths: Sequence[str | Path], tools: Tools) -> Iterator[Arrived | Issue]:
    """1 find, 2 ingest; a second report of one id in a run is an issue, and is left out."""
    seen: dict[str, str] = {}
    for found in find(paths, tools.limits):
        if isinstance(found, Issue):
            yield found
            continue
        item = ingest(found, tools.limits)
        yield from item.issues
        report = item.report
        if report is not None and report.id in seen:
            yield _duplicate(report, seen[report.id])
        elif report is not None:
            seen[report.id] = report.place
            yield Arrived(original=found, report=report)


def _read(items: list[Arrived], tools: Tools) -> Iterator[Read]:
    """3 read, 4 resolve."""
    readings = read_all([item.report for item in items], tools.network)
    for item, reading in zip(items, readings, strict=True):
        sheet = resolve(item.report, reading, tools.gazetteer)
        yield Read(original=item.original, report=item.report, reading=reading, sheet=sheet)


def _recorded(item: Arrived, read: Read | None, ledger: Ledger, tools: Tools) -> Recorded:
    """5 record."""
    if read is None:
        return Recorded(report=item.report, sheet=None, status=ReceiptStatus.UNCHANGED)
    receipt = ledger.record(read.report, read.original, read.sheet, at=tools.clock())
    return Recorded(report=read.report, sheet=read.sheet, status=receipt.status)


def _duplicate(report: Report, first: str) -> Issue:
    return Issue(
        code=IssueCode.DUPLICATE_ID,
        place=report.place,
        message=f"the id {report.id!r} was already given to {first} in this run; this one was left out",
        report=report.id,
    )


def _batches(items: Iterable[Arrived | Issue]) -> Iterator[list[Arrived | Issue]]:
    source = iter(items)
    while batch := list(islice(source, BATCH)):
        yield batch
