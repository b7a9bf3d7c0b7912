"""One report's windows put together: the network's view of the whole text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

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
from accordingto.read.windows import IntArray, Tokens, Window

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

    `matrix` has shape [tokens, OUTPUTS.width or more]; `nobody` the same width, one row a window: the
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


def stitch(
    tokens: Tokens,
    windows: tuple[Window, ...],
    outputs: Iterable[FloatArray],
    width: int = OUTPUTS.width,
) -> View:
    """Keep of each window's output the first `width` columns of the tokens that it decides about."""
    matrix = np.empty((len(tokens.ids), width), np.float32)
    nobody = np.empty((len(windows), width), np.float32)
    owner = np.empty(len(tokens.ids), np.int64)
    for i, (window, output) in enumerate(zip(windows, outputs, strict=True)):
        own = slice(window.own_first, window.own_last)
        offset = 1 - window.first
        matrix[own] = output[window.own_first + offset : window.own_last + offset, :width]
        nobody[i] = output[0, :width]
        owner[own] = i
    return View(tokens=tokens, matrix=matrix, nobody=nobody, window=owner)


def softmax(scores: FloatArray) -> FloatArray:
    """Probabilities along the last axis."""
    exponent = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: FloatArray = exponent / exponent.sum(axis=-1, keepdims=True)
    return out


def class_of(view: View, name: str, first: int, last: int) -> tuple[str, float]:
    """The most probable class over tokens `[first, last)`, and its mean probability."""
    probabilities = class_probabilities(view, name, first, last)
    best = int(probabilities.argmax())
    return CLASSES[name][best], float(probabilities[best])


def class_probabilities(view: View, name: str, first: int, last: int) -> FloatArray:
    """The mean probability of every class over tokens `[first, last)`, in the order of CLASSES."""
    out: FloatArray = softmax(view.matrix[first:last, OUTPUTS.classes[name]]).mean(axis=0)
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The spans of one layer as arrays, sorted, for scoring many at once."""

    spans: tuple[TokenSpan, ...]
    firsts: IntArray
    lasts: IntArray

    def within(self, low: int, high: int) -> slice:
        """Which spans lie wholly inside tokens `[low, high)`."""
        return slice(
            int(np.searchsorted(self.firsts, low)), int(np.searchsorted(self.lasts, high, side="right"))
        )


def bounds(spans: list[TokenSpan]) -> Bounds:
    """Spans of one layer, which do not overlap and stand in order."""
    return Bounds(
        spans=tuple(spans),
        firsts=np.array([span.first for span in spans], np.int64),
        lasts=np.array([span.last for span in spans], np.int64),
    )


def _sums(values: FloatArray, spans: Bounds, chosen: slice, low: int) -> FloatArray:
    """Sum of `values` (of tokens from `low` on) over each chosen span."""
    total = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    out: FloatArray = (total[spans.lasts[chosen] - low] - total[spans.firsts[chosen] - low]).astype(
        np.float32
    )
    return out


def _reached(view: View, positions: IntArray) -> tuple[int, int]:
    """Tokens `[low, high)` within REACH of the positions."""
    return max(int(positions.min()) - REACH, 0), min(int(positions.max()) + REACH + 1, len(view.matrix))


def pointed(
    view: View, name: str, bias: FloatArray, positions: IntArray, spans: Bounds
) -> tuple[TokenSpan | None, float]:
    """The span that the tokens `positions` [n] point to on average, and its probability.

    None, with the probability of nobody, where nobody is likelier than any one span.
    """
    found, masses, nobody = pointer_masses(view, name, bias, positions, spans)
    if len(masses) and masses.max() > nobody:
        best = int(masses.argmax())
        return found[best], float(masses[best])
    return None, nobody


def pointer_masses(
    view: View, name: str, bias: FloatArray, positions: IntArray, spans: Bounds
) -> tuple[tuple[TokenSpan, ...], FloatArray, float]:
    """The spans that the tokens `positions` [n] may point to, the probability of each, and of nobody."""
    query, key = OUTPUTS.pointers[name]
    low, high = _reached(view, positions)
    q = view.matrix[positions, query] / np.float32(np.sqrt(POINTER_SIZE))
    distance = np.clip(np.arange(low, high)[None] - positions[:, None], -REACH, REACH)
    scores = q @ view.matrix[low:high, key].T + bias[_BUCKETS[distance + REACH]]
    nobody = (q * view.nobody[view.window[positions], key]).sum(axis=1) + bias[NULL_BUCKET]
    probabilities = softmax(np.concatenate([nobody[:, None], scores], axis=1)).mean(axis=0)
    chosen = spans.within(low, high)
    masses = _sums(probabilities[1:], spans, chosen, low)
    return spans.spans[chosen], masses, float(probabilities[0])


def arguments_of(
    view: View, role: MarkLabel, bias: FloatArray, trigger: int, spans: Bounds, within: tuple[int, int]
) -> list[tuple[TokenSpan, float]]:
    """Spans inside tokens `within` with their probability to be an argument of the trigger token."""
    query, key = OUTPUTS.arguments[role]
    low, high = max(within[0], trigger - REACH), min(within[1], trigger + REACH + 1)
    chosen = spans.within(low, high)
    if chosen.start >= chosen.stop:
        return []
    q = view.matrix[trigger, query] / np.float32(np.sqrt(ARGUMENT_SIZE))
    logits = view.matrix[low:high, key] @ q + bias[_BUCKETS[np.arange(low, high) - trigger + REACH]]
    likely = (1 / (1 + np.exp(-logits))).astype(np.float32)
    sums = _sums(likely, spans, chosen, low)
    means = sums / (spans.lasts[chosen] - spans.firsts[chosen])
    return list(zip(spans.spans[chosen], means.tolist(), strict=True))
