"""MUC-4 templates from the network's incident heads: one template for each type of incident told.

What the network says of a string, and of a report, is weighed by two small logistic regressions, one for
fillers and one for types of incident. They are fitted anew on each run, on the reports of MUC-4 train that
training leaves out, so they always fit the weights at hand; no dev or test side is looked at. Their priors,
how often a string that stands in a report fills a slot, come from the other reports of MUC-4 train.
"""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from accordingto.model import Report
from accordingto.read import Network, begin
from accordingto.read.labels import FURTHER, INCIDENT_LAYERS, INCIDENT_TYPES
from accordingto.read.stitch import stitch
from accordingto.read.viterbi import FloatArray
from eval.fillers import Filler, fillers, told
from training.material import kept_out

ACCEPTED = 0.25
"""Probability from which a filler, or a type, is put out. F1 is best at half of what it can reach (Lipton et
al. 2014), so where about 0.5 can be; from 0.2 to 0.35 it makes no difference (cross-validated)."""
PENALTY = {"fillers": 20.0, "types": 5.0}
"""Ridge penalties: the best of 1, 5, 20, 40 and of 1, 2, 5, 10, cross-validated on the held-out reports."""
ROUNDS = 30

Row = dict[str, Any]
Weights = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the network says of one report."""

    id: str
    fillers: tuple[Filler, ...]
    types: FloatArray
    """[incident types], logits."""


def plain(words: str) -> str:
    """Lower case, without punctuation and articles, as the scorer compares mentions."""
    kept = "".join(c for c in words.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", kept).split())


def look(reports: Iterable[Report], network: Network) -> Iterator[Told]:
    """Run the network, a report at a time, and keep what its incident heads say."""
    transitions = network.parameters.further_transitions
    if transitions is None:
        raise SystemExit("muc: these weights carry no incident heads")
    for report in reports:
        begun = begin([report], network)
        tokens, cuts = begun.pieces[0]
        view = stitch(tokens, cuts, begun.outputs, FURTHER.width)
        yield Told(id=report.id, fillers=fillers(report.text, view, transitions), types=told(view))


class Priors:
    """How often a string, or the last word of one, fills a slot of the reports that hold it."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.filled: Counter[tuple[str, str]] = Counter()
        self.held: Counter[str] = Counter()
        texts = []
        for row in rows:
            texts.append(f" {plain(row['text'])} ")
            found = {(role, plain(m["text"])) for t in row["templates"] for role in INCIDENT_LAYERS
                     for entity in t[role] for m in entity}  # fmt: skip
            self.filled.update(found | {(role, _head(words)) for role, words in found})
        starting: dict[str, set[str]] = {}
        for _, words in self.filled:
            starting.setdefault(words.partition(" ")[0], set()).add(words)
        for text in texts:
            self.held.update(_held(text, starting))

    def of(self, role: str, words: str) -> float:
        """The share, drawn towards a tenth where little was seen."""
        return (self.filled[role, words] + 0.3) / (self.held[words] + 3.0)


def _held(text: str, starting: dict[str, set[str]]) -> set[str]:
    """The strings, given by their first word, that a plain text with blanks around it holds."""
    held, at = set(), 1
    for word in text.split():
        held |= {words for words in starting.get(word, ()) if text.startswith(f"{words} ", at)}
        at += len(word) + 1
    return held


def _head(words: str) -> str:
    return words.rpartition(" ")[2]


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


def filler_features(filler: Filler, report: Told, priors: Priors) -> Weights:
    """[1 + 5 + roles]: a constant, probabilities, priors, how surely there is an incident, the role."""
    words = plain(filler.words)
    role = [float(filler.role == name) for name in INCIDENT_LAYERS]
    shares = [filler.best, filler.mean, priors.of(filler.role, words), priors.of(filler.role, _head(words))]
    return np.array([1.0, *map(_logit, shares), float(report.types.max()), *role])


def type_features(report: Told, kind: int) -> Weights:
    """[3 + types]: a constant, the type's logit, what fillers are of the type, and which type it is."""
    evidence = np.log1p(sum(filler.best * filler.types[kind] for filler in report.fillers))
    return np.array([1.0, report.types[kind], evidence, *np.eye(len(INCIDENT_TYPES))[kind]])


def fitted(features: Weights, labels: Weights, penalty: float) -> Weights:
    """Weights of a ridge logistic regression on `features` [n, k], the first of them constant (Newton)."""
    ridge = np.full(features.shape[1], penalty)
    ridge[0] = 1e-3
    weights: Weights = np.zeros(features.shape[1])
    for _ in range(ROUNDS):
        sure = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (sure - labels) + ridge * weights
        bend = (features * (sure * (1 - sure))[:, None]).T @ features + np.diag(ridge)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The two regressions and their priors."""

    priors: Priors
    fillers: Weights
    types: Weights

    def templates(self, report: Told) -> list[dict[str, Any]]:
        """One template for each accepted type, with the accepted fillers that are likeliest of it."""
        kinds = [k for k in range(len(INCIDENT_TYPES)) if self._accepts(self.types, type_features(report, k))]
        kept = [filler for filler in report.fillers
                if self._accepts(self.fillers, filler_features(filler, report, self.priors))]  # fmt: skip
        return [
            {"incident_type": INCIDENT_TYPES[kind]}
            | {
                role: [
                    [f.words] for f in kept if f.role == role and kind == max(kinds, key=f.types.__getitem__)
                ]
                for role in INCIDENT_LAYERS
            }
            for kind in kinds
        ]

    @staticmethod
    def _accepts(weights: Weights, features: Weights) -> bool:
        return bool(features @ weights >= _logit(ACCEPTED))


def weigh(rows: list[Row], reports: list[Told]) -> Weighing:
    """Fit on what is told of the held-out ones of `rows`, which are those of MUC-4 train."""
    priors = Priors(row for row in rows if not kept_out("muc", row["id"]))
    keys = {row["id"]: row["templates"] for row in rows}
    x: dict[str, list[Weights]] = {"fillers": [], "types": []}
    y: dict[str, list[bool]] = {"fillers": [], "types": []}
    for report in reports:
        templates = keys[report.id]
        for filler in report.fillers:
            entities = [entity for t in templates for entity in t[filler.role]]
            x["fillers"].append(filler_features(filler, report, priors))
            y["fillers"].append(any(plain(filler.words) == plain(m["text"]) for e in entities for m in e))
        for kind, name in enumerate(INCIDENT_TYPES):
            x["types"].append(type_features(report, kind))
            y["types"].append(any(name in t["incident_type"] for t in templates))
    weights = {k: fitted(np.array(x[k]), np.array(y[k], np.float64), PENALTY[k]) for k in x}
    return Weighing(priors=priors, fillers=weights["fillers"], types=weights["types"])
