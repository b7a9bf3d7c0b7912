"""Sentence bounds on the sentences that break naive splitters."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from accordingto.read.sentences import sentences
from accordingto.reference.plain_text import plain_text


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


LOST = (
    "Rebels shelled the airport near Homs on Sunday killing two soldiers and wounding nine people The army said "
    "that it had returned fire with rockets and artillery from the hills On Monday the shelling went on and "
    "houses burned down in three villages Residents said nobody had come to help them"
)


def test_sentences_whose_stops_are_lost_are_cut_before_words_that_only_begin_one() -> None:
    assert [part.split()[0] for part in split(LOST)] == ["Rebels", "The"]
    assert split(LOST)[1].startswith("The army said")


def test_a_sentence_with_its_stop_is_not_cut_at_a_capital() -> None:
    text = "Rebels shelled the airport near Homs, The Lakeside Agency said. Two died in On Street."
    assert split(text) == [
        "Rebels shelled the airport near Homs, The Lakeside Agency said.",
        "Two died in On Street.",
    ]


def test_a_line_that_a_layout_broke_ends_no_sentence() -> None:
    joined = LOST.replace(" The army", ", and the army").replace(" On Monday", " until Monday")
    assert len(split(textwrap.fill(joined.replace(" Residents", ", and residents"), 60))) == 1


@given(st.text(alphabet=st.sampled_from('ab .!?\n"”U.S\u00ad\ufeff&;'), max_size=200))
def test_sentences_hold_every_non_blank_character_once(text: str) -> None:
    spans = sentences(text)
    covered = [i for span in spans for i in range(span.start, span.end)]
    assert len(covered) == len(set(covered))
    if plain_text(text).text.strip():
        assert set(covered) >= {i for i, sign in enumerate(text) if not sign.isspace()}
    else:
        assert not spans
