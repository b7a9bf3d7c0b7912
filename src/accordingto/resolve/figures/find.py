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
from accordingto.resolve.figures.traps import trap_at, with_noun
from accordingto.resolve.numerals import Numeral, Token, tokenise

_ONE_BEFORE = frozenset(
    {"no", "this", "that", "the", "any", "every", "each", "which", "someone", "another", "-"}
)
_ONE_AFTER = frozenset(
    {"", "another", "day", "side", "hand", "thing", "time", "point", "-", "way", "can", "should", "must"}
)
_WITH_OF = frozenset({"figures.vague", "figures.at-least"})
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
        end = with_noun(tokens, quantity.end, after_of=quantity.bounds.rule in _WITH_OF)
        span = Span(start=tokens[quantity.start].start, end=tokens[end - 1].end)
        number = timed[tokens[i].start : tokens[quantity.end - 1].end]
        if not any(number) and not _trapped(tokens, i, quantity):
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


def _trapped(tokens: tuple[Token, ...], i: int, quantity: Quantity) -> bool:
    """Whether the number that starts at token `i` counts nothing where it stands."""
    before = tokens[i - 1].text if i else ""
    after = tokens[quantity.end].text if quantity.end < len(tokens) else ""
    if tokens[i].text == "one" and (before in _ONE_BEFORE or after in _ONE_AFTER):
        return True
    if tokens[i].text in _PLAIN_VAGUE and quantity.end == i + 1 and tokens[i].text not in {"others", "twin"}:
        return True
    number = Numeral(None, None, i, quantity.end, mantissa=0)
    return trap_at(tokens, number) is not None
