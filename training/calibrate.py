"""Fit the calibration of the packaged weights: `python -m training.calibrate`.

Reads the reports that training leaves out (`training.material.kept_out`: of the gold ledger, the invented
reports and PolNeAR), holds every field of every claim against its annotation, and writes
`src/accordingto/data/calibration.json`. Run it whenever the weights change. `--fit-on-all` takes every
report of the train sides, for weights that were trained without leaving any out: such a fit flatters.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from accordingto.config import build_tools
from accordingto.model import Field
from accordingto.pipeline import Read, Tools
from accordingto.reference.calibration import ANY, PACKAGED, Calibration, Curve
from accordingto.resolve import calibrated
from eval.corpora import corpora
from eval.fields import RELATION_FIELDS, Judged, judged, judged_relations, module_at
from eval.run import readings
from training import material
from training.fitting import Fitted, Sample, fit

LEDGER_SETS = ("gold", "invented")
INVENTED = "inv-"
"""What the ids of invented reports begin with."""
SMOOTHING = 10
"""Firings of the average rule that are added to each rule's own: five right of five is not sure."""
FEW = 30
"""Fields with fewer examples of real reports share the curve of all fields."""

RAW = Calibration(
    version="raw",
    rates={},
    curves={str(field): Curve(a=1, b=1, c=0) for field in (*Field, *RELATION_FIELDS)},
)
"""The identity: what comes out is the support of each field."""

Json = dict[str, Any]


def read_ledger_sets(corpora_: Path, tools: Tools, everything: bool) -> list[tuple[Read, list[Json]]]:
    """The reports held out, as the program reads them, with the annotator's claims."""
    rows = [
        row
        for name in LEDGER_SETS
        for row in material.rows(corpora_, name)
        if everything or material.kept_out(name, row["id"])
    ]
    return [(read, row["claims"]) for read, row in zip(readings(rows, tools), rows, strict=True)]


def rates_of(found: Iterable[Judged]) -> dict[str, dict[str, float]]:
    """Of each rule without a measure of its own: how often it is right where what it rests on is."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for one in found:
        if one.given and one.evidence.confidence is None and one.evidence.field is not None:
            for rule in (one.evidence.rule, ANY):
                counts[one.evidence.field][rule][0] += one.right
                counts[one.evidence.field][rule][1] += 1
    out: dict[str, dict[str, float]] = {}
    for field, rules in sorted(counts.items()):
        right, all_ = rules[ANY]
        average = (right + 1) / (all_ + 2)
        out[str(field)] = {
            rule: round((r + SMOOTHING * average) / (n + SMOOTHING), 4)
            for rule, (r, n) in sorted(rules.items())
        }
    return out


def samples_of(found: Iterable[Judged]) -> dict[str, list[Sample]]:
    """The examples of every field, its support being what the identity gave."""
    out: dict[str, list[Sample]] = defaultdict(list)
    for one in found:
        support = one.evidence.calibrated
        assert support is not None
        real = not one.report.startswith(INVENTED)
        out[str(one.evidence.field)].append(
            Sample(report=one.report, sure=support, right=one.right, real=real)
        )
    return out


def fitted(samples: dict[str, list[Sample]]) -> dict[str, Fitted]:
    """A curve for every field, that of all together where there are too few examples."""
    pooled = fit([one for field in Field for one in samples.get(str(field), [])])
    names = [str(field) for field in (*Field, *RELATION_FIELDS)]
    return {
        name: fit(samples[name])
        if sum(s.real for s in samples.get(name, [])) >= FEW
        else replace(pooled, kind=f"{pooled.kind} of all fields")
        for name in names
    }


def _share(samples: list[Sample]) -> str:
    return f"{sum(s.right for s in samples) / len(samples):7.3f}" if samples else f"{'':7}"


def table(samples: dict[str, list[Sample]], curves: dict[str, Fitted]) -> str:
    """What was fitted on, and the log loss of each kind of curve on real reports left out of its fit."""
    kinds = list(next(iter(curves.values())).losses)
    heads = "".join(f"{kind:>10}" for kind in kinds)
    lines = [f"{'field':18}{'real':>6}{'right':>7}{'invented':>10}{'right':>7}  {'curve':22}{heads}"]
    for name, one in curves.items():
        real, invented = ([s for s in samples.get(name, []) if s.real is which] for which in (True, False))
        losses = "".join(f"{one.losses[kind]:10.4f}" if kind in one.losses else f"{'':10}" for kind in kinds)
        counts = f"{len(real):6}{_share(real)}{len(invented):10}{_share(invented)}"
        lines.append(f"{name:18}{counts}  {one.kind:22}{losses}")
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> None:
    """Command line: fit, print the table, write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=PACKAGED)
    parser.add_argument("--fit-on-all", action="store_true", help="every report, not only those held out")
    args = parser.parse_args(argv)
    folder = corpora()
    if folder is None:
        raise SystemExit("calibrate: no corpora at ACCORDINGTO_CORPORA (default ../shared)")
    scorer = module_at(folder / "gold" / "score_ledger.py")
    tools = replace(build_tools(), calibration=RAW)
    ledger = read_ledger_sets(folder, tools, args.fit_on_all)
    rates = rates_of(one for read, gold in ledger for one in judged(read, gold, scorer))
    rated = replace(RAW, rates=rates)
    again = ((replace(read, sheet=calibrated(read.sheet, rated)), gold) for read, gold in ledger)
    samples = samples_of(one for read, gold in again for one in judged(read, gold, scorer))
    polnear = [row for row in material.rows(folder, "polnear") if material.kept_out("polnear", row["id"])]
    relations = module_at(folder / "benchmarks" / "score.py")
    for read, row in zip(readings(polnear, tools), polnear, strict=True):
        for name, sure, right in judged_relations(read, row, relations):
            samples.setdefault(name, []).append(Sample(report=read.report.id, sure=sure, right=right))
    curves = fitted(samples)
    print(table(samples, curves))
    stored = {
        "reader": tools.network.version,
        "reports": {"ledger": len(ledger), "polnear": len(polnear)},
        "rates": rates,
        "curves": {
            name: {"a": one.curve.a, "b": one.curve.b, "c": one.curve.c} for name, one in curves.items()
        },
    }
    args.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {args.out} for {tools.network.version}")


if __name__ == "__main__":
    main()
