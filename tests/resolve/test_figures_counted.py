"""A marked figure in its sentence: how many it counts, or why its number counts nobody. Sentences are invented."""

from __future__ import annotations

import re

import pytest

from accordingto.model import Harm, Span
from accordingto.reference.plain_text import plain_text
from accordingto.resolve.figures import Bounds, NoCount, counted


def read(sentence: str, harm: Harm = Harm.KILLED) -> Bounds | NoCount:
    """What the words in brackets count."""
    mark = re.search(r"\[(.*?)\]", sentence)
    assert mark is not None
    text = sentence.replace("[", "").replace("]", "")
    return counted(plain_text(text), Span(start=mark.start(), end=mark.end() - 2), harm)


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        # a part and its whole are two figures
        ("Officials counted [at least 68 children] among 126 dead.", 68, None),
        ("Officials counted at least 68 children among [126 dead].", 126, 126),
        ("The raid wounded [some 40], 11 of them seriously.", 40, 40),
        ("The raid wounded some 40, [11 of them] seriously.", 11, 11),
        ("The raid left [30] dead, 8 of them children.", 30, 30),
        # bounds
        ("[12 to 15] rebels died.", 12, 15),
        ("[Between 12 and 15] rebels died.", 12, 15),
        ("[12-15] rebels died.", 12, 15),
        ("[Dozens] died.", 24, None),
        ("[A dozen] died.", 12, 12),
        ("[Half a dozen] died.", 6, 6),
        ("[Several dozen] died.", 36, None),
        ("[Nearly 70] died.", 70, 70),
        ("[Almost 70] died.", 70, 70),
        ("[No fewer than 30] died.", 30, None),
        ("[No more than 12] died.", None, 12),
        ("[Up to 30] died.", None, 30),
        ("[More than 100] died.", 100, None),
        ("[Over 100] died.", 100, None),
        ("[Fewer than 10] died.", None, 10),
        ("[About 12] died.", 12, 12),
        ("[Around 12] died.", 12, 12),
        ("[An estimated 300] died.", 300, 300),
        ("[A couple of soldiers] died.", 2, None),
        ("[Scores] died.", 40, None),
        ("[Hundreds] died.", 200, None),
        ("[Tens of thousands] fled.", 20_000, None),
        ("[Thousands] fled.", 2000, None),
        # spellings of a number
        ("[1,200] people fled.", 1200, 1200),
        ("[1 200] people fled.", 1200, 1200),
        ("[1.200 people] fled.", 1200, 1200),
        ("[1.2 million] fled.", 1_200_000, 1_200_000),
        ("[Twenty-one] died.", 21, 21),
        ("[One hundred and five] died.", 105, 105),
        ("[A hundred] died.", 100, 100),
        ("[٦٨ children] died.", 68, 68),
        # without a number
        ("[No casualties] were reported.", 0, 0),
        ("[None] survived.", 0, 0),
        ("[One man] died.", 1, 1),
        ("[A woman and her two children] died.", 3, 3),
        ("[Both] died.", 2, 2),
        ("[The three] died.", 3, 3),
        ("[A third soldier] died.", 1, 1),
        # a toll that changed: one mark tells the new one, of two marks each tells its own
        ("The toll rose from [112 to 126].", 126, 126),
        ("The toll rose [from 112 to 126].", 126, 126),
        ("The toll rose from 112 to [126].", 126, 126),
        ("The toll rose from [112] to 126.", 112, 112),
        # what is no count is left out of the mark, and the rest counts
        ("[A 12-year-old boy] died.", 1, 1),
        ("[A 12-year-old] died.", 1, 1),
        ("[A 35-year-old man and his two sons] died.", 3, 3),
        ("[At least 12 people, including a 7-year-old girl,] died.", 12, None),
        ("[122 mm rockets] struck the camp.", 2, None),
        ("[Two F-16 jets] were lost.", 2, 2),
        ("[M23 rebels] died.", 2, None),
        ("[Division 30 fighters] died.", 2, None),
        ("[A 4-storey building] fell.", 1, 1),
        ("[Four soldiers of the 7th Brigade] died.", 4, 4),
        # numbers that only look like a trap
        ("Government forces killed [1950].", 1950, 1950),
        ("The bombing killed:[12] wounded:30.", 12, 12),
        ("[A 40-strong unit] was lost.", 40, 40),
    ],
)
def test_a_marked_figure_counts(sentence: str, low: int | None, high: int | None) -> None:
    bounds = read(sentence)
    assert isinstance(bounds, Bounds), bounds
    assert (bounds.low, bounds.high) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "[Half of them] were civilians.",
        "[Two thirds] of the dead were civilians.",
        "[Three-quarters of them] fled.",
        "[All but three] died.",
        "[One in three] died.",
        "[Most of the wounded] were children.",
        "[35 percent] of the wounded were children.",
        "[An unknown number] died.",
        "[No fewer than] died, and the number was cut off.",
    ],
)
def test_of_a_share_or_an_unsaid_number_neither_bound_is_known(sentence: str) -> None:
    bounds = read(sentence)
    assert isinstance(bounds, Bounds), bounds
    assert (bounds.low, bounds.high) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The [third attack] this week killed nobody.", "ordinal"),
        ("It was [the second such] raid.", "ordinal"),
        ("It was the [66th] raid.", "ordinal"),
        ("The [7th Brigade] was hit.", "ordinal"),
        ("The boy was a pupil, [12-year-old] Omar.", "age"),
        ("A girl aged [7] died.", "age"),
        ("Ali Haddad, [35], was shot.", "age"),
        ("The shells fell on [12 May].", "time"),
        ("The shells fell on [12] May 2016.", "time"),
        ("The shells fell in [2016].", "time"),
        ("The shells fell at [16:30].", "score"),
        ("The camp lies [40 km] from Homs.", "length"),
        ("A [122 mm] shell fell.", "length"),
        ("A [122-mm] shell fell.", "length"),
        ("An [F-16] fell.", "name"),
        ("A [T-72] burned.", "name"),
        ("An [S-300] battery was hit.", "name"),
        ("The [M23] took the town.", "name"),
        ("They cited [Resolution 2254].", "name"),
        ("Talks of the [Group of 20] failed.", "name"),
        ("[Route 4] was cut.", "name"),
        ("A [9K32] missile was found.", "name"),
        ("They paid [$2 million].", "money"),
        ("They paid [200 dollars].", "money"),
        ("They found [50 kg] of explosives.", "measure"),
        ("Call [+963 11 222 3333] for help.", "telephone"),
        ("[1]. Three soldiers died.", "list-number"),
        ("The match ended [3-1].", "score"),
        ("After the [9/11] attacks they fled.", "score"),
        ("A [four-day truce] held.", "compound"),
        ("They said [...] of it.", "no-word"),
    ],
)
def test_a_number_that_counts_nobody_is_no_casualty_figure(sentence: str, why: str) -> None:
    assert read(sentence) == NoCount(rule=f"figures.no-count.{why}")


def test_a_sum_of_money_counts_where_nobody_was_harmed() -> None:
    assert read("They gave [$2 million].", Harm.OTHER) == Bounds(
        low=2_000_000, high=2_000_000, rule="figures.exact"
    )
