"""The pieces that patterns of time expressions are made of, from `resources/times.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_lowercase, ascii_uppercase

from accordingto.reference.numbers import number_words, profile
from accordingto.reference.times import time_words

_FOLD = str.maketrans(ascii_uppercase + "\u00a0\u202f\n\t’‘–—‑−", ascii_lowercase + " " * 4 + "''" + "-" * 4)


def folded(text: str) -> str:
    """`text` in lower case with plain blanks, quotes and dashes; every character keeps its place."""
    return text.translate(_FOLD)


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


_N = number_words()
_T = time_words()

_LONG_MONTHS = [w for w in _T.months if len(w) > 4 or w in {"may", "june", "july"}]
SHORT_MONTHS = frozenset(_T.months) - frozenset(_LONG_MONTHS)
MONTH = f"(?:{one_of(_LONG_MONTHS)}\\b|{one_of(SHORT_MONTHS)}\\b\\.?)"
DAY = f"(?:(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9])|{one_of(_N.ordinals)}\\b)"
YEAR = "(?:(?:1[0-9]|20)[0-9]{2}(?![0-9]))"
# "12 JAN 90 (EFE)" is a dateline of 1990, "12 January 20 people" is not one of 2020.
SHORT_YEAR = "(?:'[0-9]{2}(?![0-9])|[0-9]{2}(?![0-9])(?!,? ?[a-z]))"
# "Tuesdays" is "Tuesday's" in texts that have lost their punctuation.
WEEKDAY = f"(?:{one_of(_T.weekdays)}s?\\b)"
ANY_WEEKDAY = f"(?:{one_of([*_T.weekdays, *_T.weekday_abbreviations])}s?\\b\\.?)"
PART = f"(?:{one_of(_T.parts)}\\b)"
SEASON = f"(?:{one_of(_T.seasons)}\\b)"
UNIT = f"(?:{one_of(_T.units)}s?\\b)"
_SMALL = one_of([*_N.units, "hundred", "a hundred", "a dozen"])
CARDINAL = f"(?:{one_of(_N.tens)}(?:[- ]{one_of(_N.units)})?|{_SMALL})"
_VAGUE = [w for w in profile().vague if w not in {"number", "plural", "some", "others"}]
_VAGUE += ["a few", "a couple of", "couple", "dozens of", "hundreds of", "thousands of", "tens of"]
VAGUE_COUNT = one_of([*_VAGUE, "half a", "half an", "a half"])
_DIGITS = "[0-9]{1,4}(?:\\.[0-9])?(?:-1/2| 1/2| and a half)?"
COUNT = f"(?:{_DIGITS}|{CARDINAL}(?: and a half)?|{VAGUE_COUNT}|an?\\b|one\\b)"
# At most three in a row: an unbounded run of them costs its square.
ABOUT = (
    "(?:(?:only |just |nearly |almost |about |around |roughly |approximately |at least |at most |more than "
    "|less than |fewer than |over |under |up to |some |another |well |a further |precisely |exactly ){0,3})"
)
SHADE = (
    "(?:early|mid|late|the beginning of|the start of|the middle of|the end of|beginning of|end of|start of)"
)


def number_in(text: str) -> int | None:
    """The number of a day (`4th`, `fourth`), or None."""
    digits = re.match(r"[0-9]+", text)
    return int(digits[0]) if digits else _N.ordinals.get(text)


def month_in(text: str) -> int:
    """The number of the month that `text`, matched by MONTH, names."""
    return _T.months[text.rstrip(".")]


def weekday_in(text: str) -> int:
    """ISO number of the weekday that `text`, matched by WEEKDAY or ANY_WEEKDAY, names."""
    known = {**_T.weekdays, **_T.weekday_abbreviations}
    word = text.rstrip(".")
    return known.get(word) or known[word.removesuffix("s")]


def shade_in(text: str) -> str | None:
    """early, mid or late, whichever the words of SHADE mean; None for no words."""
    if not text:
        return None
    if text.startswith(("early", "the beginning", "the start", "beginning", "start")):
        return "early"
    return "late" if text.startswith(("late", "the end", "end")) else "mid"
