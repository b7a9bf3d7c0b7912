"""A run that is killed at any moment leaves a whole ledger, and the next run goes on where it stopped."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from accordingto.ledger import open_ledger
from accordingto.model import ReceiptStatus
from tests.ledger.stories import NOON, Story, by_reader, typical

RUNS = 20
REPORTS = 12
SEED = 20310504

# One report in three is read twice, so that kills fall between closing a sheet and its successor.
TOLD = [
    one
    for number in range(REPORTS)
    for first in [typical(number, claims=3)]
    for one in ([first, by_reader(first, "reader-2")] if number % 3 == 0 else [first])
]


def _run_and_kill(path: Path, told: Sequence[Story], seconds: float) -> list[tuple[str, str, int]]:
    """The receipts (id, reader, sequence) that a process acknowledged before it was killed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process, which never returns
        os.close(reading)
        try:
            with open_ledger(path) as ledger:
                for one in told:
                    receipt = ledger.record(one.report, one.original, one.sheet, at=NOON)
                    line = f"{one.report.id} {one.sheet.reader} {receipt.sequence}\n"
                    os.write(writing, line.encode())
            time.sleep(60)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the run ended by itself, so it was not killed"
    with os.fdopen(reading) as pipe:
        lines = [line.split() for line in pipe]
    return [(id_, reader, int(sequence)) for id_, reader, sequence in lines]


def _entries(path: Path) -> dict[int, tuple[object, ...]]:
    """What stands in the ledger under each entry number, closing columns left out."""
    connection = sqlite3.connect(path)
    query = (
        "SELECT sheets.sequence, reports.id, sheets.reader, sheets.claims, sheets.recorded_at, count(*) "
        "FROM sheets JOIN reports ON reports.sequence = sheets.report "
        "JOIN claims ON claims.sheet = sheets.sequence GROUP BY sheets.sequence"
    )
    try:
        return {row[0]: row[1:] for row in connection.execute(query)}
    finally:
        connection.close()


def test_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    begun = time.perf_counter()
    _complete(tmp_path / "whole.sqlite", set())
    whole_run = time.perf_counter() - begun
    stopped_at = []
    for run in range(RUNS):
        path = tmp_path / f"{run}.sqlite"
        acknowledged = _run_and_kill(path, TOLD, chance.uniform(0, whole_run))
        stopped_at.append(len(acknowledged))

        with open_ledger(path) as ledger:
            assert ledger.check() == ()
        entries = _entries(path)
        assert {(sequence, id_, reader) for id_, reader, sequence in acknowledged} <= {
            (sequence, row[0], row[1]) for sequence, row in entries.items()
        }
        # At most one was committed of which the word had not got out yet.
        assert len(entries) - len(acknowledged) in (0, 1)

        _complete(path, {(str(row[0]), str(row[1])) for row in entries.values()})
        after = _entries(path)
        assert {sequence: after[sequence] for sequence in entries} == entries
        assert [row[:2] for row in after.values()] == [(one.report.id, one.sheet.reader) for one in TOLD]
    assert len(set(stopped_at)) > 3, f"the kills fell at few different moments: {stopped_at}"


def _complete(path: Path, done: set[tuple[str, str]]) -> None:
    """Run to the end, skipping what is done: nothing else may be skipped, nothing done anew."""
    with open_ledger(path) as ledger:
        for one in TOLD:
            if (one.report.id, one.sheet.reader) in done:
                continue
            assert not ledger.has(one.original.sha256, one.report.id, one.sheet.reader)
            receipt = ledger.record(one.report, one.original, one.sheet, at=NOON)
            assert receipt.status is not ReceiptStatus.UNCHANGED
        assert ledger.check() == ()
        listed = {(stored.report.id, stored.reader) for stored in ledger.reports()}
    assert listed == {(one.report.id, one.sheet.reader) for one in {o.report.id: o for o in TOLD}.values()}
