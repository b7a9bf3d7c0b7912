"""Prints the figures of docs/ledger.md: `python -m tests.ledger.measure [REPORTS]`, 14 claims each."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from pathlib import Path

from accordingto.ledger import Ledger, open_ledger
from accordingto.model import ClaimFilter, EventType
from tests.ledger.stories import NOON, READER, Story, typical

FILTERS = {
    "one claim in each report, by speaker": ClaimFilter(speaker="district 3 council"),
    "a speaker that is not there": ClaimFilter(speaker="nobody"),
    "one outlet in twenty": ClaimFilter(outlet="wire 7"),
    "a place that is not there": ClaimFilter(place="homs"),
    "a type that is not there": ClaimFilter(type=EventType.AID),
    "one report": ClaimFilter(report="typical-000007"),
}


def main(reports: int) -> None:
    """Record, list, filter and check a ledger of invented reports in a temporary folder."""
    told = [typical(number) for number in range(reports)]
    claims = sum(len(one.sheet.claims) for one in told)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        with open_ledger(path) as ledger:
            _say("record", reports / _timed(lambda: _record(ledger, told)), "reports/s")
            _say("record unchanged", reports / _timed(lambda: _record(ledger, told)), "reports/s")
            _say("has", reports / _timed(lambda: _ask(ledger, told)), "reports/s")
            _say("list all", claims / _timed(lambda: _drain(ledger.claims())), "claims/s")
            _say("check", reports / _timed(ledger.check), "reports/s")
            for name, wanted in FILTERS.items():
                first = _timed(partial(_drain, islice(ledger.claims(wanted), 1)))
                every = _timed(partial(_drain, ledger.claims(wanted)))
                _say(f"filter, {name}: first", 1000 * first, "ms")
                _say(f"filter, {name}: all", 1000 * every, "ms")
        _say("size", path.stat().st_size / claims, "bytes/claim")


def _record(ledger: Ledger, told: list[Story]) -> None:
    for one in told:
        ledger.record(one.report, one.original, one.sheet, at=NOON)


def _ask(ledger: Ledger, told: list[Story]) -> None:
    for one in told:
        assert ledger.has(one.original.sha256, one.report.id, READER)


def _drain(items: Iterable[object]) -> None:
    for _ in items:
        pass


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _say(what: str, figure: float, unit: str) -> None:
    sys.stdout.write(f"{what:55} {figure:10,.0f} {unit}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
