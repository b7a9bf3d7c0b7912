"""How many the words say. Sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import Harm, Unresolved
from accordingto.reference.numbers import Profile, profile
from accordingto.resolve.figures import Bounds, find_figures, harm_beside, harm_of, read_bounds
from tests.read.annotated import annotated


def low_high(words: str) -> tuple[int | None, int | None]:
    bounds = read_bounds(words)
    assert isinstance(bounds, Bounds), bounds
    return bounds.low, bounds.high


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        # exact
        ("27 militants", 27, 27),
        ("seven warehouses with equipment", 7, 7),
        ("1,200", 1200, 1200),
        ("1 000 civilians", 1000, 1000),
        ("280000", 280000, 280000),
        ("1.5 million", 1_500_000, 1_500_000),
        ("5m people", 5_000_000, 5_000_000),
        ("half a million", 500_000, 500_000),
        ("a quarter of a million people", 250_000, 250_000),
        ("two and a half million", 2_500_000, 2_500_000),
        ("twenty-five", 25, 25),
        ("one hundred and twelve", 112, 112),
        ("twelve hundred", 1200, 1200),
        ("a dozen", 12, 12),
        ("three dozen", 36, 36),
        ("one of its leaders", 1, 1),
        ("both pilots", 2, 2),
        # blurred, but the guide takes the stated number
        ("some 200", 200, 200),
        ("an estimated 30", 30, 30),
        ("nearly 70", 70, 70),
        ("30 or so", 30, 30),
        # open at the top
        ("at least 68 children", 68, None),
        ("at least a dozen", 12, None),
        ("more than 100", 100, None),
        ("well over 300", 300, None),
        ("no fewer than 264 times", 264, None),
        ("an estimated at least 50 militants", 50, None),
        ("40-plus", 40, None),
        ("50+", 50, None),
        ("20 or more", 20, None),
        # open at the bottom
        ("up to 30", None, 30),
        ("as many as 40 rockets", None, 40),
        ("no more than 12", None, 12),
        ("fewer than 10", None, 10),
        # ranges
        ("between 20 and 30", 20, 30),
        ("12 to 15", 12, 15),
        ("from 20 to 30", 20, 30),
        ("20-30 thousand", 20_000, 30_000),
        ("two or three hundred", 200, 300),
        ("two to three million", 2_000_000, 3_000_000),
        # vague
        ("dozens", 24, None),
        ("several", 3, None),
        ("scores of others", 40, None),
        ("hundreds of thousands", 200_000, None),
        ("several dozen trucks", 36, None),
        ("hundreds, if not thousands", 200, None),
        ("a number of others", None, None),
        ("bodies", 2, None),
        # none
        ("no casualties", 0, 0),
        ("no one", 0, 0),
        ("not a single shell", 0, 0),
        # nouns without a number
        ("a child", 1, 1),
        ("a soldier", 1, 1),
        ("a girl child", 1, 1),
        ("a 12-year-old boy", 1, 1),
        # sums
        ("two women and their seven children", 9, 9),
        ("a man and his young daughter", 2, 2),
        ("A father a mother and a son", 3, 3),
        ("Mother child", 2, 2),
        # what follows describes the same people and adds nobody
        ("12 aid workers and drivers", 12, 12),
        ("40 gunmen and members of their families", 40, 40),
        ("at least 40 people including nine children", 40, None),
        ("16 of 29 cases", 16, 16),
        ("a family of five", 5, 5),
        # a number in a name is no count
        ("two F-16 jets", 2, 2),
        ("at least 54 members of Division 30", 54, None),
    ],
)
def test_words_give_bounds(words: str, low: int | None, high: int | None) -> None:
    assert low_high(words) == (low, high)


@pytest.mark.parametrize(
    "words", ["", "...", "the fourth", "66th", "most of them", "no fewer than", "as many as", "all"]
)
def test_what_counts_nothing_stays_unresolved(words: str) -> None:
    assert isinstance(read_bounds(words), Unresolved)


def test_a_percentage_says_so_in_its_rule() -> None:
    assert read_bounds("35 percent") == Bounds(low=35, high=35, rule="figures.percent")


def test_another_codebook_means_another_number_by_dozens() -> None:
    acled = Profile(name="test", vague={**profile().vague, "dozens": (12, None)})
    assert read_bounds("dozens of fighters", acled) == Bounds(low=12, high=None, rule="figures.vague")


def found(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(span.of(text), bounds.low, bounds.high) for span, bounds in find_figures(text)]


def test_the_tolls_of_a_report_are_found_and_its_other_numbers_left_out() -> None:
    text = (
        "At least 68 children and 27 militants of the 7th Brigade were killed on 12 May 2016, 40 km from "
        "Homs, by 120 mm mortars and two F-16 jets, said Fatima, 27, citing Resolution 2254. A 12-year-old "
        "boy, 35 percent of 200 houses and Highway 4 were hit at 16:30. No casualties were reported in 2015."
    )
    assert found(text) == [
        ("At least 68 children", 68, None),
        ("27 militants", 27, 27),
        ("two", 2, 2),
        ("200 houses", 200, 200),
        ("No casualties", 0, 0),
    ]


def test_a_rising_toll_is_two_tolls_and_no_range() -> None:
    assert found("The toll rose from 12 to 15.") == [("12", 12, 12), ("15", 15, 15)]


def test_lengths_of_time_are_no_figures() -> None:
    assert found("The four-day truce broke after three days; several hours later it held again.") == []


@pytest.mark.parametrize(
    ("words", "context", "harm"),
    [
        ("27", "27 killed, 12 wounded in strikes", Harm.KILLED),
        ("12", "27 killed, 12 wounded in strikes", Harm.INJURED),
        ("3", "Shells on the market kill 3 wound 20", Harm.KILLED),
        ("25", "11 killed 25 injured in a raid", Harm.INJURED),
        ("46 others", "Five people were killed and 46 others were injured", Harm.INJURED),
        ("30 people", "30 people were killed or wounded", Harm.OTHER),
        ("23 dead", "the raid left 23 dead", Harm.KILLED),
        ("seven warehouses", "the strike destroyed seven warehouses", Harm.DESTROYED),
        ("six villagers", "gunmen kidnapped six villagers", Harm.ABDUCTED),
        ("six reports", "the monitor issued six reports", None),
        ("nine", "not in the context", None),
    ],
)
def test_the_nearest_cue_tells_what_befell_them(words: str, context: str, harm: Harm | None) -> None:
    assert harm_of(words, context) is harm


@pytest.mark.parametrize(
    ("source", "harm"),
    [
        ("The raid killed [25 civilians|figure] on Friday.", Harm.KILLED),
        ("[46 others|figure] were seriously injured.", Harm.INJURED),
        ("The blast left [23|figure] dead.", Harm.KILLED),
        ("six people were killed and [five|figure] wounded today", Harm.INJURED),
        ("11 killed [25|figure] injured in a raid", Harm.INJURED),  # the verb behind is the nearer
        ("Shells kill [3|figure] wound 20", Harm.KILLED),
        ("Air raid kills [83|figure] injured 100", Harm.KILLED),  # the verb behind is the next figure's
        ("[30 people|figure] were killed or wounded", None),  # both
        ("The shelling killed and wounded [12|figure]", None),
        ("It claimed the lives of [nine|figure], police said.", None),
        ("Officials said\n[four children|figure]\nwounded soldiers told of it", None),  # paragraphs apart
    ],
)
def test_the_verb_beside_a_figure_tells_what_befell_them(source: str, harm: Harm | None) -> None:
    case = annotated(source)
    assert harm_beside(case.text, case.marks[0][1]) is harm


def test_what_stands_in_brackets_is_not_counted_again() -> None:
    assert read_bounds("two servants (a mother and a daughter)") == read_bounds("two servants")
    assert read_bounds("(about 20 people)") == read_bounds("about 20 people")


_PIECES = st.sampled_from(
    [
        *[
            "at",
            "least",
            "up",
            "to",
            "more",
            "than",
            "between",
            "and",
            "of",
            "a",
            "the",
            "no",
            "some",
            "dozens",
            "hundred",
            "million",
            "-",
            ",",
            ".",
            "5",
            "20",
            "1,200",
            "th",
            "%",
        ],
        "people",
    ]
)


@settings(deadline=None)  # the machine may be busy
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=9).map(" ".join)))
def test_any_text_is_read_without_an_exception_and_low_never_passes_high(text: str) -> None:
    read = [read_bounds(text)] if text else []
    for bounds in [*read, *(b for _, b in find_figures(text))]:
        if isinstance(bounds, Bounds) and bounds.low is not None and bounds.high is not None:
            assert 0 <= bounds.low <= bounds.high
    for span, _ in find_figures(text):
        assert span.of(text).strip() == span.of(text)
    harm_of(text[:5], text)


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, 999_999_999))
def test_digits_are_read_back(number: int) -> None:
    assert low_high(f"exactly {number} people") == (number, number)
    assert low_high(f"exactly {number:,} people") == (number, number)


_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int, joint: str, hyphen: str) -> str:
    """An independent writer of numbers: `joint` stands after hundreds, `hyphen` within twenty-five."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (hyphen + _ONES[number % 10] if number % 10 else "")
    base, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    head = f"{in_words(number // base, joint, hyphen)} {name}"
    rest = number % base
    glue = joint if base == 100 or rest < 100 else " "
    return head + (glue + in_words(rest, joint, hyphen) if rest else "")


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, 999_999), st.sampled_from([" ", " and "]), st.sampled_from(["-", " "]))
def test_number_words_are_read_back(number: int, joint: str, hyphen: str) -> None:
    assert low_high(in_words(number, joint, hyphen) + " people") == (number, number)
