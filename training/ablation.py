"""What each set brought: `python -m training.ablation --out runs/ablation [--start CHECKPOINT]`.

The same short training without one set at a time, or without the noise, each measured on the dev sides by
the program itself. One JSON line a run goes to `results.jsonl`; runs that stand there are not made again.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from eval import corpora, gate, run
from training.export import exported
from training.train import RECIPE, Run, Stage, arguments

HELPING = ("tempeval", "wikiwars", "ecb", "plv")
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "invented": ("invented",),
    "muc": ("muc",),
    "times, mentions, coded sentences": HELPING,
    "polnear": ("polnear",),
    "gold": ("gold",),
}
MEASURED = (
    ("attribution", "benchmarks/polnear/dev.jsonl.gz"),
    ("ledger", "gold/dev.jsonl"),
)


def short(scale: float) -> Stage:
    """The recipe's stage that sees every set and every noise, one epoch, each set cut to a share."""
    stage = next(stage for stage in RECIPE if stage.name == "narrow")
    repeats = {name: scale * times for name, times in stage.repeats.items()}
    return replace(stage, name="short", epochs=1, repeats=repeats)


def trials(scale: float) -> Iterator[tuple[str, Stage]]:
    """What is left out, and the stage without it."""
    stage = short(scale)
    for name, sets in LEFT_OUT.items():
        yield name, replace(stage, repeats={k: v for k, v in stage.repeats.items() if k not in sets})
    yield "noise", replace(stage, noise=0.0, clutter=0.0)


def measured(weights: Path, folder: Path) -> dict[str, float]:
    """Every figure of the dev sides with some weights."""
    figures: dict[str, float] = {}
    for task, name in MEASURED:
        gold = folder / name
        with tempfile.TemporaryDirectory() as place:
            predictions = Path(place) / "predictions.jsonl"
            run.predict(task, gold, predictions, weights)
            scores: dict[str, Any] = corpora.score(folder, task, gold, predictions)
        figures |= {f"{task} {figure}": round(gate.f1_of(value), 1) for figure, value in scores.items()}
    return figures


def main() -> None:
    """Command line of `python -m training.ablation`."""
    parser = arguments(__doc__)
    parser.add_argument("--scale", type=float, default=0.5, help="share of the narrow stage")
    args: argparse.Namespace = parser.parse_args()
    out, folder = Path(args.out), Path(args.corpora)
    out.mkdir(parents=True, exist_ok=True)
    results = out / "results.jsonl"
    done = {json.loads(line)["without"] for line in results.open()} if results.exists() else set()
    for name, stage in trials(args.scale):
        if name in done:
            continue
        one = argparse.Namespace(**(vars(args) | {"out": str(out / name.replace(", ", "-"))}))
        Run(one, (stage,))()
        weights = exported(Path(one.out) / "short.pt", Path(args.base), Path(one.out))
        row = {"without": name, "scale": args.scale, "start": args.start, **measured(weights, folder)}
        with results.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
