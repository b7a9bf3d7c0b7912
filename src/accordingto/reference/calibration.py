"""How often the reader is right when it is so sure: the packaged calibration as a frozen lookup.

`training/calibrate.py` writes `data/calibration.json` from reports that the weights were not trained on.
It belongs to exactly one weights file; for any other nothing is known, and confidences stay None.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from accordingto.errors import ModelError
from accordingto.model import Evidence

PACKAGED = Path(__file__).parent.parent / "data" / "calibration.json"
EDGE = 1e-4
"""Nothing is surer than this, before and after: the maps are fitted on some thousand values."""
ANY = "*"
"""Key of a rule that no report held out fired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Beta calibration, `ln q/(1-q) = a ln p - b ln(1-p) + c`, which rises where a and b are positive.

    Kull, Silva Filho and Flach, "Beta calibration" (AISTATS 2017). With `a = b` it is Platt scaling of
    the logit, with both 0 a constant.
    """

    a: float
    b: float
    c: float

    def __call__(self, sure: float) -> float:
        """The probability of being right, for a probability in [0, 1]."""
        p = min(max(sure, EDGE), 1 - EDGE)
        logit = self.a * math.log(p) - self.b * math.log1p(-p) + self.c
        q = 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0
        return min(max(q, EDGE), 1 - EDGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Curves by field, and for rules that have no measure of their own, how often each is right."""

    version: str
    """Part of what is written beside every claim: other curves, other confidences."""
    rates: Mapping[str, Mapping[str, float]]
    """Field -> rule -> share right where what the field rests on is right."""
    curves: Mapping[str, Curve]

    def own(self, evidence: Evidence) -> float:
        """What the head or rule says by itself; where a rule has no measure, its share right."""
        if evidence.confidence is not None:
            return evidence.confidence
        rates = self.rates.get(str(evidence.field), {})
        return rates.get(evidence.rule, rates.get(ANY, 1.0))

    def probability(self, field: str, support: float, /) -> float | None:
        """The probability that a field is right whose support is `support`; None where nothing is known."""
        curve = self.curves.get(str(field))
        return None if curve is None else round(curve(support), 4)


UNCALIBRATED = Calibration(version="uncalibrated", rates={}, curves={})
"""For weights that no calibration belongs to."""


def calibration_of(reader: str, path: Path = PACKAGED) -> Calibration:
    """The calibration of the weights whose version is `reader`; UNCALIBRATED where it is of others.

    Raises ModelError when the file is missing or damaged.
    """
    try:
        content = path.read_bytes()
        stored = json.loads(content)
        if stored["reader"] != reader:
            return UNCALIBRATED
        return Calibration(
            version="calibration-" + hashlib.sha256(content).hexdigest()[:8],
            rates=stored["rates"],
            curves={field: Curve(**stored["curves"][field]) for field in stored["curves"]},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"the reader's calibration {path} is missing or damaged: install the package again"
        ) from error
