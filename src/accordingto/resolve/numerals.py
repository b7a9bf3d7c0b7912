"""Reads one number from a row of tokens: "1,200", "1.5 million", "one hundred and twelve", "dozens".

A number is an interval: "dozens" has an open high end under most profiles. Scales that follow a
vague word multiply its low end ("several dozen", "hundreds of thousands").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from accordingto.reference.numbers import NumberWords, Profile, number_words, quantity_words

MAX_DIGITS = 12
"""Longer rows of digits are telephone or account numbers; no count of the living has more."""

_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\d])"  # 1,200
    r"|(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"  # 1 000, as UN agencies write it
    r"|\d+\.\d+|\d+"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|\S"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""1.200: continental outlets part thousands by a point, and nobody counts people in thousandths."""
_DASHES = frozenset("-‐‑‒–—")
_NOUN_RULES = frozenset({"plural", "some"})
"""Entries of a profile that are no number words: "some" before a number only blurs it."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign in lower case, with its place in the text."""

    text: str
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens `[start, end)`; None = open bound."""

    low: int | None
    high: int | None
    start: int
    end: int
    mantissa: int
    """The number without its scale: 2 of "2 million"; equals `low` when there is no scale."""
    vague: bool = False


def tokenise(text: str) -> tuple[Token, ...]:
    """The words, numbers and signs of `text`; dashes of all kinds become "-"."""
    return tuple(
        Token("-" if m[0] in _DASHES else m[0].lower().replace("’", "'"), m.start(), m.end(), m[0])
        for m in _TOKEN.finditer(text)
    )


def numeral_at(tokens: tuple[Token, ...], i: int, profile: Profile) -> Numeral | None:
    """The longest number that starts at token `i`, or None."""
    if i >= len(tokens):
        return None
    return (
        _fraction(tokens, i)
        or _digits(tokens, i)
        or _cardinal(tokens, i)
        or _pair(tokens, i)
        or _vague(tokens, i, profile)
    )


def _word(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _scale(tokens: tuple[Token, ...], i: int, words: NumberWords) -> tuple[int, int]:
    """Product of the scale words from token `i` on ("hundred thousand"), and the token after them."""
    factor = 1
    while (step := words.scales.get(_word(tokens, i)) or words.counts.get(_word(tokens, i))) is not None:
        factor *= step
        i += 1
        if factor > 10**MAX_DIGITS:
            break
    return factor, i


def _digits(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    text = "".join(c for c in tokens[i].text if c.isdecimal() or c == ".")
    if not text or not text[0].isdecimal() or len(text) > MAX_DIGITS:
        return None
    words = number_words()
    factor, end = _scale(tokens, i + 1, words)
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if factor == 1 and after and after.start == tokens[i].end and after.text in words.suffixes:
        factor, end = words.suffixes[after.text], i + 2
    if factor == 1 and _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    number = Decimal(text) * factor
    if number != int(number):  # "5.6" counts nobody
        return None
    return Numeral(
        int(number), int(number), i, end, mantissa=int(Decimal(text)) if factor > 1 else int(number)
    )


def _cardinal(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """A number in words; "a" and "an" count as one before a scale only."""
    words = number_words()
    start, total, current, seen = i, 0, 0, False
    largest = 10**18
    if _word(tokens, i) in {"a", "an"} and (
        words.scales.get(_word(tokens, i + 1)) or words.counts.get(_word(tokens, i + 1))
    ):
        current, seen, i = 1, True, i + 1
    while i < len(tokens):
        word = tokens[i].text
        if word in words.units and _room(current, words.units[word], seen, tokens, i):
            current, seen = current + words.units[word], True
        elif word in words.tens and current % 100 == 0:
            current, seen = current + words.tens[word], True
        elif word == "hundred" and (not seen or 0 < current < 100):
            current, seen = (current or 1) * 100, True
        elif (
            word in words.scales
            and word != "hundred"
            and words.scales[word] < largest
            and (current or not seen)
        ):
            largest = words.scales[word]
            total, current, seen = total + (current or 1) * largest, 0, True
        elif word in words.counts and (current or (not seen and word == "dozen")):
            total, current, seen, i = total + (current or 1) * words.counts[word], 0, True, i + 1
            break
        elif not _joins(word, tokens, i, seen, current, largest):
            break
        i += 1
    if not seen:
        return None
    if tokens[i - 1].text in {"and", "-"}:
        i -= 1
    number = total + current
    half = _and_a_half(tokens, i, number)
    if half is not None:
        return half.__class__(half.low, half.high, start, half.end, half.mantissa)
    return Numeral(number, number, start, i, mantissa=_mantissa(tokens, start, i, number))


def _mantissa(tokens: tuple[Token, ...], start: int, end: int, number: int) -> int:
    """3 of "three hundred", 20 of "twenty": the number before the scale words it ends with."""
    words, factor = number_words(), 1
    while end > start and (scale := words.scales.get(tokens[end - 1].text)) is not None:
        factor, end = factor * scale, end - 1
    return max(1, number // factor) if number else 0


def _room(current: int, unit: int, seen: bool, tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a unit or teen may still be added: 100 + 12, 20 + 5, but never 5 + 7."""
    if not seen or (current % 100 == 0 and current > 0):
        return True
    if current == 0:  # after a scale: "two thousand five"
        return unit > 0 and tokens[i - 1].text in {"and", *number_words().scales}
    return 0 < unit < 10 and current % 10 == 0 and tokens[i - 1].text in {"-", *number_words().tens}


