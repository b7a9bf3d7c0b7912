"""What the commands are made of: where the ledger lies, and the collaborators of the path.

The only place that knows which network, gazetteer and clock the program runs with. Everything
heavy is imported when it is asked for, so that a command that reads no report does not load it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accordingto.ledger import Ledger
    from accordingto.pipeline import Tools

DEFAULT_LEDGER = "accordingto.sqlite"
"""File in the working folder that holds the ledger when nothing else is said."""
LEDGER_VARIABLE = "ACCORDINGTO_LEDGER"
"""Environment variable that names another."""

BuildTools = Callable[[int], "Tools"]
"""From a number of threads to the collaborators; what a test gives in place of `build_tools`."""


def usable_processors() -> int:
    """Processors that this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


def build_tools(threads: int = 0) -> Tools:
    """The packaged network and gazetteer, the clock, and the limits of what is taken in.

    `threads` 0 takes every processor that this process may use. Raises ModelError when the weights or
    their calibration are missing or damaged.
    """
    from accordingto.ingest import IngestLimits
    from accordingto.pipeline import Tools
    from accordingto.read import OnnxNetwork
    from accordingto.reference.calibration import calibration_of
    from accordingto.reference.gazetteer import PackagedGazetteer

    network = OnnxNetwork(threads=threads or usable_processors())
    return Tools(
        network=network,
        gazetteer=PackagedGazetteer(),
        calibration=calibration_of(network.version),
        clock=now,
        limits=IngestLimits(),
    )


def open_ledger_for_reading(address: str) -> Ledger:
    """The ledger at a file or URL; LedgerError when there is none."""
    from accordingto.ledger import open_ledger

    return open_ledger(address, create=False)


def open_ledger_for_recording(address: str) -> Ledger:
    """The ledger at a file or URL, made when there is none."""
    from accordingto.ledger import open_ledger

    return open_ledger(address)
