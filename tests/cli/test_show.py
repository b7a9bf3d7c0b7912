"""`accordingto show`: a report with its marks, and every value of its claims leading to its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordingto.cli.show import BESIDE
from tests.cli.running import Run, recorded
from tests.ledger.stories import Told, story, typical, with_marks

SENTENCE = (
    "[Officials|source] [said|cue] [shelling|trigger] of [Aleppo|place] killed [at least 12 people|figure]."
)
STORY = story("wire-0413-a", Told(sentence=SENTENCE, speaker="Aleppo Health Office"))
TEXT = STORY.report.text


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return recorded(tmp_path, STORY, typical(7), story("quiet"))


def test_marks_stand_in_brackets_and_numbers_behind_triggers(run: Run, ledger: Path) -> None:
    printed = run("show", "wire-0413-a", "--ledger", ledger)
    assert (printed.code, printed.err) == (0, "")
    unwrapped = " ".join(printed.out.split())
    assert "[Officials|speaker] [said|cue] [shelling|trigger][0] of [Aleppo|place]" in unwrapped
    assert "[at least 12 people|figure]" in unwrapped
    assert "The Daily Lantern ← Aleppo Health Office" in unwrapped


def test_each_figure_leads_to_its_words(run: Run, ledger: Path) -> None:
    printed = run("show", "wire-0413-a", "--ledger", ledger)
    row = next(line for line in printed.out.splitlines() if line.lstrip().startswith("killed "))
    found = re.search(r"killed +at least 12 “at least 12 people” @(\d+)-(\d+)", row)
    assert found is not None
    assert TEXT[int(found[1]) : int(found[2])] == "at least 12 people"


def test_a_line_of_a_card_says_how_sure_it_is(run: Run, ledger: Path) -> None:
    printed = run("show", "wire-0413-a", "--ledger", ledger)
    assert re.search(r"killed +at least 12 “at least 12 people” @\d+-\d+ 50%\n", printed.out)
    assert re.search(r"when +2031-05-03\n", printed.out), "no confidence where none is known"


def test_every_quotation_of_a_card_stands_where_it_says(run: Run, ledger: Path) -> None:
    printed = run("show", "typical-000007", "--ledger", ledger)
    text = typical(7).report.text
    quoted = re.findall(r"“([^”…]+)” @(\d+)-(\d+)", " ".join(printed.out.split()))
    assert len(quoted) > 14 * 5
    for words, start, end in quoted:
        assert text[int(start) : int(end)] == words


def test_on_a_wide_terminal_claims_stand_beside_their_paragraph(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(BESIDE))
    printed = run("show", "wire-0413-a", "--ledger", ledger)
    assert any(
        "[Officials|speaker]" in line[:50] and "[0] shelling" in line[50:]
        for line in printed.out.splitlines()
    )
    assert max(len(line.rstrip()) for line in printed.out.splitlines()) <= BESIDE


@pytest.mark.parametrize("wanted", ["wire-0413-a", "wire", "reports/wire-0413-a.txt"])
def test_a_report_is_found_by_id_by_its_beginning_and_by_its_path(
    run: Run, ledger: Path, wanted: str
) -> None:
    assert "Aleppo Health Office" in run("show", wanted, "--ledger", ledger).out


def test_a_report_without_claims_is_shown_all_the_same(run: Run, ledger: Path) -> None:
    printed = run("show", "quiet", "--ledger", ledger)
    assert "Invented report." in printed.out
    assert "no claims" in printed.out


def test_an_unknown_report_is_one_sentence_with_what_comes_near(run: Run, ledger: Path) -> None:
    printed = run("show", "wire-0413-b", "--ledger", ledger)
    assert (printed.code, printed.out) == (2, "")
    assert len(printed.err.splitlines()) == 1
    assert "holds no report wire-0413-b; there are wire-0413-a" in printed.err


def test_in_colour_marks_are_styled_and_no_bracket_is_printed(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    printed = run("show", "wire-0413-a", "--ledger", ledger)
    assert "\x1b[1;36mOfficials\x1b[0m" in printed.out or re.search(
        r"\x1b\[1;[\d;]*36mOfficials", printed.out
    )
    assert "|speaker]" not in printed.out
    assert "[0]" in printed.out


def test_loaded_words_stand_under_who_uses_them_and_the_headline_against_its_body(
    run: Run, tmp_path: Path
) -> None:
    one = with_marks(story("marks", Told(sentence="[Shelling|trigger]"), Told(sentence=SENTENCE)))
    printed = run("show", "marks", "--ledger", recorded(tmp_path, one))
    assert "[Shelling|loaded+trigger][0]" in printed.out
    said = [line.rstrip() for line in printed.out.splitlines()]
    at = said.index("loaded words")
    assert said[at + 1 : at + 3] == ["  Joint Command", "    label        “Shelling” @17-25 (headline)"]
    at = said.index("headline")
    assert said[at + 1] == "  [0] says more than the body does of the same event in [1]"
    assert said[at + 2] == "    attribution  “Shelling” @17-25"


def test_a_report_without_loaded_words_has_no_lines_for_them(run: Run, ledger: Path) -> None:
    assert "loaded words" not in run("show", "wire-0413-a", "--ledger", ledger).out
