"""Who fills the slots of a report's incidents, string by string: the network's incident layers read.

No claim rests on these layers, so reading does not decode them. The keys of MUC-4 name strings and not
places, so training marked every whole-word occurrence of a filler's words; here, too, a string is judged
by all its occurrences, each with its exact probability under the layer's CRF to be a span.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accordingto.read.labels import FURTHER, FURTHER_LAYERS, INCIDENT_LAYERS, TAGS
from accordingto.read.stitch import View, softmax
from accordingto.read.viterbi import ALLOWED, END, START, FloatArray

LOWEST = 0.02
"""Probability from which a string is a candidate at all; more than nine in ten that do not reach it at any
occurrence are no fillers."""
LONGEST = 16
"""Wordpieces of the longest filler looked for."""
O, B, I, E, S = range(len(TAGS))  # noqa: E741 - the names of the tags


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """A string that may fill a slot, with what its occurrences say."""

    role: str
    words: str
    best: float
    """Probability of its surest occurrence to be a span of the role."""
    mean: float
    """The mean over all its whole-word occurrences."""
    types: FloatArray
    """[incident types]: whose filler it is, the occurrences weighted by their probability."""


class Lattice:
    """Exact span probabilities of CRF layers: `emissions` [tokens, layers, tags], tokens at least one."""

    def __init__(self, emissions: FloatArray, transitions: FloatArray) -> None:
        self.emissions = emissions.astype(np.float64)
        self.step = transitions.astype(np.float64) + ALLOWED
        self.forward = np.empty_like(self.emissions)
        self.backward = np.empty_like(self.emissions)
        self.forward[0] = self.emissions[0] + START
        for at in range(1, len(emissions)):
            reached = self.forward[at - 1][:, :, None] + self.step
            self.forward[at] = np.logaddexp.reduce(reached, axis=1) + self.emissions[at]
        self.backward[-1] = END
        for at in range(len(emissions) - 2, -1, -1):
            onward = self.step + (self.emissions[at + 1] + self.backward[at + 1])[:, None, :]
            self.backward[at] = np.logaddexp.reduce(onward, axis=2)
        self.total = np.logaddexp.reduce(self.forward[-1] + END, axis=1)

    def tag_probabilities(self) -> FloatArray:
        """[tokens, layers, tags]."""
        out: FloatArray = np.exp(self.forward + self.backward - self.total[None, :, None])
        return out

    def span(self, layer: int, first: int, last: int) -> float:
        """Probability that tokens `[first, last)` are one span of the layer."""
        tags = [S] if last - first == 1 else [B, *[I] * (last - first - 2), E]
        score = self.forward[first, layer, tags[0]] + self.backward[last - 1, layer, tags[-1]]
        for at, (before, tag) in enumerate(itertools.pairwise(tags), start=first + 1):
            score += self.step[layer, before, tag] + self.emissions[at, layer, tag]
        return float(np.exp(score - self.total[layer]))


def told(view: View) -> FloatArray:
    """[incident types]: the greatest logit, over the windows, that an incident of the type is told."""
    if not len(view.nobody):
        return np.full(FURTHER.incidents.stop - FURTHER.incidents.start, -10.0, np.float32)
    out: FloatArray = view.nobody[:, FURTHER.incidents].max(axis=0)
    return out


def fillers(text: str, view: View, transitions: FloatArray) -> tuple[Filler, ...]:
    """Every string of a report that some occurrence makes a candidate for a slot.

    Args:
        text: the report's.
        view: its view, kept with the further columns (`stitch(..., FURTHER.width)`).
        transitions: [further layers, tags, tags].
    """
    if not len(view.matrix):
        return ()
    shape = (len(view.matrix), len(FURTHER_LAYERS), len(TAGS))
    roles = len(INCIDENT_LAYERS)
    lattice = Lattice(view.matrix[:, FURTHER.tags].reshape(shape)[:, :roles], transitions[:roles])
    tags, types = lattice.tag_probabilities(), softmax(view.matrix[:, FURTHER.filler])
    out = []
    for layer, role in enumerate(INCIDENT_LAYERS):
        found: dict[str, set[tuple[int, int]]] = {}
        for first, last in _likely(view, tags[:, layer]):
            if lattice.span(layer, first, last) >= LOWEST:
                words = text[view.tokens.starts[first] : view.tokens.ends[last - 1]]
                found.setdefault(words, set()).add((first, last))
        for words, seen in found.items():
            places = sorted(seen | set(_occurrences(text, view, words)))
            sure = np.array([lattice.span(layer, *place) for place in places])
            means = np.array([types[first:last].mean(axis=0) for first, last in places])
            shares = (sure[:, None] * means).sum(axis=0) / sure.sum()
            best, mean = float(sure.max()), float(sure.mean())
            out.append(Filler(role=role, words=words, best=best, mean=mean, types=shares))
    return tuple(out)


def _likely(view: View, tags: FloatArray) -> Iterator[tuple[int, int]]:
    """Whole-word token spans that begin and end where one layer's tags [tokens, tags] allow it."""
    starts = view.tokens.word_start
    begins = np.flatnonzero((tags[:, B] + tags[:, S] >= LOWEST) & starts)
    ends = np.append(starts[1:], True) & (tags[:, E] + tags[:, S] >= LOWEST)
    for first in begins.tolist():
        for last in (np.flatnonzero(ends[first : first + LONGEST]) + first + 1).tolist():
            yield first, last


def _occurrences(text: str, view: View, words: str) -> Iterator[tuple[int, int]]:
    """Token spans of a string's whole-word occurrences."""
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        first = int(np.searchsorted(view.tokens.ends, match.start(), side="right"))
        last = int(np.searchsorted(view.tokens.starts, match.end(), side="left"))
        if (
            first < last
            and view.tokens.starts[first] == match.start()
            and view.tokens.ends[last - 1] == match.end()
        ):
            yield first, last
