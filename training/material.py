"""What the reader is trained on: the train sides of the corpora and the invented reports, as examples.

Of each set, the reports that `held_out` names are kept for calibration and thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from eval.corpora import rows_of
from training.data import Example, gold_example, held_out, polnear_example
from training.further import ecb_example, muc_example, plv_example, time_example
from training.invented import invented_rows

Make = Callable[[dict[str, Any], Tokenizer], Example]

FILES: dict[str, tuple[str, Make]] = {
    "polnear": ("benchmarks/polnear/train.jsonl.gz", polnear_example),
    "gold": ("gold/train.jsonl", gold_example),
    "muc": ("benchmarks/muc4/train.jsonl.gz", muc_example),
    "tempeval": ("benchmarks/timex/tempeval3.train.jsonl.gz", time_example),
    "wikiwars": ("benchmarks/timex/wikiwars.train.jsonl.gz", time_example),
    "ecb": ("benchmarks/ecbplus/train.jsonl.gz", ecb_example),
    "plv": ("benchmarks/plv/train.jsonl.gz", plv_example),
}
ONE_IN = {"polnear": 24, "ecb": 10**9, "plv": 10**9}
"""One report in twelve is held out, but of these: PolNeAR is large, the last two are not measured."""


def rows(corpora: Path, name: str) -> Iterable[dict[str, Any]]:
    """Every document of a set, those held out included."""
    return invented_rows() if name == "invented" else rows_of(corpora / FILES[name][0])


def kept_out(name: str, report_id: str) -> bool:
    """Whether a document of a set is not trained on."""
    return held_out(report_id, ONE_IN.get(name, 12))


def examples(corpora: Path, name: str, tokenizer: Tokenizer, limit: int = 0) -> list[Example]:
    """The examples of a set that are trained on; the first `limit` of them for a trial."""
    make = gold_example if name == "invented" else FILES[name][1]
    taken = [make(r, tokenizer) for r in rows(corpora, name) if not kept_out(name, r["id"])]
    return taken[: limit or None]
