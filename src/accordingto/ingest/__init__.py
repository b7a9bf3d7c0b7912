"""Original -> Report: finds what there is to read and turns each original into a report.

    for found in find(["reports/"]):
        if isinstance(found, Issue): ...
        else: ingest(found).report

The text of a report keeps what the outlet wrote; what is no part of the report is marked, not
removed. Whatever is wrong with the data comes back as an `Issue`, with its place; nothing is raised.
"""

from __future__ import annotations

from accordingto.ingest.limits import IngestLimits
from accordingto.ingest.records import find
from accordingto.ingest.report import Ingested, ingest

__all__ = ["IngestLimits", "Ingested", "find", "ingest"]
