"""A report's text with its marks in brackets: nested, crossing, shared, and never a word lost."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from accordingto.cli.marked import MarkedReport, marked
from accordingto.model import MarkLabel, Section, SectionKind, Span
from tests.ledger.stories import Told, story

SENTENCE = (
    "[Officials|source] [said|cue] [shelling|trigger] of [Aleppo|place] killed [at least 12|figure] on "
    "[Saturday|time]."
)


def _marked(text: str, *labels: tuple[str, int, int]) -> str:
    by_span: dict[Span, list[str]] = {}
    for label, start, end in labels:
        by_span.setdefault(Span(start=start, end=end), []).append(label)
    report = MarkedReport(
        text=text,
        labels={span: tuple(sorted(names)) for span, names in by_span.items()},
        contents=(),
        numbers={},
    )
    return report.bracketed(Span(start=0, end=len(text)))


def test_a_news_sentence_shows_speaker_cue_trigger_place_figure_and_time() -> None:
    one = story("a", Told(sentence=SENTENCE))
    shown = marked(one.report, one.sheet.claims).bracketed(Span(start=17, end=len(one.report.text) - 1))
    wanted = SENTENCE.replace("|source]", "|speaker]").replace("|trigger]", "|trigger][0]")
    assert shown == wanted


def test_two_claims_of_one_trigger_have_their_numbers_there() -> None:
    one = story("a", Told(sentence="[shelling|trigger]"))
    [claim] = one.sheet.claims
    both = (claim, replace(claim, id="a#1"))
    assert marked(one.report, both).bracketed(claim.content) == "[shelling|trigger][0][1]"


def test_marks_of_the_same_words_share_a_bracket() -> None:
    assert _marked("27 militants", ("target", 0, 12), ("figure", 0, 12)) == "[27 militants|figure+target]"


def test_a_place_inside_a_target_is_a_bracket_in_a_bracket() -> None:
    text = "houses near Aleppo"
    assert _marked(text, ("target", 0, 18), ("place", 12, 18)) == "[houses near [Aleppo|place]|target]"


def test_a_mark_that_crosses_the_end_of_another_is_closed_and_opened_again() -> None:
    assert _marked("abcdef", ("actor", 0, 4), ("time", 2, 6)) == "[ab[cd|time]|actor][ef|time]"


def test_the_number_stands_behind_the_trigger_and_not_behind_what_ends_with_it() -> None:
    sentence = "[It|source] [had at first accused|cue] the army: [shelling|trigger]."
    one = story("a", Told(sentence=sentence))
    [claim] = one.sheet.claims
    assert claim.event is not None
    at = one.report.text.index("accused")
    claim = replace(claim, event=replace(claim.event, trigger=Span(start=at, end=at + 7)))
    shown = marked(one.report, [claim]).bracketed(claim.content)
    assert "[had at first [accused|trigger][0]|cue]" in shown


def test_furniture_is_bracketed_and_an_escape_is_written_out() -> None:
    one = story("a")
    text = "Click to enlarge\n\x1b[2J"
    sections = (
        Section(kind=SectionKind.FURNITURE, span=Span(start=0, end=16), rule="furniture.image-prompt"),
    )
    shown = marked(replace(one.report, text=text, sections=sections), ())
    assert shown.bracketed(Span(start=0, end=len(text))) == "[Click to enlarge|furniture]\n\\x1b[2J"


spans = st.lists(
    st.tuples(st.sampled_from(list(MarkLabel)), st.integers(0, 29), st.integers(1, 10)), max_size=12
)


@given(spans)
def test_without_brackets_every_character_is_there_once_and_every_bracket_closes(
    drawn: list[tuple[MarkLabel, int, int]],
) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123"
    shown = _marked(text, *((label.value, start, min(start + size, 30)) for label, start, size in drawn))
    assert shown.count("[") == shown.count("]") == shown.count("|")
    assert re.sub(r"\||\[|\]", "", re.sub(r"\|[a-z+]+\]", "", shown)) == text


@given(spans)
def test_in_colour_every_character_is_there_once(drawn: list[tuple[MarkLabel, int, int]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123"
    labels: dict[Span, tuple[str, ...]] = {
        Span(start=s, end=min(s + n, 30)): (label.value,) for label, s, n in drawn
    }
    trigger = Span(start=2, end=5)
    labels[trigger] = ("trigger",)
    report = MarkedReport(
        text=text, labels=labels, contents=(Span(start=3, end=20),), numbers={trigger: "[0]"}
    )
    assert report.coloured(Span(start=0, end=30)).plain == "abcde[0]" + text[5:]
