"""Finds time expressions in running text, with the strict borders of TimeML: no preposition."""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.model import Span
from accordingto.resolve.dates.absolute import ABSOLUTE
from accordingto.resolve.dates.patterns import folded
from accordingto.resolve.dates.relative import RELATIVE
from accordingto.resolve.dates.rule import Match, Rule
from accordingto.resolve.dates.spans import LENGTHS

RULES: tuple[Rule, ...] = (*ABSOLUTE, *LENGTHS, *RELATIVE)


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule; offsets are those of the text."""

    rule: Rule
    match: Match


def matches(text: str, tagging: bool) -> tuple[Found, ...]:
    """The longest matches of all rules, left to right, none overlapping another.

    With `tagging`, only what a rule holds to be a time expression where it stands in running text.
    """
    plain = folded(text)
    found = [
        Found(rule, m)
        for rule in RULES
        for m in rule.pattern.finditer(plain)
        if m.end() > m.start() and (not tagging or rule.tags(plain, m))
    ]
    found.sort(key=lambda f: (f.match.start() - f.match.end(), -f.rule.rank, f.match.start()))
    occupied = bytearray(len(plain))
    taken: list[Found] = []
    for f in found:
        start, end = f.match.span()
        if not any(occupied[start:end]):
            occupied[start:end] = b"\1" * (end - start)
            taken.append(f)
    return tuple(sorted(taken, key=lambda f: f.match.start()))


def find_times(text: str) -> tuple[Span, ...]:
    """The time expressions of running text, in order, not overlapping."""
    return tuple(Span(start=f.match.start(), end=f.match.end()) for f in matches(text, tagging=True))
