"""Windows leave no seam: every token is decided about once, by a window that saw around it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from accordingto.model import Span
from accordingto.read.onnx import TOKENIZER
from accordingto.read.windows import SEP, Tokens, cut, tokenize


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(TOKENIZER))


def tokens_of(n: int, breaks: list[int]) -> Tokens:
    ids = np.full(n, 2000, np.int64)
    ids[[b for b in breaks if b < n]] = SEP
    starts = np.arange(n, dtype=np.int64)
    return Tokens(
        ids=ids,
        starts=starts,
        ends=starts + 1,
        word_start=np.ones(n, np.bool_),
        headline=np.zeros(n, np.bool_),
    )


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 3000), st.lists(st.integers(0, 3000), max_size=20))
def test_own_ranges_cover_every_token_once_and_lie_inside_their_windows(n: int, breaks: list[int]) -> None:
    windows = cut(tokens_of(n, breaks), 318, 64)
    covered = [i for w in windows for i in range(w.own_first, w.own_last)]
    assert covered == list(range(n))
    assert all(w.first <= w.own_first <= w.own_last <= w.last <= w.first + 318 for w in windows)


def test_a_token_near_a_seam_has_context_on_both_sides() -> None:
    windows = cut(tokens_of(1500, []), 318, 64)
    for window in windows:
        assert window.own_first == 0 or window.own_first - window.first >= 16
        assert window.own_last == 1500 or window.last - window.own_last >= 16


def test_a_paragraph_break_becomes_one_separator(tokenizer: Tokenizer) -> None:
    tokens = tokenize("Convoy hit\n\nAt least 12 people were killed.", tokenizer)
    assert (tokens.ids == SEP).sum() == 1
    assert tokens.headline.sum() == 2


def test_furniture_is_not_read_and_does_not_pass_for_the_headline(tokenizer: Tokenizer) -> None:
    text = "JUNE 2023\n\nConvoy hit near Homs\n\nClick to see full-size image\n\nTwelve people died."
    skip = (Span(start=0, end=9), Span(start=33, end=61))
    tokens = tokenize(text, tokenizer, skip)
    read = [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True) if e > s]
    assert "click" not in [word.lower() for word in read]
    headline = [text[s:e] for s, e, h in zip(tokens.starts, tokens.ends, tokens.headline, strict=True) if h]
    assert "".join(headline) == "ConvoyhitnearHoms"


def test_a_text_that_spells_a_separator_forges_no_paragraph(tokenizer: Tokenizer) -> None:
    assert SEP not in tokenize("He said [SEP] and [CLS] then [PAD]", tokenizer).ids


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_offsets_are_code_points_of_the_text(tokenizer: Tokenizer, text: str) -> None:
    tokens = tokenize(text, tokenizer)
    assert all(0 <= s <= e <= len(text) for s, e in zip(tokens.starts, tokens.ends, strict=True))
    assert all(np.diff(tokens.starts) >= 0)
