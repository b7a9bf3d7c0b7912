"""Training windows, and the noise that real reports have: what `data.py` reads, cut and roughened."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from accordingto.read.windows import MASK, SEP, Tokens, Window
from training.data import Example, Pair

PUNCTUATION = (",", ".", "'", '"', "“", "”", "‘", "’", ":", ";", "-", "–", "—")
QUOTES = ('"', "“", "”", "'", "‘", "’", "«", "»")
MARKERS = ("• ", "- ", "* ", "{n}. ", "{n}) ", "{h}:{m} ", "{h}:{m} GMT - ", "UPDATE {n}: ")
"""What lists and liveblogs begin their paragraphs with."""
CLUTTER = (
    "Read more: the latest from our correspondents",
    "By our staff in the region",
    "Photo: residents look at the damage, file picture",
    "Advertisement",
    "Share this article",
    "Listen to this story, 4 minutes",
    "Reporting by our bureau; editing by the desk",
    "This is a developing story and will be updated",
    "Sign up for our newsletter",
)
"""Paragraphs that stand between those of the report and tell nothing of it."""


def training_windows(example: Example, size: int, rng: random.Random) -> list[Window]:
    """Windows without overlap, cut at paragraph breaks where there are any, shifted every epoch."""
    n = len(example.tokens.ids)
    if n <= size:
        return [Window(first=0, last=n, own_first=0, own_last=n)] if n else []
    breaks = [int(i) + 1 for i in np.flatnonzero(example.tokens.ids == SEP)]
    out, first = [], 0
    limit = rng.randint(size // 2, size)
    while first < n:
        ends = [b for b in breaks if first + limit // 2 < b <= first + limit]
        last = min(n, ends[-1] if ends and first + limit < n else first + limit)
        out.append(Window(first=first, last=last, own_first=first, own_last=last))
        first, limit = last, size
    return out


class Roughener:
    """Distorts examples at random, each kind of noise in a share of them.

    `clutter` is the share of what stands between paragraphs or breaks them: list marks and time
    stamps, captions and credits, a sentence a paragraph, hard line breaks.
    """

    def __init__(self, tokenizer: Tokenizer, rng: random.Random, share: float, clutter: float = 0.0) -> None:
        self.rng = rng
        self.share = share
        self.clutter = clutter
        self.tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self.punctuation = [vocabulary[sign] for sign in PUNCTUATION]
        self.quotes = [vocabulary[sign] for sign in QUOTES]
        self.stop = vocabulary["."]
        digits: dict[int, list[int]] = {}
        for word, i in sorted(vocabulary.items()):  # the mapping has another order in every process
            if word.isascii() and word.isdigit() and len(word) <= 3 and word[0] != "0":
                digits.setdefault(len(word), []).append(i)
        self.numbers = {i: same for same in digits.values() for i in same}

    def __call__(self, example: Example) -> Example:
        """The example, in `share` of the cases without its punctuation, its paragraphs or its headline's
        place, with other quote marks; besides, other small numbers and a few hidden words."""
        rng = self.rng
        if rng.random() < self.share:
            example = self.without_punctuation(example)
        if rng.random() < self.share:
            example = without(example, example.tokens.ids == SEP)
        if rng.random() < self.share:
            example = with_ids(example, headline=np.zeros_like(example.tokens.headline))
        if rng.random() < 2 * self.share:
            example = self.with_other_quotes(example)
        if rng.random() < 3 * self.share:
            example = self.with_other_numbers(example)
        if rng.random() < 3 * self.share:
            example = self.with_hidden_words(example)
        return self.cluttered(example)

    def cluttered(self, example: Example) -> Example:
        """The example with what readers of web pages and wires know too well."""
        rng = self.rng
        if not self.clutter:
            return example
        if rng.random() < self.clutter:
            example = without(example, np.isin(example.tokens.ids, self.quotes))
        if rng.random() < self.clutter:
            stops = example.tokens.ids == self.stop
            stops[: rng.choice([0, len(stops) - 1])] = False  # all of them, or the last one at most
            example = without(example, stops)
        elif rng.random() < self.clutter:
            ids = example.tokens.ids
            example = with_ids(example, ids=np.where(ids == self.stop, SEP, ids))
        if rng.random() < self.clutter:
            example = self.with_markers(example)
        if rng.random() < self.clutter:
            example = self.with_paragraphs(example)
        if rng.random() < self.clutter / 2:
            words = np.flatnonzero(example.tokens.word_start)
            every = rng.randint(11, 16)
            example = inserted(example, [(int(at), [SEP]) for at in words[every::every]])
        return example

    def with_markers(self, example: Example) -> Example:
        """Most paragraphs begin with a list mark or a time stamp."""
        rng, mark = self.rng, self.rng.choice(MARKERS)
        at = [int(i) + 1 for i in np.flatnonzero(example.tokens.ids == SEP) if rng.random() < 0.9]
        marks = [mark.format(n=n + 1, h=rng.randint(0, 23), m=rng.randint(10, 59)) for n, _ in enumerate(at)]
        return inserted(example, [(i, self.ids(words)) for i, words in zip(at, marks, strict=True)])

    def with_paragraphs(self, example: Example) -> Example:
        """Up to three paragraphs of another kind between those of the report."""
        breaks = [int(i) for i in np.flatnonzero(example.tokens.ids == SEP)]
        chosen = sorted(self.rng.sample(breaks, min(len(breaks), self.rng.randint(1, 3))))
        return inserted(example, [(at, [SEP, *self.ids(self.rng.choice(CLUTTER))]) for at in chosen])

    def ids(self, words: str) -> list[int]:
        """Wordpieces of some words."""
        found: list[int] = self.tokenizer.encode(words, add_special_tokens=False).ids
        return found

    def without_punctuation(self, example: Example) -> Example:
        """As if an archive had lost its punctuation (FA-KES)."""
        drop = [i for i in self.punctuation if self.rng.random() < 0.8]
        return without(example, np.isin(example.tokens.ids, drop))

    def with_other_quotes(self, example: Example) -> Example:
        """One kind of quote mark throughout, or none of its signs left as they were."""
        ids = example.tokens.ids.copy()
        found = np.isin(ids, self.quotes)
        chosen = self.rng.choice(self.quotes)
        ids[found] = chosen
        return with_ids(example, ids=ids)

    def with_other_numbers(self, example: Example) -> Example:
        """Numbers of up to three digits become others of the same length, the same one the same way."""
        ids = example.tokens.ids.copy()
        for i in set(ids.tolist()) & set(self.numbers):
            ids[example.tokens.ids == i] = self.rng.choice(self.numbers[i])
        return with_ids(example, ids=ids)

    def with_hidden_words(self, example: Example) -> Example:
        """One wordpiece in twenty is hidden, so that its neighbours have to tell."""
        ids = example.tokens.ids.copy()
        hidden = np.asarray([self.rng.random() < 0.05 for _ in ids], np.bool_) & (ids != SEP)
        ids[hidden] = MASK
        return with_ids(example, ids=ids)


def with_ids(
    example: Example,
    ids: npt.NDArray[np.int64] | None = None,
    headline: npt.NDArray[np.bool_] | None = None,
) -> Example:
    """The example with other wordpieces in the same places, or without its headline's mark."""
    t = example.tokens
    tokens = Tokens(
        ids=t.ids if ids is None else ids,
        starts=t.starts,
        ends=t.ends,
        word_start=t.word_start,
        headline=t.headline if headline is None else headline,
    )
    return replace(example, tokens=tokens)


