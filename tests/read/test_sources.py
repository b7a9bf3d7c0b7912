"""A speaker span that ran away is cut back to the piece that names somebody."""

from __future__ import annotations

import numpy as np

from accordingto.model import MarkLabel
from accordingto.read.labels import OUTPUTS
from accordingto.read.sources import COMMA, cut_back
from accordingto.read.stitch import TokenSpan, View
from accordingto.read.windows import SEP, Tokens


def view(ids: list[int]) -> View:
    at = np.arange(len(ids), dtype=np.int64)
    flags = np.ones(len(ids), np.bool_)
    return View(
        tokens=Tokens(ids=np.array(ids), starts=2 * at, ends=2 * at + 1, word_start=flags, headline=~flags),
        matrix=np.zeros((len(ids), OUTPUTS.width), np.float32),
        nobody=np.zeros((1, OUTPUTS.width), np.float32),
        window=np.zeros(len(ids), np.int64),
    )


def span(label: MarkLabel, first: int, last: int) -> TokenSpan:
    return TokenSpan(label=label, first=first, last=last, confidence=0.5)


def cut(ids: list[int], speaker: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int]:
    (kept,) = cut_back(view(ids), [span(MarkLabel.SPEAKER, *speaker)], [span(MarkLabel.CUE, *cue)])
    return kept.first, kept.last


def test_a_speaker_does_not_reach_over_a_paragraph_break() -> None:
    headline_and_source = [7] * 5 + [SEP] + [7] * 6
    assert cut(headline_and_source, (0, 9), (9, 10)) == (6, 9)


def test_a_long_speaker_behind_its_cue_ends_at_the_comma() -> None:
    # "According to | the statement , an increase in ..."
    ids = [7, 7, 7, 7, COMMA] + [7] * 40
    assert cut(ids, (2, 45), (0, 2)) == (2, 4)


def test_a_long_speaker_before_its_cue_begins_at_the_comma() -> None:
    ids = [7] * 40 + [COMMA] + [7] * 6
    assert cut(ids, (0, 45), (45, 46)) == (41, 45)


def test_a_name_with_a_comma_stays_whole() -> None:
    ids = [7, 7, COMMA, 7, 7, 7, 7]
    assert cut(ids, (0, 6), (6, 7)) == (0, 6)
