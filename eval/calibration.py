"""How often the program is right when it is so sure: `python -m eval.calibration`.

Holds every field of every claim on gold dev, and PolNeAR dev's sources, cues and contents, against the
annotation, prints the expected calibration error of each field before and after calibration, and draws
`docs/reliability.svg`. Before is the network's own probability; a rule without a measure has none.

The error is that of Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (ICML 2017):
the mean over bins, by their share of the values, of the distance between the mean confidence and the share
that is right. The bins are of equal mass (Nguyen and O'Connor, EMNLP 2015): ten, or one for every ten
values where a field has fewer than a hundred. Such a measure is never 0 on few values, even of a perfect
confidence: `chance` is what it would come to if each value were right as often as the calibrated
confidence says (mean of 200 draws).
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean

from accordingto.config import build_tools
from accordingto.model import Field
from accordingto.pipeline import Tools
from accordingto.reference.calibration import UNCALIBRATED
from eval.corpora import ROOT, corpora, rows_of
from eval.diagram import Panel, Point, panels
from eval.fields import RELATION_FIELDS, judged, judged_relations, module_at
from eval.run import readings

BINS = 10
DRAWS = 200
PICTURE = ROOT / "docs" / "reliability.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One field of one claim: the network's own probability, the calibrated one, and whether it is right."""

    before: float | None
    after: float
    right: bool


Pairs = list[tuple[float, bool]]


def bins(pairs: Pairs) -> list[Point]:
    """Mean confidence, share right and count of bins of equal mass, least sure first."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    number = max(min(BINS, len(ordered) // 10), 1)
    cuts = [round(i * len(ordered) / number) for i in range(number + 1)]
    parts = [ordered[low:high] for low, high in pairwise(cuts) if high > low]
    return [(mean(sure for sure, _ in part), mean(right for _, right in part), len(part)) for part in parts]


def error(pairs: Pairs) -> float:
    """Expected calibration error, in [0, 1]."""
    return sum(count * abs(sure - right) for sure, right, count in bins(pairs)) / len(pairs)


def by_chance(sures: list[float]) -> float:
    """The error of a confidence that is exactly right, on as many values."""
    draw = random.Random(0)
    return mean(error([(sure, draw.random() < sure) for sure in sures]) for _ in range(DRAWS))


def measured(folder: Path, tools: Tools) -> dict[str, list[Value]]:
    """Every field's values on the dev sides."""
    out: dict[str, list[Value]] = defaultdict(list)
    gold = list(rows_of(folder / "gold" / "dev.jsonl"))
    scorer = module_at(folder / "gold" / "score_ledger.py")
    for read, row in zip(readings(gold, tools), gold, strict=True):
        for one in judged(read, row["claims"], scorer):
            sure = one.evidence.calibrated
            assert sure is not None
            value = Value(before=one.evidence.confidence, after=sure, right=one.right)
            out[str(one.evidence.field)].append(value)
    polnear = list(rows_of(folder / "benchmarks" / "polnear" / "dev.jsonl.gz"))
    relations = module_at(folder / "benchmarks" / "score.py")
    for read, row in zip(readings(polnear, tools), polnear, strict=True):
        for name, own, right in judged_relations(read, row, relations):
            after = tools.calibration.probability(name, own)
            assert after is not None
            out[name].append(Value(before=own, after=after, right=right))
    return {name: out[name] for name in (*map(str, Field), *RELATION_FIELDS) if name in out}


def own_and_calibrated(values: list[Value]) -> tuple[Pairs, Pairs]:
    """The pairs before calibration, of those that have a probability of their own, and after."""
    before = [(one.before, one.right) for one in values if one.before is not None]
    return before, [(one.after, one.right) for one in values]


def row(name: str, values: list[Value]) -> str:
    """A line of the table in docs/method.md."""
    before, after = own_and_calibrated(values)
    own = f"{100 * mean(s for s, _ in before):.1f} | {100 * error(before):.1f}" if before else " | "
    return (
        f"| `{name}` | {len(values)} | {100 * mean(one.right for one in values):.1f} | {own} "
        f"| {100 * mean(s for s, _ in after):.1f} | {100 * error(after):.1f} "
        f"| {100 * by_chance([s for s, _ in after]):.1f} |"
    )


def panel(before: Pairs, after: Pairs) -> Panel:
    """The bins of a field, and its errors in per cent."""
    own = f"{100 * error(before):.0f} % → " if before else ""
    note = f"error {own}{100 * error(after):.0f} %"
    return Panel(before=bins(before) if before else [], after=bins(after), note=note)


HEAD = (
    "| field | values | right | mean before | error before | mean after | error after | chance |\n"
    "|---|---|---|---|---|---|---|---|"
)


def main(argv: list[str] | None = None) -> None:
    """Command line: print the table in per cent, draw the picture."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--svg", type=Path, default=PICTURE)
    args = parser.parse_args(argv)
    folder = corpora()
    if folder is None:
        raise SystemExit("calibration: no corpora at ACCORDINGTO_CORPORA (default ../shared)")
    tools = build_tools()
    if tools.calibration == UNCALIBRATED:
        raise SystemExit("calibration: the weights have none; run python -m training.calibrate")
    found = measured(folder, tools)
    print(HEAD)
    for name, values in found.items():
        print(row(name, values))
    drawn = {name: panel(*own_and_calibrated(values)) for name, values in found.items()}
    args.svg.write_text(panels(drawn), encoding="utf-8")
    print(f"\nwrote {args.svg} for {tools.network.version}, {tools.calibration.version}")


if __name__ == "__main__":
    main()
