"""Numbers that count nothing where they stand: ages, ordinals, calibres, names, times, sums of money.

Fatima Hassoun, 27, said      the third such attack      a 122 mm rocket      the 7th Brigade
F-16, M23, Resolution 2254    at 16:30 on 12 May         +963 11 222 3333     1. Three soldiers died.
"""

from __future__ import annotations

from enum import StrEnum

from accordingto.reference.numbers import quantity_words
from accordingto.resolve.figures.quantity import is_age, is_ordinal, part_of_name
from accordingto.resolve.figures.singles import is_plural
from accordingto.resolve.numerals import Numeral, Token

_NOUN_REACH = 4
"""Words after a number among which its noun is looked for: "25 Al-Nusra fighters"."""
_COMPOUNDS = frozenset({"strong", "member", "man", "plus", "odd", "thirds", "quarters", "fifths", "tenths"})
_OLDEST = 110


class Trap(StrEnum):
    """Why a number is no count; the rule that is written down is `figures.no-count.` and this."""

    ORDINAL = "ordinal"
    AGE = "age"
    NAME = "name"
    LENGTH = "length"
    TIME = "time"
    SCORE = "score"
    COMPOUND = "compound"
    LIST_NUMBER = "list-number"
    TELEPHONE = "telephone"
    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"


AMOUNTS = frozenset({Trap.PERCENT, Trap.MONEY, Trap.MEASURE})
"""They count something, though never people: "$2 million" may be what was given, not who died."""


def trap_at(tokens: tuple[Token, ...], numeral: Numeral) -> Trap | None:
    """Why the number counts nothing where it stands, as far as the words tell; None where it may count."""
    i, end = numeral.start, numeral.end
    for trap, holds in (
        (Trap.ORDINAL, is_ordinal(tokens, numeral)),
        (Trap.AGE, is_age(tokens, end) or _text(tokens, i - 1) == "aged" or _age_in_commas(tokens, i, end)),
        (Trap.TELEPHONE, _joined(tokens, i, {"+"})),
        (Trap.NAME, _name(tokens, i, end)),
        (Trap.LIST_NUMBER, _list_number(tokens, i, end)),
        (Trap.SCORE, _score(tokens, i, end)),
        (Trap.TIME, _looks_like_year(tokens, i, end)),
    ):
        if holds:
            return trap
    return _unit(tokens, i, end) or (Trap.COMPOUND if _compound(tokens, i, end) else None)


def _unit(tokens: tuple[Token, ...], i: int, end: int) -> Trap | None:
    """What the number measures, by the word behind it or the sign before it."""
    words = quantity_words()
    after = [t.text for t in tokens[end : end + 4]]
    behind = after[1:] if after[:1] == ["-"] else after
    if any(" ".join(after).startswith(phrase) for phrase in words.percent):
        return Trap.PERCENT
    if behind[:1] and behind[0] in words.lengths:
        return Trap.LENGTH
    if _text(tokens, i - 1) in words.money or (behind[:1] and behind[0] in words.money):
        return Trap.MONEY
    square = behind[:1] in (["square"], ["cubic"], ["sq"])
    return Trap.MEASURE if square or (behind[:1] and behind[0] in words.measures) else None


def _text(tokens: tuple[Token, ...], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _joined(tokens: tuple[Token, ...], i: int, signs: set[str]) -> bool:
    return i > 0 and tokens[i - 1].end == tokens[i].start and tokens[i - 1].text in signs


def _touching(tokens: tuple[Token, ...], end: int) -> bool:
    return end < len(tokens) and tokens[end].start == tokens[end - 1].end


def _name(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """ "F-16", "M23", "Division 30", "9K32", "the Group of 20"."""
    if part_of_name(tokens, i):
        return True
    if tokens[i].text[0].isdigit() and _touching(tokens, end) and tokens[end - 1].text.isalpha():
        return tokens[end].text[0].isdigit()  # the K of "9K32" is no thousand
    group = tokens[i - 2 : i] if i > 1 else ()
    return [t.raw for t in group] == ["Group", "of"] and with_noun(tokens, end) == end


def _score(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """ "9/11", "2:1", "3-1"; "12-15" is a range."""
    if i > 1 and _joined(tokens, i, {"/", ":", "."}) and tokens[i - 2].text.isdecimal():
        return True
    if not _touching(tokens, end) or not _text(tokens, end + 1).isdecimal() or not tokens[i].text.isdecimal():
        return _joined(tokens, i, {"#"})
    second = int(tokens[end + 1].text)
    return tokens[end].text in {"/", ":"} or (tokens[end].text == "-" and second < int(tokens[i].text))


def _compound(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """ "a four-day truce", "a two-storey house"; "40-strong" and "five-member" count."""
    behind = _text(tokens, end + 1)
    if _touching(tokens, end) and tokens[end].text == "-" and behind[:1].isalpha():
        return behind not in _COMPOUNDS and tokens[end + 1].start == tokens[end].end
    return i > 1 and _joined(tokens, i, {"-"}) and tokens[i - 2].end == tokens[i - 1].start


def _list_number(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """ "1. Three soldiers died", "(2) The army": first in its line, a sign behind it, then words."""
    first = i == 0 or (i == 1 and tokens[0].text == "(")
    marked = _touching(tokens, end) and tokens[end].text in {".", ")"}
    return first and marked and tokens[i].text.isdecimal() and end + 1 < len(tokens)


def _looks_like_year(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Four bare digits of this age without a noun that they count."""
    text = tokens[i].text
    bare = end == i + 1 and len(text) == 4 and text.isdecimal()
    counts = with_noun(tokens, end) != end or _text(tokens, end) in quantity_words().losses
    return bare and 1900 <= int(text) <= 2099 and not counts


def _age_in_commas(tokens: tuple[Token, ...], i: int, end: int) -> bool:
    """Fatima Hassoun, 27, said; the age of a named person."""
    if i < 2 or end >= len(tokens) or not tokens[i].text.isdecimal():
        return False
    named = tokens[i - 2].raw[0].isupper() and tokens[i - 1].text in {",", "("}
    return named and tokens[end].text in {",", ")", "."} and int(tokens[i].text) < _OLDEST


def with_noun(tokens: tuple[Token, ...], end: int, *, after_of: bool = False) -> int:
    """The token after the noun that a number ending at `end` counts, or `end` when none is near."""
    words = quantity_words()
    start = end + 1 if after_of and _text(tokens, end) == "of" else end
    for k in range(start, min(start + _NOUN_REACH, len(tokens))):
        stops = words.ends | {"and", "or"}
        if not (tokens[k].text[0].isalpha() or tokens[k].text == "-") or tokens[k].text in stops:
            break
        if tokens[k].text in words.persons or is_plural(tokens[k : k + 1]):
            return k + 1
    return end
