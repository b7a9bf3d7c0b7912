"""From a text to the windows that the network reads.

A text becomes wordpieces with their offsets; a [SEP] stands for every paragraph break, so that the
network sees where the headline ends and where a voice may stop. Long texts are read in overlapping
windows; each token belongs to the window in which it stands farthest from an edge, so a seam never
decides about a token that lacks context on one side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from accordingto.model import Span
from accordingto.reference.plain_text import plain_text

IntArray = npt.NDArray[np.int64]

PAD, UNKNOWN, CLS, SEP, MASK = 0, 100, 101, 102, 103
"""Ids of BERT's uncased vocabulary, which MiniLM uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Wordpieces of one text.

    `ids`, `starts`, `ends` have shape [n]; a paragraph break has id SEP and an empty extent.
    `word_start[i]` is True where a piece begins a word; `headline[i]` in the first paragraph.
    """

    ids: IntArray
    starts: IntArray
    ends: IntArray
    word_start: npt.NDArray[np.bool_]
    headline: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Tokens `[first, last)` as one network input; it decides about `[own_first, own_last)`."""

    first: int
    last: int
    own_first: int
    own_last: int


def tokenize(text: str, tokenizer: Tokenizer, skip: tuple[Span, ...] = ()) -> Tokens:
    """Wordpieces of `text` with offsets in code points, without those inside `skip`.

    What is skipped (furniture, mastheads) is not read at all, so it can neither become a mark nor
    pass for the headline. The pieces are those of the plain text: a line that only a layout broke is
    none to the network, nor is `&quot;` five pieces.
    """
    words = plain_text(text)
    encoded = tokenizer.encode(words.text, add_special_tokens=False)
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    word_start: list[bool] = []
    headline: list[bool] = []
    previous_end, previous_word, first_paragraph = 0, None, True
    for piece, (first, last), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
        start, end = words.extent(first, last)
        if any(span.start <= start < span.end for span in skip):
            continue
        if ids and "\n" in words.text[previous_end:first]:
            first_paragraph = False
            ids.append(SEP)
            starts.append(ends[-1])
            ends.append(ends[-1])
            word_start.append(True)
            headline.append(False)
        # a text that spells "[SEP]" must not forge a paragraph break
        ids.append(UNKNOWN if piece in (PAD, CLS, SEP, MASK) else piece)
        starts.append(start)
        ends.append(end)
        word_start.append(word != previous_word)
        headline.append(first_paragraph)
        previous_end, previous_word = last, word
    return Tokens(
        ids=np.asarray(ids, np.int64),
        starts=np.asarray(starts, np.int64),
        ends=np.asarray(ends, np.int64),
        word_start=np.asarray(word_start, np.bool_),
        headline=np.asarray(headline, np.bool_),
    )


def cut(tokens: Tokens, size: int, overlap: int) -> tuple[Window, ...]:
    """Windows of at most `size` tokens, neighbours sharing about `overlap`.

    A window after the first begins at a paragraph break or a word, never inside a word.
    """
    n = len(tokens.ids)
    if n <= size:
        return (Window(first=0, last=n, own_first=0, own_last=n),) if n else ()
    firsts = [0]
    while firsts[-1] + size < n:
        firsts.append(_start_near(tokens, firsts[-1] + size - overlap, firsts[-1] + 1))
    lasts = [min(first + size, n) for first in firsts]
    seams = [0] + [(first + last) // 2 for first, last in zip(firsts[1:], lasts, strict=False)] + [n]
    return tuple(
        Window(first=first, last=last, own_first=seams[i], own_last=seams[i + 1])
        for i, (first, last) in enumerate(zip(firsts, lasts, strict=True))
    )


def _start_near(tokens: Tokens, wanted: int, lowest: int) -> int:
    """The last paragraph break in the 48 tokens before `wanted`, else the last word start."""
    for at in range(wanted, max(lowest, wanted - 48), -1):
        if tokens.ids[at] == SEP:
            return at + 1
    for at in range(wanted, lowest, -1):
        if tokens.word_start[at]:
            return at
    return wanted


def inputs(tokens: Tokens, window: Window) -> tuple[IntArray, IntArray]:
    """Ids and segments [tokens + 2] of a window, with [CLS] before and [SEP] behind."""
    ids = np.concatenate([[CLS], tokens.ids[window.first : window.last], [SEP]])
    segments = np.concatenate([[0], tokens.headline[window.first : window.last], [0]])
    return ids.astype(np.int64), segments.astype(np.int64)
