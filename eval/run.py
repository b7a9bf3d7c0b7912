"""Run the shipped program on a gold file's texts: `python -m eval.run TASK GOLD --out PRED`.

Only the texts go in (with the outlet and day of publication that a report carries), never the marks.

TASK `attribution`: predictions for `../shared/benchmarks/score.py attribution`.
TASK `figures`: the killed and injured of every report, for `score.py figures`; see `eval/figures.py`.
TASK `ledger`: all reports into one fresh ledger, then its `claims-jsonl` export, for
`../shared/gold/score_ledger.py`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from accordingto import export, pipeline
from accordingto.config import build_tools
from accordingto.ledger import open_ledger
from accordingto.model import Issue
from eval import corpora
from eval.figures import counts

KEPT = ("id", "text", "title", "outlet", "published", "url")


def texts_only(gold: Path, folder: Path) -> Path:
    """A JSONL file of what the reports say of themselves, and nothing that was annotated."""
    path = folder / "reports.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for row in corpora.rows_of(gold):
            record = {key: row[key] for key in KEPT if row.get(key) is not None}
            meta = row.get("meta") or {}
            if "published" not in record and meta.get("date"):
                record["published"] = meta["date"]
            if "outlet" not in record and meta.get("publisher"):
                record["outlet"] = meta["publisher"]
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def attribution(reports: Path, out: Path) -> None:
    """Attributions of every report: what `accordingto mark` writes, in PolNeAR's form."""
    tools = build_tools()
    with out.open("w", encoding="utf-8") as lines:
        for item in pipeline.mark([reports], tools):
            if isinstance(item, Issue):
                print(f"{item.place}: {item.message}")
                continue
            lines.write(export.reading_line(item.report, item.reading))


def figures(reports: Path, out: Path) -> None:
    """The killed and injured of every report, from its claims."""
    tools = build_tools()
    with out.open("w", encoding="utf-8") as lines:
        for item in pipeline.mark([reports], tools):
            if isinstance(item, Issue):
                print(f"{item.place}: {item.message}")
                continue
            counted = counts(item.report.text, item.sheet)
            lines.write(json.dumps({"id": item.report.id, "figures": counted}) + "\n")


def ledger(reports: Path, out: Path, folder: Path) -> None:
    """Every report into one fresh ledger, then the export that a user gets."""
    tools = build_tools()
    with open_ledger(folder / "ledger.sqlite") as opened:
        for item in pipeline.run([reports], opened, tools):
            if isinstance(item, Issue):
                print(f"{item.place}: {item.message}")
        with out.open("w", encoding="utf-8") as lines:
            lines.writelines(export.claims_jsonl(opened))


def main(argv: list[str] | None = None) -> None:
    """Command line of `python -m eval.run`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=["attribution", "figures", "ledger"])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = texts_only(args.gold, folder)
        if args.task == "attribution":
            attribution(reports, args.out)
        elif args.task == "figures":
            figures(reports, args.out)
        else:
            ledger(reports, args.out, folder)


if __name__ == "__main__":
    main()
