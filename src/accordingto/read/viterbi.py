"""The best tag sequences under the reader's CRF layers, for many texts at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from accordingto.read.labels import LAYERS, TAGS

FloatArray = npt.NDArray[np.float32]

_FOLLOWS = {"O": "OBS", "B": "IE", "I": "IE", "E": "OBS", "S": "OBS"}
_MAY_START = "OBS"
_MAY_END = "OES"
IMPOSSIBLE = np.float32(-1e4)

ALLOWED: FloatArray = np.array(
    [[0.0 if second in _FOLLOWS[first] else IMPOSSIBLE for second in TAGS] for first in TAGS], np.float32
)
START: FloatArray = np.array([0.0 if tag in _MAY_START else IMPOSSIBLE for tag in TAGS], np.float32)
END: FloatArray = np.array([0.0 if tag in _MAY_END else IMPOSSIBLE for tag in TAGS], np.float32)


def best_tags(emissions: Sequence[FloatArray], transitions: FloatArray) -> list[npt.NDArray[np.int8]]:
    """Viterbi over every layer of every text in one pass.

    Args:
        emissions: one array `[tokens, layers, tags]` a text.
        transitions: `[layers, tags, tags]`, from the first tag index to the second.

    Returns:
        One array `[layers, tokens]` of tag indices a text. Only whole BIOES spans come out.
    """
    if not emissions:
        return []
    lengths = np.array([len(e) for e in emissions])
    longest, texts = int(lengths.max(initial=0)), len(emissions)
    padded = np.zeros((longest, texts, len(LAYERS), len(TAGS)), np.float32)
    for i, emission in enumerate(emissions):
        padded[: len(emission), i] = emission
    step = (transitions + ALLOWED).transpose(0, 2, 1)[None]  # [1, layers, to, from]
    back = np.zeros((longest, texts, len(LAYERS), len(TAGS)), np.int8)
    last_score = np.zeros((texts, len(LAYERS), len(TAGS)), np.float32)
    score = padded[0] + START if longest else last_score
    for at in range(longest):
        if at:
            reached = score[:, :, None, :] + step
            back[at] = reached.argmax(axis=3)
            score = reached.max(axis=3) + padded[at]
        ended = lengths == at + 1
        if ended.any():
            last_score[ended] = score[ended]
    return [_trace(back[: lengths[i], i], last_score[i]) for i in range(texts)]


def _trace(back: npt.NDArray[np.int8], score: FloatArray) -> npt.NDArray[np.int8]:
    """Follow the back pointers `[tokens, layers, tags]` of one text from its best last tags."""
    tokens = len(back)
    tags = np.zeros((len(LAYERS), tokens), np.int8)
    if not tokens:
        return tags
    layers = np.arange(len(LAYERS))
    current = (score + END).argmax(axis=1)
    for at in range(tokens - 1, -1, -1):
        tags[:, at] = current
        current = back[at, layers, current]
    return tags


def spans_of(tags: npt.NDArray[np.int8]) -> list[tuple[int, int]]:
    """Token spans `[first, last)` of one layer's tags `[tokens]`."""
    begins = np.flatnonzero((tags == TAGS.index("B")) | (tags == TAGS.index("S")))
    ends = np.flatnonzero((tags == TAGS.index("E")) | (tags == TAGS.index("S"))) + 1
    return list(zip(begins.tolist(), ends.tolist(), strict=True))
