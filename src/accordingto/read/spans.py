"""Tag sequences -> spans that a person would mark: whole words, no breaks at the edges."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accordingto.model import MarkLabel
from accordingto.read.labels import LAYERS
from accordingto.read.stitch import TokenSpan, View, softmax
from accordingto.read.viterbi import spans_of
from accordingto.read.windows import SEP


def token_spans(view: View, label: MarkLabel, tags: npt.NDArray[np.int8]) -> list[TokenSpan]:
    """Spans of one layer from its tags [tokens], in order, not overlapping."""
    probabilities = softmax(view.emissions[:, LAYERS.index(label)])
    out: list[TokenSpan] = []
    for tagged_first, tagged_last in spans_of(tags):
        first, last = _whole_words(view, tagged_first, tagged_last)
        first = max(first, out[-1].last) if out else first
        if first >= last:
            continue
        sure = probabilities[np.arange(first, last), tags[first:last]].mean()
        out.append(TokenSpan(label=label, first=first, last=last, confidence=float(sure)))
    return out


def _whole_words(view: View, first: int, last: int) -> tuple[int, int]:
    tokens = view.tokens
    while first > 0 and not tokens.word_start[first]:
        first -= 1
    while last < len(tokens.ids) and not tokens.word_start[last]:
        last += 1
    while first < last and tokens.ids[first] == SEP:
        first += 1
    while last > first and tokens.ids[last - 1] == SEP:
        last -= 1
    return first, last
