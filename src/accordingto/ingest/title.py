"""Which line at the top of a text is its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.ingest.dateline import dateline_end

MAX_TITLE = 200
MAX_TITLE_WORDS = 30
PROSE = 160
"""Code points of a line that is no hard-wrapped one: those are cut at 60 to 100."""

# A word of four small letters and a stop inside the line: two sentences, not "Gov. Smith" or "U.S. army".
_TWO_SENTENCES = re.compile(r"[^\W\d_A-Z]{4}[.][\"'”’)]*\s+[\"“‘'(]?[A-Z]")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank: its words trimmed, where they stand, and its paragraph's number."""

    text: str
    start: int
    end: int
    paragraph: int


def equals(words: str, title: str) -> bool:
    """Whether two pieces of text have the same letters and figures, case and marks aside."""
    folded = _folded(words)
    return bool(folded) and folded == _folded(title)


def _folded(words: str) -> str:
    return " ".join(_WORD.findall(words.casefold().replace("’", "'")))


def is_kicker(rest: Sequence[Line]) -> bool:
    """Whether one or two words in capitals stand alone above what looks like a title ("SYRIA")."""
    first = rest[0].text
    if not first.isupper() or len(first.split()) > 2 or len(rest) < 3:
        return False
    return rest[1].paragraph != rest[0].paragraph and looks_like_title(rest[1:])


def looks_like_title(rest: Sequence[Line]) -> bool:
    """Whether the first of the lines is a headline by its shape.

    A short line that stands alone above other text and does not end as a sentence does. With a full
    stop it counts when it is in title case, when the next paragraph repeats it, or when that opens
    with a dateline: some archives set a stop after the headline.
    """
    if len(rest) < 2:
        return False
    first, second = rest[0], rest[1]
    words = _WORD.findall(first.text)
    too_long = len(first.text) > MAX_TITLE or len(words) > MAX_TITLE_WORDS
    if not words or too_long or _TWO_SENTENCES.search(first.text):
        return False
    if (
        first.paragraph == second.paragraph
        and len(second.text) < PROSE
        and not _broken_on_purpose(first, second)
    ):
        return False
    if first.text.rstrip("\"'”’")[-1:] in (":", ",", ";"):
        return False
    if not re.search(r"\.[\"'”’)]*$", first.text):
        return True
    return (
        _is_title_case(words)
        or _folded(second.text).startswith(_folded(first.text))
        or _folded(first.text) in _folded(second.text[: len(first.text) + 120])
        or dateline_end(second.text, 0, len(second.text)) is not None
    )


def _broken_on_purpose(first: Line, second: Line) -> bool:
    """Whether the second line's first word had room in the first: no layout broke the line there."""
    return len(first.text) + 1 + len(second.text.split()[0]) < len(second.text)


def _is_title_case(words: Sequence[str]) -> bool:
    """Whether four in five of the longer words begin with a capital; at least four of them."""
    longer = [word for word in words if len(word) > 3]
    return len(longer) >= 4 and sum(word[0].isupper() for word in longer) * 5 >= len(longer) * 4


def repeated_title_end(text: str, start: int, end: int, title: str) -> int | None:
    """Where the title told again at `start` of the line ends, its own stop included, or None.

    Only when a new sentence follows: "Strikes kill 12 in Idlib, a monitor said" repeats the words of
    a title but is the body's own sentence.
    """
    wanted = _WORD.findall(title)
    if len(wanted) < 3:
        return None
    position = start
    for word in wanted:
        found = _WORD.search(text, position, end)
        if found is None or found.group().casefold() != word.casefold():
            return None
        if found.start() - position > 4:
            return None
        position = found.end()
    stop = re.compile(r"[.!?]*[\"'”’]*(?=\s+[\"“‘'(\[]?[A-Z0-9])").match(text, position, end)
    return None if stop is None else stop.end()
