"""Run the shipped program on a gold file's texts: `python -m eval.run TASK GOLD --out PRED`.

Only the texts go in (with the outlet and day of publication that a report carries), never the marks.

TASK `attribution`: predictions for `../shared/benchmarks/score.py attribution`.
TASK `figures`: the killed and injured of every report, for `score.py figures`; see `eval/figures.py`.
TASK `muc`: incident templates for `score.py muc`; see `eval/muc.py`.
TASK `ledger`: all reports into one fresh ledger, then its `claims-jsonl` export, for
`../shared/gold/score_ledger.py`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from accordingto import export, pipeline
from accordingto.config import build_tools
from accordingto.ingest import find, ingest
from accordingto.ledger import open_ledger
from accordingto.model import Issue, Report
from accordingto.read import OnnxNetwork
from accordingto.reference.calibration import calibration_of
from eval import corpora
from eval.figures import counts
from eval.muc import look, weigh
from training import material

KEPT = ("id", "text", "title", "outlet", "published", "url")


def texts_only(gold: Path, folder: Path) -> Path:
    """A JSONL file of what the reports say of themselves, and nothing that was annotated."""
    return _written(corpora.rows_of(gold), folder / "reports.jsonl")


def _written(rows: Iterable[dict[str, Any]], path: Path) -> Path:
    with path.open("w", encoding="utf-8") as out:
        out.writelines(_line(row) for row in rows)
    return path


def readings(rows: Iterable[dict[str, Any]], tools: pipeline.Tools) -> Iterator[pipeline.Read]:
    """What the program makes of the texts of annotated rows, in their order; an Issue is a ValueError."""
    with tempfile.TemporaryDirectory() as name:
        for item in pipeline.mark([_written(rows, Path(name) / "reports.jsonl")], tools):
            if isinstance(item, Issue):
                raise ValueError(f"{item.place}: {item.message}")  # noqa: TRY004 - bad data, not a bad type
            yield item


def _line(row: dict[str, Any]) -> str:
    """A record of what a report says of itself."""
    record = {key: row[key] for key in KEPT if row.get(key) is not None}
    meta = row.get("meta") or {}
    if "published" not in record and meta.get("date"):
        record["published"] = meta["date"]
    if "outlet" not in record and meta.get("publisher"):
        record["outlet"] = meta["publisher"]
    return json.dumps(record, ensure_ascii=False) + "\n"


def _read(reports: Path, tools: pipeline.Tools) -> Iterator[pipeline.Read]:
    """Every report that can be read; of the others, what is wrong is printed."""
    for item in pipeline.mark([reports], tools):
        if isinstance(item, Issue):
            print(f"{item.place}: {item.message}")
        else:
            yield item


def attribution(reports: Path, out: Path, tools: pipeline.Tools) -> None:
    """Attributions of every report: what `accordingto mark` writes, in PolNeAR's form."""
    with out.open("w", encoding="utf-8") as lines:
        for item in _read(reports, tools):
            lines.write(export.reading_line(item.report, item.reading, tools.calibration))


def figures(reports: Path, out: Path, tools: pipeline.Tools) -> None:
    """The killed and injured of every report, from its claims."""
    with out.open("w", encoding="utf-8") as lines:
        for item in _read(reports, tools):
            counted = counts(item.report.text, item.sheet)
            lines.write(json.dumps({"id": item.report.id, "figures": counted}) + "\n")


def muc(reports: Path, out: Path, tools: pipeline.Tools) -> None:
    """Incident templates of every report, weighed by what the held-out reports of MUC-4 train teach."""
    shared = corpora.corpora()
    if shared is None:
        raise SystemExit("muc: no corpora at ACCORDINGTO_CORPORA (default ../shared) to weigh by")
    rows = list(material.rows(shared, "muc"))
    held_out = (row for row in rows if material.kept_out("muc", row["id"]))
    kept = _written(held_out, reports.parent / "held-out.jsonl")
    weighing = weigh(rows, list(look(_taken_in(kept, tools), tools.network)))
    with out.open("w", encoding="utf-8") as lines:
        for told in look(_taken_in(reports, tools), tools.network):
            lines.write(json.dumps({"id": told.id, "templates": weighing.templates(told)}) + "\n")


def _taken_in(path: Path, tools: pipeline.Tools) -> Iterator[Report]:
    for found in find([path], tools.limits):
        report = None if isinstance(found, Issue) else ingest(found, tools.limits).report
        if report is None:
            print(f"{found.place}: not a report")
            continue
        yield report


def ledger(reports: Path, out: Path, tools: pipeline.Tools) -> None:
    """Every report into one fresh ledger, then the export that a user gets."""
    with open_ledger(reports.parent / "ledger.sqlite") as opened:
        for item in pipeline.run([reports], opened, tools):
            if isinstance(item, Issue):
                print(f"{item.place}: {item.message}")
        with out.open("w", encoding="utf-8") as lines:
            lines.writelines(export.claims_jsonl(opened))


TASKS = {"attribution": attribution, "figures": figures, "ledger": ledger, "muc": muc}


def predict(task: str, gold: Path, out: Path, weights: Path | None = None) -> None:
    """Predictions of a task for a gold file's texts, with the shipped weights or with others."""
    tools = build_tools()
    if weights:
        network = OnnxNetwork(weights)
        tools = replace(tools, network=network, calibration=calibration_of(network.version))
    with tempfile.TemporaryDirectory() as name:
        TASKS[task](texts_only(gold, Path(name)), out, tools)


def main(argv: list[str] | None = None) -> None:
    """Command line of `python -m eval.run`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    args = parser.parse_args(argv)
    predict(args.task, args.gold, args.out, args.weights)


if __name__ == "__main__":
    main()
