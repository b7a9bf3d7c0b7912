"""Finds the quantities of running text, and leaves out the numbers that count nothing.

Left out: dates, years and hours (the date tagger's spans), ages, ordinals, percentages and other
fractions, lengths and calibres, numbers that are part of a name ("7th Brigade", "F-16",
"Resolution 2254"), scores and fractions ("9/11", "2:1"), and nouns without a number ("a soldier"),
which running text has too many of that are no figures.
"""

from __future__ import annotations

from accordingto.model import Span
from accordingto.reference.numbers import Profile, profile, quantity_words
from accordingto.resolve.dates.find import find_times
from accordingto.resolve.figures.quantity import Bounds, Quantity, quantity_at
from accordingto.resolve.figures.singles import is_plural
from accordingto.resolve.numerals import Token, tokenise

_NOUN_REACH = 4
"""Words after a number among which its noun is looked for: "25 Al-Nusra fighters"."""
_COMPOUNDS = frozenset({"strong", "member", "man", "plus", "odd"})
_ONE_BEFORE = frozenset(
    {"no", "this", "that", "the", "any", "every", "each", "which", "someone", "another", "-"}
)
_ONE_AFTER = frozenset(
    {"another", "day", "side", "hand", "thing", "time", "point", "-", "way", "can", "should", "must"}
)
_PLAIN_VAGUE = frozenset({"both", "twin", "twins", "few", "number", "others"})


def find_figures(text: str, using: Profile | None = None) -> tuple[tuple[Span, Bounds], ...]:
    """The quantities of `text`, in order: the span from modifier to noun, and its bounds."""
    chosen = using or profile()
    tokens = tokenise(text)
    timed = bytearray(len(text))
    for time in find_times(text):
        timed[time.start : time.end] = b"\1" * (time.end - time.start)
    found: list[tuple[Span, Bounds]] = []
    i = floor = 0
    while i < len(tokens):
        quantity = _nothing_lost(tokens, i) or quantity_at(tokens, i, chosen, floor)
        if quantity is None:
            i += 1
            continue
        end = _with_noun(tokens, quantity)
        span = Span(start=tokens[quantity.start].start, end=tokens[end - 1].end)
        number = timed[tokens[i].start : tokens[quantity.end - 1].end]
        if not any(number) and not _trap(tokens, i, quantity):
            found.append((span, quantity.bounds))
        i = floor = max(end if found and found[-1][0] == span else quantity.end, i + 1)
    return tuple(found)


def _nothing_lost(tokens: tuple[Token, ...], i: int) -> Quantity | None:
    """no casualties, no further injuries."""
    words = quantity_words()
    if tokens[i].text not in {"no", "without", "zero"}:
        return None
    for k in (i + 1, i + 2):
        if k < len(tokens) and tokens[k].text in words.losses:
            return Quantity(Bounds(low=0, high=0, rule="figures.none"), i, k + 1)
    return None


def _with_noun(tokens: tuple[Token, ...], quantity: Quantity) -> int:
    """The token after the counted noun, or the quantity's own end when no noun is near."""
    words = quantity_words()
    start = quantity.end
    if (
        start < len(tokens)
        and tokens[start].text == "of"
        and quantity.bounds.rule in {"figures.vague", "figures.at-least"}
    ):
        start += 1
    for k in range(start, min(start + _NOUN_REACH, len(tokens))):
        if not (tokens[k].text[0].isalpha() or tokens[k].text == "-") or tokens[k].text in words.ends | {
            "and",
            "or",
        }:
            break
        if tokens[k].text in words.persons or is_plural(tokens[k : k + 1]):
            return k + 1
    return quantity.end


def _trap(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> bool:
    """Whether the number that starts at token `i` counts nothing where it stands."""
    words = quantity_words()
    after = [t.text for t in tokens[quantity.end : quantity.end + 3]]
    before = tokens[i - 1] if i else None
    first, last = tokens[i], tokens[quantity.end - 1]
    follows = tokens[quantity.end] if quantity.end < len(tokens) else None
    touching = follows is not None and follows.start == last.end
    joined = before is not None and before.end == first.start
    return (
        any(" ".join(after).startswith(p) for p in words.percent)
        or any(t in words.lengths for t in (after[1:2] if after[:1] == ["-"] else after[:1]))
        or bool(
            touching
            and follows
            and follows.text in {"/", ":", "-"}
            and after[1:2]
            and after[1] not in _COMPOUNDS
        )
        or bool(joined and before and before.text in {"/", ":", "-", "#", "."} and before.start > 0)
        or (
            first.text == "one"
            and (
                (before is not None and before.text in _ONE_BEFORE)
                or after[:1] == []
                or after[0] in _ONE_AFTER
            )
        )
        or (first.text in _PLAIN_VAGUE and quantity.end == i + 1 and first.text not in {"others", "twin"})
        or _looks_like_year(tokens, i, quantity)
        or _age_in_commas(tokens, i, quantity)
        or (before is not None and before.text == "aged")
    )


def _looks_like_year(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> bool:
    """Four bare digits of this age without a noun that they count."""
    text = tokens[i].text
    bare = quantity.end == i + 1 and len(text) == 4 and text.isdecimal()
    return bare and 1900 <= int(text) <= 2099 and _with_noun(tokens, quantity) == quantity.end


def _age_in_commas(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> bool:
    """Fatima Hassoun, 27, said; the age of a named person."""
    if i < 2 or quantity.end >= len(tokens) or not tokens[i].text.isdecimal():
        return False
    named = tokens[i - 2].raw[0].isupper() and tokens[i - 1].text in {",", "("}
    return named and tokens[quantity.end].text in {",", ")", "."} and int(tokens[i].text) < 110
