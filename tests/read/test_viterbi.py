"""Viterbi against exhaustive search, and the promise that only whole spans come out."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.read.labels import LAYERS, TAGS
from accordingto.read.viterbi import ALLOWED, best_tags, spans_of


def scores(seed: int, tokens: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    emissions = rng.normal(size=(tokens, len(LAYERS), len(TAGS))).astype(np.float32) * 3
    transitions = rng.normal(size=(len(LAYERS), len(TAGS), len(TAGS))).astype(np.float32)
    return emissions, transitions


def exhaustive(emissions: np.ndarray, transitions: np.ndarray) -> tuple[int, ...]:
    """The best legal tag sequence of one layer, by trying all."""
    best: tuple[int, ...] = ()
    best_score = -np.inf
    for tags in itertools.product(range(len(TAGS)), repeat=len(emissions)):
        if TAGS[tags[0]] not in "OBS" or TAGS[tags[-1]] not in "OES":
            continue
        if any(ALLOWED[a, b] < 0 for a, b in itertools.pairwise(tags)):
            continue
        score = sum(emissions[i, t] for i, t in enumerate(tags))
        score += sum(transitions[a, b] for a, b in itertools.pairwise(tags))
        if score > best_score:
            best, best_score = tags, score
    return best


def test_the_best_path_is_the_one_that_exhaustive_search_finds() -> None:
    for seed in range(6):
        emissions, transitions = scores(seed, 5)
        found = best_tags([emissions], transitions)[0]
        for layer in range(len(LAYERS)):
            assert tuple(found[layer]) == exhaustive(emissions[:, layer], transitions[layer])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.integers(0, 10_000))
def test_texts_read_together_are_tagged_as_if_read_alone(lengths: list[int], seed: int) -> None:
    texts = [scores(seed + i, n)[0] for i, n in enumerate(lengths)]
    transitions = scores(seed, 1)[1]
    together = best_tags(texts, transitions)
    for text, tags in zip(texts, together, strict=True):
        assert np.array_equal(tags, best_tags([text], transitions)[0])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_only_whole_spans_come_out(tokens: int, seed: int) -> None:
    emissions, transitions = scores(seed, tokens)
    for tags in best_tags([emissions], transitions)[0]:
        spans = spans_of(tags)
        covered = {i for first, last in spans for i in range(first, last)}
        assert covered == set(np.flatnonzero(tags != TAGS.index("O")).tolist())
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