def _joins(word: str, tokens: tuple[Token, ...], i: int, seen: bool, current: int, largest: int) -> bool:
    """Whether "and" or a hyphen at `i` goes on with the numeral."""
    words = number_words()
    following = _word(tokens, i + 1)
    if word == "-":
        return seen and current % 100 >= 20 and current % 10 == 0 and 0 < words.units.get(following, 0) < 10
    if word != "and" or not seen:
        return False
    smaller = following in words.units or following in words.tens
    after_scale = tokens[i - 1].text in words.scales
    # "two hundred and three hundred" are two numbers, "a hundred and one thousand" is one.
    next_scale = words.scales.get(_word(tokens, i + 2), 0)
    own = next_scale == words.scales["hundred"] or next_scale >= largest
    return smaller and after_scale and not own and current % 100 == 0


def _and_a_half(tokens: tuple[Token, ...], i: int, number: int) -> Numeral | None:
    """two and a half million."""
    if [_word(tokens, i + k) for k in range(3)] != ["and", "a", "half"]:
        return None
    factor, end = _scale(tokens, i + 3, number_words())
    if factor == 1:
        return None
    value = number * factor + factor // 2
    return Numeral(value, value, i, end, mantissa=number)


def _fraction(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """half a million, a quarter of a million, half a dozen."""
    words = number_words()
    j = i + 1 if _word(tokens, i) in {"a", "one"} else i
    fraction = words.fractions.get(_word(tokens, j))
    if fraction is None:
        return None
    j += 1
    if _word(tokens, j) == "of":
        j += 1
    if _word(tokens, j) in {"a", "one"}:
        j += 1
    factor, end = _scale(tokens, j, words)
    if factor == 1:
        return None
    value = factor * fraction[0] // fraction[1]
    return Numeral(value, value, i, end, mantissa=1)


def _pair(tokens: tuple[Token, ...], i: int) -> Numeral | None:
    """both, twin, a pair of, a couple of (two or a few)."""
    j = i + 1 if _word(tokens, i) == "a" else i
    number = quantity_words().pairs.get(_word(tokens, j))
    if number is None:
        return None
    if _word(tokens, j) == "couple" and _word(tokens, j + 1) == "of":
        return Numeral(2, None, i, j + 2, mantissa=2, vague=True)
    return Numeral(number, number, i, j + 1, mantissa=number)


def _vague(tokens: tuple[Token, ...], i: int, profile: Profile) -> Numeral | None:
    """dozens, several hundred, tens of thousands, a few dozen, an unknown number of."""
    j = i + 1 if _word(tokens, i) in {"a", "an"} else i
    unstated = _word(tokens, j) in {"unknown", "unspecified", "undisclosed", "undetermined", "large", "small"}
    j += unstated
    word = _word(tokens, j)
    if _word(tokens, i - 1) in {"as", "how", "so", "too"}:  # "as many as"
        return None
    if word not in profile.vague or word in _NOUN_RULES:
        return None
    if word == "number" and not unstated and (j == i or _word(tokens, j + 1) != "of"):  # "number 5"
        return None
    low, high = profile.vague[word]
    j += 1
    words = number_words()
    k = j + 1 if _word(tokens, j) == "of" else j
    factor, end = _scale(tokens, k, words)
    if factor == 1 and k > j and _word(tokens, k).removesuffix("s") in {*words.scales, *words.counts}:
        plural = _word(tokens, k).removesuffix("s")
        factor, end = words.scales.get(plural) or words.counts[plural], k + 1
    if factor > 1 and low is not None:
        return Numeral(low * factor, None, i, end, mantissa=low, vague=True)
    return Numeral(low, high, i, j, mantissa=low or 0, vague=True)