def without(example: Example, dropped: npt.NDArray[np.bool_]) -> Example:
    """The example without some of its tokens; spans close up, targets on lost tokens go."""
    keep = ~dropped
    place = np.concatenate([[0], np.cumsum(keep)])
    t = example.tokens
    tokens = Tokens(
        ids=t.ids[keep],
        starts=t.starts[keep],
        ends=t.ends[keep],
        word_start=t.word_start[keep],
        headline=t.headline[keep],
    )

    return transferred(example, tokens, keep, begins=place, ends=place)


def inserted(example: Example, pieces: Sequence[tuple[int, list[int]]]) -> Example:
    """The example with wordpieces put in before the tokens named, in order; none of them is marked."""
    n = len(example.tokens.ids)
    added = np.zeros(n + 1, np.int64)
    for at, ids in pieces:
        added[at] += len(ids)
    place = np.arange(n + 1) + np.cumsum(added)  # where each token goes
    total = n + int(added.sum())
    t = example.tokens
    new_ids = np.empty(total, np.int64)
    own = np.zeros(total, np.bool_)
    own[place[:n]] = True
    new_ids[own] = t.ids
    new_ids[~own] = [i for _, ids in pieces for i in ids]
    nearest = np.maximum(np.cumsum(own) - 1, 0)  # what is put in stands where the token before it stood
    tokens = Tokens(
        ids=new_ids,
        starts=t.starts[nearest],
        ends=t.ends[nearest],
        word_start=np.where(own, t.word_start[nearest], True),
        headline=t.headline[nearest],
    )

    every = np.ones(n, np.bool_)
    return transferred(example, tokens, every, begins=place, ends=np.concatenate([[0], place[:n] + 1]))


def transferred(
    example: Example,
    tokens: Tokens,
    kept: npt.NDArray[np.bool_],
    begins: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
) -> Example:
    """The example's targets on other tokens.

    Args:
        example: with the targets on its own tokens, of which there are n.
        tokens: the new ones.
        kept: [n], whether a token is still there; targets that stand on one that is not go.
        begins: [n + 1], where a span that begins at a token begins now, and where a token stands.
        ends: [n + 1], where a span that ends before a token ends now; spans without extent go.
    """

    def moved(spans: list[Pair]) -> list[Pair]:
        pairs = [(int(begins[a]), int(ends[b])) for a, b in spans]
        return [p for p in pairs if p[0] < p[1]]

    return replace(
        example,
        tokens=tokens,
        layers={k: moved(v) for k, v in example.layers.items()},
        pointers=[
            (name, int(begins[a]), None if b is None else int(begins[b]))
            for name, a, b in example.pointers
            if kept[a] and (b is None or kept[b])
        ],
        classes=[(name, int(begins[a]), y) for name, a, y in example.classes if kept[a]],
        arguments=[
            (int(begins[a]), {role: moved(spans) for role, spans in roles.items()})
            for a, roles in example.arguments
            if kept[a]
        ],
        fillers=[(span, kind) for old, kind in example.fillers for span in moved([old])],
        incidents=None
        if example.incidents is None
        else [(kind, moved(spans)) for kind, spans in example.incidents],
    )
