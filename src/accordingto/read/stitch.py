"""One report's windows put together: the network's view of the whole text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from accordingto.model import MarkLabel, Span
from accordingto.read.labels import (
    ARGUMENT_SIZE,
    CLASSES,
    LAYERS,
    NULL_BUCKET,
    OUTPUTS,
    POINTER_SIZE,
    TAGS,
    distance_bucket,
)
from accordingto.read.viterbi import FloatArray
from accordingto.read.windows import CLS, SEP, IntArray, Tokens, Window

REACH = 320
"""How far a token may point, in tokens: the network never saw more at once."""

_BUCKETS = np.array([distance_bucket(d) for d in range(-REACH, REACH + 1)], np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSpan:
    """Tokens `[first, last)` with a label and the mean probability of their tags."""

    label: MarkLabel
    first: int
    last: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the network says about every token of one report.

    `matrix` has shape [tokens, OUTPUTS.width]; `nobody` the same width, one row a window: the
    output at its [CLS], the target of pointers that point to nobody. `window[i]` is token i's window.
    """

    tokens: Tokens
    matrix: FloatArray
    nobody: FloatArray
    window: IntArray

    @property
    def emissions(self) -> FloatArray:
        """[tokens, layers, tags]."""
        return self.matrix[:, OUTPUTS.tags].reshape(-1, len(LAYERS), len(TAGS))

    def span(self, first: int, last: int) -> Span:
        """Characters of tokens `[first, last)`, breaks at the edges left out."""
        return Span(start=int(self.tokens.starts[first]), end=int(self.tokens.ends[last - 1]))


def inputs(tokens: Tokens, window: Window) -> tuple[IntArray, IntArray]:
    """Ids and segments [tokens + 2] of a window, with [CLS] before and [SEP] behind."""
    ids = np.concatenate([[CLS], tokens.ids[window.first : window.last], [SEP]])
    segments = np.concatenate([[0], tokens.headline[window.first : window.last], [0]])
    return ids.astype(np.int64), segments.astype(np.int64)


def stitch(tokens: Tokens, windows: tuple[Window, ...], outputs: Iterable[FloatArray]) -> View:
    """Keep of each window's output the tokens that it decides about."""
    matrix = np.empty((len(tokens.ids), OUTPUTS.width), np.float32)
    nobody = np.empty((len(windows), OUTPUTS.width), np.float32)
    owner = np.empty(len(tokens.ids), np.int64)
    for i, (window, output) in enumerate(zip(windows, outputs, strict=True)):
        own = slice(window.own_first, window.own_last)
        offset = 1 - window.first
        matrix[own] = output[window.own_first + offset : window.own_last + offset]
        nobody[i] = output[0]
        owner[own] = i
    return View(tokens=tokens, matrix=matrix, nobody=nobody, window=owner)


def softmax(scores: FloatArray) -> FloatArray:
    """Probabilities along the last axis."""
    exponent = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: FloatArray = exponent / exponent.sum(axis=-1, keepdims=True)
    return out


def class_of(view: View, name: str, first: int, last: int) -> tuple[str, float]:
    """The most probable class over tokens `[first, last)`, and its mean probability."""
    probabilities = softmax(view.matrix[first:last, OUTPUTS.classes[name]]).mean(axis=0)
    best = int(probabilities.argmax())
    return CLASSES[name][best], float(probabilities[best])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointing:
    """Where tokens point on average: probability of nobody, and of each token from `offset` on."""

    nobody: float
    tokens: FloatArray
    offset: int

    def mass(self, first: int, last: int) -> float:
        """Probability that the target is one of tokens `[first, last)`."""
        low, high = max(first - self.offset, 0), max(last - self.offset, 0)
        return float(self.tokens[low:high].sum())


def point(view: View, name: str, bias: FloatArray, sources: IntArray) -> Pointing:
    """The mean pointer distribution of the tokens `sources` [n], over tokens within REACH."""
    query, key = OUTPUTS.pointers[name]
    low = max(int(sources.min()) - REACH, 0)
    high = min(int(sources.max()) + REACH + 1, len(view.matrix))
    q = view.matrix[sources, query] / np.float32(np.sqrt(POINTER_SIZE))
    distance = np.arange(low, high)[None] - sources[:, None]
    scores = q @ view.matrix[low:high, key].T + bias[_BUCKETS[np.clip(distance, -REACH, REACH) + REACH]]
    scores[np.abs(distance) > REACH] = -1e4
    nobody = (q * view.nobody[view.window[sources], key]).sum(axis=1) + bias[NULL_BUCKET]
    probabilities = softmax(np.concatenate([nobody[:, None], scores], axis=1)).mean(axis=0)
    return Pointing(nobody=float(probabilities[0]), tokens=probabilities[1:], offset=low)


def argument_scores(
    view: View, role: MarkLabel, bias: FloatArray, trigger: int, spans: list[TokenSpan]
) -> list[float]:
    """Probability of each span to be an argument of the trigger at a token; 0 beyond REACH."""
    query, key = OUTPUTS.arguments[role]
    q = view.matrix[trigger, query] / np.float32(np.sqrt(ARGUMENT_SIZE))
    out = []
    for span in spans:
        at: npt.NDArray[np.int64] = np.arange(span.first, span.last)
        distance = at - trigger
        if abs(int(distance[0])) > REACH or abs(int(distance[-1])) > REACH:
            out.append(0.0)
            continue
        logits = view.matrix[at, key] @ q + bias[_BUCKETS[distance + REACH]]
        out.append(float((1 / (1 + np.exp(-logits))).mean()))
    return out
