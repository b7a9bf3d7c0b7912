"""Hold the shipped program to its floors: `python -m eval.gate`.

`baseline.json` names, for each gold file, its hash and the lowest F1 allowed of each figure. Where the
corpora are not there, the gate says so and passes. `--pin` raises floors to what was measured now;
a floor is lowered only with `--lower "REASON"`, which is written down beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from eval import corpora, run

BASELINE = Path(__file__).parent / "baseline.json"
MARGIN = 0.3
"""Points below the measured figure at which a floor is pinned: processors round differently."""


def f1_of(value: Any) -> float:
    """The F1 of a scorer's figure, in percent."""
    if isinstance(value, dict):
        return 100 * float(value["f1"])
    return float(value[2]) if isinstance(value, list) else float(value)


def measure(folder: Path, task: str, gold: Path) -> dict[str, float]:
    """Every figure that the scorer gives for a fresh run."""
    with tempfile.TemporaryDirectory() as name:
        predictions = Path(name) / "predictions.jsonl"
        run.main([task, str(gold), "--out", str(predictions)])
        scores = corpora.score(folder, task, gold, predictions)
    return {figure: round(f1_of(value), 1) for figure, value in scores.items()}


def broken(entry: dict[str, Any], measured: dict[str, float]) -> list[str]:
    """Sentences for every floor that is not met."""
    return [
        f"{entry['task']} {entry['gold']}: {figure} is {measured.get(figure)}, its floor is {floor}"
        for figure, floor in entry["floors"].items()
        if measured.get(figure, -1.0) < floor
    ]


def pin(entry: dict[str, Any], measured: dict[str, float], reason: str | None) -> None:
    """Move floors to the measured figures; downwards only with a reason."""
    for figure, floor in list(entry["floors"].items()):
        new = round(measured[figure] - MARGIN, 1)
        if new > floor:
            entry["floors"][figure] = new
        elif new < floor and measured[figure] < floor and reason:
            entry["floors"][figure] = new
            entry.setdefault("lowered", []).append(
                {"figure": figure, "from": floor, "to": new, "reason": reason}
            )


def main(argv: list[str] | None = None) -> int:
    """Command line; returns the exit code: 0 all floors met, 1 not, 2 the corpus is another one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--lower", metavar="REASON")
    args = parser.parse_args(argv)
    folder = corpora.corpora()
    if folder is None:
        print("gate: no corpora at ACCORDINGTO_CORPORA (default ../shared); nothing was measured")
        return 0
    baseline: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
    failures: list[str] = []
    for entry in baseline["entries"]:
        gold = folder / entry["gold"]
        if corpora.sha256(gold) != entry["sha256"]:
            print(f"gate: {entry['gold']} is not the file that its floors were measured on")
            return 2
        measured = measure(folder, entry["task"], gold)
        print(entry["task"], entry["gold"], json.dumps(measured))
        if args.pin or args.lower:
            pin(entry, measured, args.lower)
        failures += broken(entry, measured)
    if args.pin or args.lower:
        BASELINE.write_text(json.dumps(baseline, indent=2) + "\n", encoding="utf-8")
    print("\n".join(failures) or "gate: every floor is met")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
