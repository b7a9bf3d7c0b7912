"""The words of a text without what a layout put between them, and the way back."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.reference.plain_text import plain, plain_text

REPORT = (
    "Rebels shelled the airport near Homs on Sunday, and the army said that two of its soldiers had been "
    "killed by a rocket. At least 57 houses burned down, residents of the government-held quarter said. "
    '"We saw smoke for hours," one of them told the Lakeside Agency by telephone.'
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gov\u00adern\u00adment", "government"),
        ("1\u00a0200 people", "1 200 people"),
        ("at  least\t12", "at least 12"),
        ("&quot;Two&quot; of Syria&#39;s towns &amp; camps", '"Two" of Syria\'s towns & camps'),
        ("&amp;quot;Two&amp;quot;", '"Two"'),
        ("„Two“ and «three»", '"Two" and "three"'),
        ("``Two'' rockets", '"Two" rockets'),
        # English quotes stay what they are where no foreign ones stand
        ("“Two” rockets", "“Two” rockets"),
        # an ampersand that belongs to words
        ("AT&T; a R&D; unit", "AT&T; a R&D; unit"),
        ("\ufeffRebels", "Rebels"),
    ],
)
def test_signs_between_words_are_read_as_what_was_meant(text: str, words: str) -> None:
    assert plain_text(text).text == words


def test_lines_that_a_layout_broke_are_one_paragraph() -> None:
    lines = textwrap.fill(REPORT, 60)
    assert lines.count("\n") >= 4
    assert plain_text(lines).text == REPORT


@pytest.mark.parametrize(
    "text",
    [
        # paragraphs of one line each, as most reports are
        "Rebels shelled Homs.\nThe army said that two soldiers were killed near the airport.\nInvented report.\n"
        "Residents fled to the villages in the hills around.\nNobody claimed it.",
        # a list of strikes
        "Near Mosul, three strikes hit two tactical units.\nNear Raqqa, one strike destroyed a vehicle.\n"
        "Near Kisik, four strikes.\nNear Sinjar, a strike destroyed two boats and a bunker.",
    ],
)
def test_lines_that_are_paragraphs_stay_apart(text: str) -> None:
    assert plain_text(text).text == text


def test_an_item_of_a_list_begins_a_paragraph_in_wrapped_text_too() -> None:
    items = "\n".join(textwrap.fill(f"- {REPORT}", 60) for _ in range(2))
    assert plain_text(items).text.split("\n") == [f"- {REPORT}"] * 2


def test_a_mark_is_one_line() -> None:
    assert plain("near the town\nof\u00a0Al-Bab ") == "near the town of Al-Bab"


_TEXTS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "\u00ad",
                "\u00a0",
                "  ",
                "\n",
                "\r\n",
                "&quot;",
                "&amp;",
                "&#x41;",
                "„",
                "«",
                "``",
                "-\n",
                "word",
                " ",
            ]
        ),
        st.text(max_size=5),
    )
).map("".join)


@given(_TEXTS)
def test_every_sign_leads_back_to_where_it_stood(text: str) -> None:
    words = plain_text(text)
    at = 0
    for i in range(len(words.text)):
        start, end = words.extent(i, i + 1)
        assert at <= start < end <= len(text)
        assert words.inside(words.span(i, i + 1)) == (i, i + 1)
        if words.text[i].isalnum():
            assert words.text[i] in text[start:end] or "&" in text[start:end]
        at = end
