"""Sentence bounds on the sentences that break naive splitters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accordingto.read.sentences import sentences


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def test_titles_initials_and_countries_end_no_sentence() -> None:
    text = "Gen. A. Example of the U.S. command spoke on Aug. 3 in Homs. Nobody was hurt."
    assert split(text) == ["Gen. A. Example of the U.S. command spoke on Aug. 3 in Homs.", "Nobody was hurt."]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert split("“We saw it.” He left.") == ["“We saw it.”", "He left."]


def test_a_headline_without_full_stop_ends_at_its_line() -> None:
    assert split("Convoy hit\n\nTwelve died.") == ["Convoy hit", "Twelve died."]


def test_figures_with_points_stay_whole() -> None:
    assert split("Some 1.5 million fled. Aid came.") == ["Some 1.5 million fled.", "Aid came."]


@given(st.text(alphabet=st.sampled_from('ab .!?\n"”U.S'), max_size=200))
def test_sentences_hold_every_non_blank_character_once(text: str) -> None:
    spans = sentences(text)
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    assert set(covered) >= {i for i, sign in enumerate(text) if not sign.isspace()}
