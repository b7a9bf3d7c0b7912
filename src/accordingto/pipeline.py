"""The whole path on a page: files in, claims in the ledger.

    paths -find-> Original -ingest-> Report -read-> Reading -resolve-> ClaimSheet -record-> Receipt

What could not be processed comes out as an `Issue` in its place; nothing stops the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from accordingto.ingest import IngestLimits, find, ingest
from accordingto.model import (
    ClaimSheet,
    Issue,
    IssueCode,
    Original,
    Reading,
    Receipt,
    ReceiptStatus,
    Report,
    Trace,
)
from accordingto.read import Begun, Network, begin, finish, reader_version
from accordingto.read import explain as explained
from accordingto.resolve import Calibration, Gazetteer, calibrated, resolve

BATCH = 16
"""Reports read together: enough to keep two cores busy, few enough to keep memory flat."""
BATCH_CHARACTERS = 100_000
"""Characters read together: a token's outputs take 3.5 kB, so this is some 90 MB."""


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
    calibration: Calibration
    clock: Callable[[], datetime]
    limits: IngestLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A report that was taken in."""

    original: Original
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Some items of a run in order, and the reading begun of those that are wanted."""

    items: tuple[Arrived | Issue, ...]
    fresh: tuple[Arrived, ...]
    begun: Begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A report read without a ledger."""

    original: Original
    report: Report
    reading: Reading
    sheet: ClaimSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A report's claims, with what the reader weighed for each."""

    report: Report
    sheet: ClaimSheet
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A report that is in the ledger; `sheet` is None where it already was."""

    report: Report
    sheet: ClaimSheet | None
    status: ReceiptStatus


def run(paths: Sequence[str | Path], ledger: Ledger, tools: Tools) -> Iterator[Recorded | Issue]:
    """Read everything under `paths` into the ledger, report by report, in order."""
    reader = f"{reader_version(tools.network)}+{tools.calibration.version}"

    def wanted(item: Arrived) -> bool:
        return not ledger.has(item.original.sha256, item.report.id, reader)

    for batch in _one_ahead(_begun(_ingested(paths, tools), wanted, tools)):
        reads = {read.report.id: read for read in _finished(batch, tools)}
        for item in batch.items:
            if isinstance(item, Issue):
                ledger.record_issue(item, tools.clock())
                yield item
            else:
                yield _recorded(item, reads.get(item.report.id), ledger, tools)


def mark(paths: Sequence[str | Path], tools: Tools) -> Iterator[Read | Issue]:
    """Read everything under `paths` without a ledger."""
    for batch in _one_ahead(_begun(_ingested(paths, tools), lambda _: True, tools)):
        yield from (item for item in batch.items if isinstance(item, Issue))
        yield from _finished(batch, tools)


def explain(paths: Sequence[str | Path], tools: Tools) -> Iterator[Explained | Issue]:
    """Read everything under `paths` without a ledger, and tell what was weighed."""
    for item in _ingested(paths, tools):
        if isinstance(item, Issue):
            yield item
        else:
            reading, traces = explained(item.report, tools.network)
            sheet = calibrated(resolve(item.report, reading, tools.gazetteer), tools.calibration)
            yield Explained(report=item.report, sheet=sheet, traces=traces)


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


def _begun(
    arriving: Iterable[Arrived | Issue], wanted: Callable[[Arrived], bool], tools: Tools
) -> Iterator[_Batch]:
    """3 begin to read what is wanted, some reports together."""
    for items in _batches(arriving):
        fresh = tuple(item for item in items if isinstance(item, Arrived) and wanted(item))
        yield _Batch(
            items=tuple(items), fresh=fresh, begun=begin((item.report for item in fresh), tools.network)
        )


def _finished(batch: _Batch, tools: Tools) -> Iterator[Read]:
    """3 finish reading, 4 resolve and say how sure each field is."""
    for item, reading in zip(batch.fresh, finish(batch.begun, tools.network), strict=True):
        sheet = calibrated(resolve(item.report, reading, tools.gazetteer), tools.calibration)
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
        message=f"The id {report.id!r} was already given to {first} in this run; this one was left out.",
        report=report.id,
    )


def _batches(items: Iterable[Arrived | Issue]) -> Iterator[list[Arrived | Issue]]:
    """Lists of at most BATCH items whose texts together stay near BATCH_CHARACTERS."""
    batch: list[Arrived | Issue] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.report.text) if isinstance(item, Arrived) else 0
        if len(batch) == BATCH or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _one_ahead(batches: Iterator[_Batch]) -> Iterator[_Batch]:
    """Each batch after the next was begun, so that the network works while the last is decoded."""
    waiting = next(batches, None)
    while waiting is not None:
        following = next(batches, None)
        yield waiting
        waiting = following
