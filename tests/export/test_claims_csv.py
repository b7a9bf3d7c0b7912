"""The profile claims-csv opens in a spreadsheet as a table, and runs nothing there."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.export import PROFILES
from accordingto.export.claims_csv import COLUMNS, safe_cell
from accordingto.model import Figure, Group, Harm, Span
from tests.ledger.stories import Story, Told, story

PAGE = Path(__file__).resolve().parents[2] / "docs/exports.md"
SENTENCE = (
    "[Officials|source] [said|cue] [shelling|trigger] of [Aleppo|place] killed [at least 12 people|figure]."
)


def _rows(*stories: Story) -> list[dict[str, str]]:
    text = "".join(PROFILES["claims-csv"]((one.report, one.sheet) for one in stories))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_at_least_12_has_a_low_and_an_empty_high() -> None:
    [row] = _rows(story("a", Told(sentence=SENTENCE, speaker="Aleppo Health Office")))
    assert (row["claim"], row["speaker"], row["cue"]) == ("a#0", "Aleppo Health Office", "said")
    assert row["chain"] == "The Daily Lantern <- Aleppo Health Office"
    assert (row["places"], row["countries"], row["start"], row["end"]) == (
        "Aleppo",
        "SYR",
        "2031-05-03",
        "2031-05-03",
    )
    assert (row["low"], row["high"], row["harm"]) == ("12", "", "killed")
    assert (row["figure_words"], row["type"]) == ("at least 12 people", "shelling")
    assert (row["figure_words_confidence"], row["content_confidence"]) == ("0.5", "0.6")
    assert (row["bounds_confidence"], row["actors_confidence"]) == ("", "")


def test_a_claim_with_two_figures_has_two_rows_and_one_without_has_one() -> None:
    one = story("a", Told(sentence=SENTENCE), Told(sentence="[shelling|trigger] of [Aleppo|place] went on."))
    first, second = one.sheet.claims
    assert first.event is not None
    five = Figure(span=Span(start=0, end=8), low=5, high=5, harm=Harm.INJURED, group=Group.CHILDREN)
    first = replace(first, event=replace(first.event, figures=(*first.event.figures, five)))
    rows = _rows(replace(one, sheet=replace(one.sheet, claims=(first, second))))
    assert [(r["claim"], r["harm"], r["low"]) for r in rows] == [
        ("a#0", "killed", "12"),
        ("a#0", "injured", "5"),
        ("a#1", "", ""),
    ]


def test_the_outlet_speaks_where_nobody_else_does() -> None:
    [row] = _rows(story("a", Told(sentence="[shelling|trigger] of [Aleppo|place].")))
    assert (row["speaker"], row["chain"], row["cue"]) == ("The Daily Lantern", "The Daily Lantern", "")


def test_a_report_without_claims_has_no_row_and_an_empty_list_its_header() -> None:
    assert _rows(story("a")) == []
    assert "".join(PROFILES["claims-csv"]([])).rstrip("\r\n").split(",") == list(COLUMNS)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_a_speaker_called_like_a_formula_gets_an_apostrophe(start: str) -> None:
    name = f"{start}cmd|' /C calc'!A0"
    [row] = _rows(story("a", Told(sentence=SENTENCE, speaker=name)))
    assert row["speaker"] == "'" + name


def test_a_quotation_mark_a_comma_and_a_line_break_stay_in_their_cell() -> None:
    [row] = _rows(story("a", Told(sentence=SENTENCE, speaker='The "Lions", 3rd\nbattalion')))
    assert row["speaker"] == 'The "Lions", 3rd\nbattalion'


@given(st.text())
def test_no_cell_is_a_formula_or_holds_a_control_character(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", cell)


def test_the_page_names_every_column_and_no_other() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## claims-csv")[1].split("## ")[0]
    named = [
        name for row in re.findall(r"^\| (`.+?) \|", section, re.M) for name in re.findall(r"`(\w+)`", row)
    ]
    assert named == list(COLUMNS)
