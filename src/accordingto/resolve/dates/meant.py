"""Whether a word that may be a month, a year or a season is one where it stands in running text."""

from __future__ import annotations

import re

from accordingto.resolve.dates.patterns import SHORT_MONTHS
from accordingto.resolve.dates.rule import Match, after, before

NO_CLOCK = r"(?!:|[.,][0-9]| ?(?:gmt|utc|hours|hrs|local|this )|[ap]\.?m\b)"
"""What does not follow a year: "at 1620 this afternoon" is an hour."""

_OTHER_WORDS = frozenset({"may", "march"})
_GOES_WITH_MONTHS = re.compile(
    r"\b(?:in|since|of|by|until|till|from|during|between|through|before|after|to) $"
)
_GOES_WITH_YEARS = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|from|during|between|before|after|to|and|through|late|early|mid|year"
    r"|the|around)[ -]|[(/-])$"
)
_COUNTED = re.compile(r" ?(?:%|percent|per cent|km\b|people\b)")
_CLAUSE_ENDS = re.compile(r"\s*(?:[,.;:)-]|$)")
_NAMED_BY = re.compile(r"(?:[$£€#]|\bresolution |\bno\. )$")
_GOES_WITH_SEASONS = re.compile(r"\b(?:in|by|the|of|during|until) $")


def month_is_meant(text: str, m: Match) -> bool:
    """ "may" and "march" are months only after a word that goes with months; so are short forms."""
    word = m["m"].rstrip(".")
    if word not in _OTHER_WORDS and word not in SHORT_MONTHS:
        return True
    if m["which"] or m["shade"] or (m["m"].endswith(".") and word not in _OTHER_WORDS):
        return True
    return bool(_GOES_WITH_MONTHS.search(before(text, m)))


def year_is_meant(text: str, m: Match) -> bool:
    """Four digits are a year after "in" and its like or at a clause's end, not before what they count."""
    if m["shade"] or _GOES_WITH_YEARS.search(before(text, m)):
        return not _COUNTED.match(after(text, m))
    recent = 1700 <= int(m["y"]) <= 2100
    return recent and bool(_CLAUSE_ENDS.match(after(text, m))) and not _NAMED_BY.search(before(text, m))


def season_is_meant(text: str, m: Match) -> bool:
    """ "fall" and "spring" are verbs too."""
    if m["y"] or m["which"] or m["shade"]:
        return True
    return m["s"] not in {"fall", "spring"} and bool(_GOES_WITH_SEASONS.search(before(text, m)))
