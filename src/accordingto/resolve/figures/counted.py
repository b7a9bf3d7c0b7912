"""A marked figure where it stands: how many it counts, or why its number counts nobody.

The words of a mark do not tell "35" from the age in "Ali, 35, said"; the words around it do. A number
that is a trap is left out, and the rest of the mark read: "122 mm rockets" are two or more, "a 12-year-old
boy" is one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.model import Harm, Span, Unresolved
from accordingto.reference.numbers import Profile, profile, quantity_words
from accordingto.reference.plain_text import PlainText
from accordingto.resolve.dates.find import find_times
from accordingto.resolve.figures.bounds import NO_WORD, ORDINAL, SHARE, read_bounds
from accordingto.resolve.figures.quantity import Bounds
from accordingto.resolve.figures.traps import AMOUNTS, Trap, trap_at
from accordingto.resolve.numerals import Numeral, Token, numeral_at, tokenise

_BEFORE, _AFTER = 60, 40
"""Characters around a mark that are looked at: a bearer's name before an age, a unit behind a number."""
_PEOPLE = frozenset({Harm.KILLED, Harm.INJURED, Harm.ABDUCTED, Harm.ARRESTED, Harm.DISPLACED})
_OLD = re.compile(r"(?:a|an|another)\s[\w-]+?-years?-olds?\b", re.IGNORECASE)
"""A person by the age alone: "a 12-year-old"."""
_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_BEFORE_TIMES = frozenset({"in", "since", "until", "during", "year", "at"})
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\d+(?:st|nd|rd|th))"
_ALONE = re.compile(rf"(?:the\s+)?{_ORDINAL}", re.IGNORECASE)
_BEFORE_NOUN = re.compile(rf"(?:(?:the|a|an|its|their|his)\s+)?{_ORDINAL}\s+(\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCount:
    """A marked figure that counts nothing, and the rule that says so."""

    rule: str


def counted(text: PlainText, span: Span, harm: Harm, using: Profile | None = None) -> Bounds | NoCount:
    """How many the figure marked at `span` of the report counts, or why it counts nothing.

    Where the words count but do not say how many ("half of them"), both bounds are None.
    """
    first, last = text.inside(span)
    marked = text.text[first:last]
    if _counts_occurrences(marked):
        return _no_count(Trap.ORDINAL)
    told = read_bounds(marked, using)
    if isinstance(told, Unresolved) and told.reason == SHARE:
        return _unknown("share")
    start = max(first - _BEFORE, text.text.rfind("\n", 0, first) + 1, 0)
    around = text.text[start : last + _AFTER]
    words, traps, risen = _without_traps(around, first - start, last - start, harm, using or profile())
    if risen is not None:
        return risen
    if not traps:
        return _settled(told)
    bounds = read_bounds(words, using)
    if isinstance(bounds, Bounds) and _counts_by_itself(words):
        return bounds
    return _trapped(marked, traps[0])


def _trapped(marked: str, trap: Trap) -> Bounds | NoCount:
    """A mark whose numbers count nothing, and which has no other words that count."""
    if _OLD.fullmatch(marked.strip()):
        return Bounds(low=1, high=1, rule="figures.single")
    return _unknown("percent") if trap is Trap.PERCENT else _no_count(trap)


def _settled(told: Bounds | Unresolved) -> Bounds | NoCount:
    """A mark without a trap: its bounds, or why there are none."""
    if isinstance(told, Bounds):
        return told
    if told.reason in (NO_WORD, ORDINAL):
        return _no_count("no-word" if told.reason == NO_WORD else Trap.ORDINAL)
    return _unknown("unknown")


def _unknown(rule: str) -> Bounds:
    return Bounds(low=None, high=None, rule=f"figures.{rule}")


def _no_count(trap: str) -> NoCount:
    return NoCount(rule=f"figures.no-count.{trap}")


def _without_traps(
    around: str, first: int, last: int, harm: Harm, using: Profile
) -> tuple[str, list[Trap], Bounds | None]:
    """The mark `[first, last)` without its numbers that count nothing, what those are, and a risen toll."""
    tokens = tokenise(around)
    timed = tuple(find_times(around))
    kept, at = "", first
    traps: list[Trap] = []
    i = next((k for k, t in enumerate(tokens) if t.end > first), len(tokens))
    while i < len(tokens) and tokens[i].start < last:
        numeral = numeral_at(tokens, i, using)
        if numeral is None:
            i += 1
            continue
        start, end = tokens[i].start, tokens[numeral.end - 1].end
        trap = trap_at(tokens, numeral)
        if trap in (None, Trap.TIME):
            trap = Trap.TIME if _is_time(tokens, numeral, timed) else None
        risen = None if trap or traps else _risen(tokens, numeral, last, using)
        if risen is not None:
            return "", [], risen
        if trap is not None and not (trap in AMOUNTS and harm not in _PEOPLE):
            end = max(end, _end_of_trap(tokens, numeral, trap))
            start = max(first, _start_of_trap(tokens, numeral, trap))
            kept, at = kept + around[at:start], min(end, last)
            traps.append(trap)
        # the second number of "12-15" is no name behind a hyphen
        ranged = trap is None and numeral.end < len(tokens) and tokens[numeral.end].text == "-"
        i = numeral.end + 2 if ranged else numeral.end
    return kept + around[at:last], traps, None


def _is_time(tokens: tuple[Token, ...], numeral: Numeral, timed: tuple[Span, ...]) -> bool:
    """Whether the number is part of a date or an hour; "killed 1407" is none for looking like one."""
    start, end = tokens[numeral.start].start, tokens[numeral.end - 1].end
    before = tokens[numeral.start - 1].text if numeral.start else ""
    whole = next((t for t in timed if t.start <= start and end <= t.end), None)
    if whole is None:
        return before in _BEFORE_TIMES and trap_at(tokens, numeral) is Trap.TIME
    return before in _BEFORE_TIMES or (whole.start, whole.end) != (start, end)


def _end_of_trap(tokens: tuple[Token, ...], numeral: Numeral, trap: Trap) -> int:
    """Where the words end that belong to such a number: its unit, "-year-old", "th Brigade"."""
    k = numeral.end
    words = quantity_words()
    reach = {Trap.AGE: 5, Trap.ORDINAL: 2, Trap.NAME: 2, Trap.TELEPHONE: 6, Trap.SCORE: 2}.get(trap, 2)
    belongs = words.lengths | words.measures | words.money | words.labels
    belongs |= {
        "-",
        "year",
        "years",
        "month",
        "months",
        "old",
        "of",
        "age",
        "st",
        "nd",
        "rd",
        "th",
        "percent",
        "%",
    }
    while k < min(len(tokens), numeral.end + reach) and (
        tokens[k].text in belongs or tokens[k].text[0].isdigit() or tokens[k].start == tokens[k - 1].end
    ):
        if tokens[k].text in {",", ".", ";"}:
            break
        k += 1
    return tokens[k - 1].end


def _start_of_trap(tokens: tuple[Token, ...], numeral: Numeral, trap: Trap) -> int:
    """Where they begin: "F-" of "F-16", "Division" of "Division 30", "aged", a currency's sign."""
    k = numeral.start
    if trap is Trap.NAME and tokens[k - 1].text == "-":
        k -= 1
    before = tokens[k - 1] if k else None
    words = quantity_words()
    if before is not None and (
        (trap is Trap.NAME and before.text not in words.determiners)
        or before.text in words.money | {"aged", "+", "of"}
    ):
        k -= 1
    return tokens[k].start


def _counts_by_itself(words: str) -> bool:
    """Whether what is left of a mark still counts: a person, a plural, or one thing by its article."""
    tokens = [t.text for t in tokenise(words) if t.text[0].isalnum()]
    words_ = quantity_words()
    if not tokens or (len(tokens) == 1 and tokens[0] in words_.determiners | words_.ends | words_.pronouns):
        return False
    people = set(tokens) & (words_.persons | words_.plurals)
    plural = any(t.endswith("s") and len(t) > 3 and t not in words_.singular_s for t in tokens)
    return bool(people or plural or tokens[0] in {"a", "an", "one", "another"} or _has_number(words))


def _has_number(words: str) -> bool:
    tokens = tokenise(words)
    return any(numeral_at(tokens, i, profile()) for i in range(len(tokens)))


def _counts_occurrences(words: str) -> bool:
    """ "the third attack this week", "a second such raid", "the third" without its noun."""
    if _ALONE.fullmatch(words.strip()):
        return True
    found = _BEFORE_NOUN.match(words.strip())
    return found is not None and found[1].lower() in quantity_words().occurrences


def _risen(tokens: tuple[Token, ...], numeral: Numeral, last: int, using: Profile) -> Bounds | None:
    """The new toll of "rose from 112 to 126" where one mark holds both: the old one is no longer claimed."""
    before = {t.text for t in tokens[max(0, numeral.start - 4) : numeral.start]}
    link = tokens[numeral.end].text if numeral.end < len(tokens) else ""
    if "from" not in before or link != "to" or not before & quantity_words().changes:
        return None
    new = numeral_at(tokens, numeral.end + 1, using)
    if new is None or tokens[new.start].start >= last:
        return None
    return Bounds(low=new.low, high=new.high, rule="figures.changed")
