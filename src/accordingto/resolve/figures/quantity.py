"""One bounded number in a row of tokens: the number, its range, and what stands before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from accordingto.reference.numbers import Profile, quantity_words
from accordingto.resolve.numerals import Numeral, Token, numeral_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How many: `low <= high`, None for an open or unknown end, never negative."""

    low: int | None
    high: int | None
    rule: str
    """Id of the rule, e.g. `figures.at-least`."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A bounded number over tokens `[start, end)`, with its modifiers."""

    bounds: Bounds
    start: int
    end: int


def next_quantity(tokens: tuple[Token, ...], i: int, using: Profile) -> Quantity | None:
    """The first count at or after token `i`, with its modifiers and range."""
    while i < len(tokens):
        quantity = quantity_at(tokens, i, using, floor=0)
        if quantity is not None:
            return quantity
        numeral = numeral_at(tokens, i, using)
        i = numeral.end if numeral else i + 1
    return None


def quantity_at(tokens: tuple[Token, ...], i: int, using: Profile, floor: int) -> Quantity | None:
    """The count whose number starts at token `i`; modifiers before it are taken from `floor` on."""
    numeral = None if part_of_name(tokens, i) else numeral_at(tokens, i, using)
    if numeral is None or is_ordinal(tokens, numeral) or is_age(tokens, numeral.end):
        return None
    return _modified(tokens, *_range(tokens, numeral, using), floor=floor)


def is_ordinal(tokens: tuple[Token, ...], numeral: Numeral) -> bool:
    """Whether the digits carry an ordinal ending: "7th", "21st"."""
    after = tokens[numeral.end] if numeral.end < len(tokens) else None
    touching = after is not None and after.start == tokens[numeral.end - 1].end
    return bool(touching and after and after.text in {"st", "nd", "rd", "th"})


def is_age(tokens: tuple[Token, ...], end: int) -> bool:
    """Whether the number that ends at token `end` is an age: "12-year-old", "12 years old"."""
    following = " ".join(t.text for t in tokens[end : end + 6]).replace(" - ", "-").removeprefix("- ")
    return following.startswith(quantity_words().ages)


def part_of_name(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the token belongs to a name: "F-16", "Division 30"."""
    if i == 0 or not tokens[i].text[0].isdigit():
        return False
    before = tokens[i - 1]
    if before.text == "-" and i > 1 and before.start == tokens[i - 2].end and tokens[i].start == before.end:
        return tokens[i - 2].text[0].isalpha()
    return before.text in quantity_words().labels or (before.text.isalpha() and before.end == tokens[i].start)


def _range(tokens: tuple[Token, ...], first: Numeral, using: Profile) -> tuple[Numeral, str]:
    """Joins "between 20 and 30", "12 to 15", "20-30", "two or three" into one interval.

    "rose from 12 to 15" is no range but two tolls, the old and the new.
    """
    link = tokens[first.end].text if first.end < len(tokens) else ""
    before = tokens[first.start - 1].text if first.start else ""
    if link not in {"-", "to", "or"} and not (link == "and" and before == "between"):
        return first, "figures.exact"
    changed = {t.text for t in tokens[max(0, first.start - 4) : first.start]} & quantity_words().changes
    second = None if before == "from" and changed else numeral_at(tokens, first.end + 1, using)
    if second is None or second.low is None or first.low is None:
        return first, "figures.exact"
    low = first.low
    if first.low == first.mantissa and second.mantissa and second.low > second.mantissa >= first.mantissa:
        low = first.low * (second.low // second.mantissa)  # "two to three hundred"
    start = first.start - 1 if before in {"between", "from"} else first.start
    if second.high is None:
        return Numeral(low, None, start, second.end, mantissa=low, vague=True), "figures.range"
    ends = sorted((low, second.high))
    return Numeral(ends[0], ends[1], start, second.end, mantissa=ends[0]), "figures.range"


def _modified(tokens: tuple[Token, ...], numeral: Numeral, rule: str, floor: int) -> Quantity:
    """Applies what stands before and after the number: "at least", "or more", "up to", "nearly"."""
    before, start = modifier_before(tokens, numeral.start, floor)
    after, end = _modifier_after(tokens, numeral.end)
    kinds = (before, after)
    if rule == "figures.exact" and numeral.vague:
        rule = "figures.vague"
    if "at-least" in kinds:
        bounds = Bounds(low=numeral.low, high=None, rule="figures.at-least")
    elif "at-most" in kinds:
        bounds = Bounds(low=None, high=numeral.high, rule="figures.at-most")
    elif "about" in kinds and rule == "figures.exact":
        bounds = Bounds(low=numeral.low, high=numeral.high, rule="figures.about")
    else:
        bounds = Bounds(low=numeral.low, high=numeral.high, rule=rule)
    return Quantity(bounds, start, end)


_EXACT = frozenset(
    {"another", "other", "further", "the", "these", "those", "all", "its", "their", "his", "her", "our"}
)


@cache
def _modifiers() -> Mapping[str, str]:
    """Phrase before a number -> what it does to it."""
    words = quantity_words()
    kinds = {**dict.fromkeys(words.about, "about"), **dict.fromkeys(words.at_most, "at-most")}
    return MappingProxyType({**kinds, **dict.fromkeys(words.at_least, "at-least")})


def modifier_before(tokens: tuple[Token, ...], start: int, floor: int) -> tuple[str, int]:
    """The strongest modifier that ends where the number starts, and the token it starts at."""
    kinds, found = _modifiers(), ""
    while start > floor:
        for length in (4, 3, 2, 1):
            phrase = " ".join(t.text for t in tokens[max(floor, start - length) : start])
            if length <= start - floor and phrase in kinds:
                break
        else:
            return found, start
        kind = kinds[phrase]
        start -= length
        if kind != "about":
            # "an estimated at least 50 militants": the bound counts, whichever stands nearer.
            found = kind if found in {"", "about"} else found
        elif not found and phrase not in _EXACT:
            found = "about"
    return found, start


def _modifier_after(tokens: tuple[Token, ...], end: int) -> tuple[str, int]:
    words = quantity_words()
    for kind, phrases in (
        ("at-least", words.after_at_least),
        ("at-most", words.after_at_most),
        ("about", words.after_about),
    ):
        for phrase in phrases:
            size = len(phrase.split())
            if " ".join(t.text for t in tokens[end : end + size]) == phrase:
                return kind, end + size
    if [t.text for t in tokens[end : end + 2]] == ["-", "plus"]:
        return "at-least", end + 2
    return "", end
