"""One rule: a pattern of words, and how a match of it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from accordingto.resolve.dates.answer import Read, Setting

Match = re.Match[str]


_NEIGHBOURS = 24
"""Characters that a test looks at before and after a match: the whole text would cost its square."""


def before(folded: str, match: Match) -> str:
    """The characters just before the match."""
    return folded[max(0, match.start() - _NEIGHBOURS) : match.start()]


def after(folded: str, match: Match) -> str:
    """The characters just after the match."""
    return folded[match.end() : match.end() + _NEIGHBOURS]


def always(_folded: str, _match: Match) -> bool:
    """The tagger's test of a rule whose words are never anything but a time."""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over folded text, the reading of its match, and what the tagger asks besides."""

    id: str
    pattern: re.Pattern[str]
    read: Callable[[Match, Setting], Read]
    rank: int
    """Which of several expressions in one span decides: the highest. 9 a full date .. 0 a vague word."""
    tags: Callable[[str, Match], bool] = always
    """Whether the match is a time expression where it stands in running text."""


def never(_folded: str, _match: Match) -> bool:
    """The tagger's test of a rule that serves marked words only."""
    return False


def rule(
    name: str,
    pattern: str,
    read: Callable[[Match, Setting], Read],
    rank: int,
    tags: Callable[[str, Match], bool] = always,
) -> Rule:
    """A rule whose pattern starts and ends at word borders."""
    return Rule(f"dates.{name}", re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])"), read, rank, tags)
