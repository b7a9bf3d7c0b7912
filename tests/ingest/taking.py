"""Short ways to take files in and look at what came of them."""

from __future__ import annotations

import json
from pathlib import Path

from accordingto.ingest import Ingested, IngestLimits, find, ingest
from accordingto.model import Issue


def taken_in(*paths: Path | str, limits: IngestLimits | None = None) -> list[Issue | Ingested]:
    """Everything that `find` and `ingest` make of the paths, in order."""
    bounds = limits or IngestLimits()
    return [
        found if isinstance(found, Issue) else ingest(found, bounds) for found in find(list(paths), bounds)
    ]


def only(*paths: Path | str) -> Ingested:
    """The one thing that was ingested."""
    (found,) = taken_in(*paths)
    assert isinstance(found, Ingested)
    return found


def issues_of(results: list[Issue | Ingested]) -> list[tuple[str, str, bool]]:
    """(code, last part of the place, fatal) of every issue in order."""
    flat = [
        issue for result in results for issue in ((result,) if isinstance(result, Issue) else result.issues)
    ]
    return [(issue.code.value, issue.place.rsplit("/", 1)[-1], issue.fatal) for issue in flat]


def texts_of(results: list[Issue | Ingested]) -> list[str]:
    """The texts of the reports that came to be."""
    return [result.report.text for result in results if isinstance(result, Ingested) and result.report]


def record(**fields: object) -> str:
    """A JSONL line."""
    return json.dumps(fields, ensure_ascii=False) + "\n"
