"""Fits a curve from how sure the reader is to how often it is right.

Candidates, from stiff to supple: a constant; Platt scaling of the logit; beta calibration; each fitted on
real reports alone, and on invented ones too. The one with the least log loss over real reports that it was
not fitted on is taken: real reports are what the program is for. Isotonic steps were tried and lost
(docs/method.md, "Calibration").
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from accordingto.reference.calibration import EDGE, Curve

Floats = npt.NDArray[np.float64]

FOLDS = 5
WIDER = "+"
"""Behind the name of a kind: fitted on invented reports too."""
PRIOR = 1.0
"""Weight that pulls towards the identity (a = b = 1, c = 0), in examples: thirty weapons decide little."""
STEPS = 50
TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One field of one claim: how sure the reader is, and whether it is right."""

    report: str
    sure: float
    right: bool
    real: bool = True
    """Whether the report is one that an outlet published, not an invented one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """The curve that was taken, with the log loss that each kind had over reports left out of its fit."""

    kind: str
    curve: Curve
    losses: dict[str, float]
    """By kind, `+` where it is fitted on invented reports too."""


def fit(samples: Sequence[Sample]) -> Fitted:
    """The curve of the kind that does best on real reports left out, fitted on all that kind may see."""
    kinds = [kind + more for more in (("", WIDER) if _has_invented(samples) else ("",)) for kind in KINDS]
    losses = {kind: _left_out(samples, kind) for kind in kinds}
    # A kind must win by a thousandth to be preferred to a stiffer one.
    best = min(kinds, key=lambda kind: round(losses[kind], 3))
    return Fitted(kind=best, curve=_fitted(samples, best), losses=losses)


def _has_invented(samples: Sequence[Sample]) -> bool:
    return any(not one.real for one in samples)


def log_loss(curve: Curve, samples: Sequence[Sample]) -> float:
    """Mean negative log likelihood, in nats."""
    likely = [curve(one.sure) if one.right else 1 - curve(one.sure) for one in samples]
    return float(-np.log(np.clip(likely, EDGE, 1)).mean())


def _left_out(samples: Sequence[Sample], kind: str) -> float:
    """Log loss over five parts of the real reports, each judged by a curve fitted on all the others."""
    total, judged = 0.0, 0
    for number in range(FOLDS):
        part = [one for one in samples if one.real and _fold(one.report) == number]
        others = [one for one in samples if not one.real or _fold(one.report) != number]
        if part:
            total += len(part) * log_loss(_fitted(others, kind), part)
            judged += len(part)
    return total / judged


def _fold(report: str) -> int:
    return int(hashlib.sha256(f"fold {report}".encode()).hexdigest()[:8], 16) % FOLDS


def _fitted(samples: Sequence[Sample], kind: str) -> Curve:
    seen = [one for one in samples if one.real or kind.endswith(WIDER)]
    return KINDS[kind.removesuffix(WIDER)](
        np.clip([one.sure for one in seen], EDGE, 1 - EDGE), np.array([one.right for one in seen], float)
    )


def _constant(_sure: Floats, right: Floats) -> Curve:
    """The share that is right, one right and one wrong added (Laplace)."""
    share = (right.sum() + 1) / (len(right) + 2)
    return Curve(a=0.0, b=0.0, c=float(np.log(share / (1 - share))))


def _platt(sure: Floats, right: Floats) -> Curve:
    slope, level = _logistic(np.log(sure / (1 - sure))[:, None], right)
    return Curve(a=slope, b=slope, c=level)


def _beta(sure: Floats, right: Floats) -> Curve:
    """Both slopes, or only the one that rises, as Kull et al. have it: the other makes the curve fall."""
    low, high = np.log(sure), -np.log1p(-sure)
    a, b, c = _logistic(np.stack([low, high], axis=1), right)
    if a < 0:
        b, c = _logistic(high[:, None], right)
        return Curve(a=0.0, b=max(b, 0.0), c=c)
    if b < 0:
        a, c = _logistic(low[:, None], right)
        return Curve(a=max(a, 0.0), b=0.0, c=c)
    return Curve(a=a, b=b, c=c)


KINDS = {"constant": _constant, "platt": _platt, "beta": _beta}


def _logistic(features: Floats, right: Floats) -> tuple[float, ...]:
    """Slopes of `features` [n, k] and the level: Newton's method with halved steps, prior (1, ..., 1, 0)."""
    design = np.concatenate([features, np.ones((len(features), 1))], axis=1)
    centre = np.concatenate([np.ones(features.shape[1]), [0.0]])

    def cost(weights: Floats) -> float:
        logits = design @ weights
        prior = 0.5 * PRIOR * np.square(weights - centre).sum()
        return float((np.logaddexp(0, logits) - right * logits).sum() + prior)

    weights = centre.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (p - right) + PRIOR * (weights - centre)
        hessian = (design * (p * (1 - p))[:, None]).T @ design + PRIOR * np.eye(len(centre))
        step = np.linalg.solve(hessian, gradient)
        while cost(weights - step) > cost(weights) and np.abs(step).max() > TINY:
            step = step / 2
        weights = weights - step
        if np.abs(step).max() <= TINY:
            break
    return tuple(round(float(value), 6) for value in weights)
