"""A text as its words read, without what a layout or a broken conversion put between them.

The text of a report is never changed; stages that look for words look here, and go back by offsets:

    soft hyphens, zero-width signs, byte order marks    nothing
    blanks of any kind and number in a row              one blank
    `&quot;`, `&#39;`, `&amp;nbsp;`                      the sign that was meant
    „ “, « », `` ''                                      "
    a line break inside a paragraph set in short lines   one blank
"""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from accordingto.model import Span

_NOTHING = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_WIDE = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ENTITY = re.compile(r"&(?:amp;)?(?:#\d{2,5}|#x[0-9a-fA-F]{2,5}|[A-Za-z]{2,6});")
_ODD = re.compile(rf"[{_NOTHING}]+|[ {_WIDE}]{{2,}}|[{_WIDE}]|{_ENTITY.pattern}")
_SIGN = re.compile(r"``|''|[„«»“”]")
_FEED = re.compile(r"(?:(?<=[^\W\d_])-)?\r?\n[^\S\r\n]*(?=\S)")
WIDEST, NARROWEST = 110, 40
"""Characters of the longest line of a text that was set in lines: e-mail and wires use 60 to 80."""
WRAPPED = 0.85
"""Share of line breaks inside paragraphs that must stand where the next word would have been too much."""
FEWEST = 3
"""Line breaks from which a text is told to be set in lines; fewer may be a list or a chance."""
SLACK = 4
"""Characters by which lines of one text may differ from its width: blanks that were lost or doubled."""
_ITEM = re.compile(
    r"[•*·▪●◦]\s*\S|[-–—]\s+[A-Z\"“]|\(?\d{1,3}[.)]\s+\S|\d{1,2}[:.]\d{2}\s*(?:GMT|UTC|[ap]\.?m\.?)?\s*(?:[-–—:|]\s|$)"
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The words of a text, and for each character of them the stretch of the text it stands for."""

    text: str
    starts: array[int] | None = None
    """First character of the original for each of `text`; None where nothing had to be changed."""
    ends: array[int] | None = None

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of what `text[start:end]`, which is not empty, stands for."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def span(self, start: int, end: int) -> Span:
        """The same as a span."""
        first, last = self.extent(start, end)
        return Span(start=first, end=last)

    def inside(self, span: Span) -> tuple[int, int]:
        """Which characters `[first, last)` of `text` stand for a stretch of the original; may be none."""
        if self.starts is None or self.ends is None:
            return span.start, span.end
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


@lru_cache(maxsize=4)
def plain_text(text: str) -> PlainText:
    """The words of a whole text, with the way back; the last few texts are kept."""
    return _plain_text(text)


def plain(words: str) -> str:
    """The words of a mark on one line, without blanks at the edges."""
    return " ".join(_plain_text(words).text.split())


def _plain_text(text: str) -> PlainText:
    changes = tuple(_changes(text))
    if not changes:
        return PlainText(text)
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    at = 0
    for start, end, words in (*changes, (len(text), len(text), "")):
        pieces += [text[at:start], words]
        starts.extend(range(at, start))
        ends.extend(range(at + 1, start + 1))
        starts.extend([start] * len(words))
        ends.extend([end] * len(words))
        at = end
    return PlainText("".join(pieces), starts, ends)


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """What is to be read otherwise: `[start, end)` and the words that stand for it, in order."""
    found = [(m.start(), m.end(), _instead(m.group())) for m in _ODD.finditer(text)]
    if any(sign in text for sign in ("„", "«", "``")):
        found += [(m.start(), m.end(), '"') for m in _SIGN.finditer(text)]
    if width := _width(text):
        breaks = (m for m in _FEED.finditer(text) if _goes_on(text, m, width))
        found += [(m.start(), m.end(), "-" if m.group()[0] == "-" else " ") for m in breaks]
    at = 0
    for start, end, words in sorted(found):
        if start >= at and words != text[start:end]:
            yield start, end, words
            at = end


def _instead(odd: str) -> str:
    if odd[0] == "&":
        return _meant(odd)
    return " " if odd.isspace() else ""


def _meant(entity: str) -> str:
    """The one sign of an entity, also of one that was escaped twice; itself where it is none."""
    sign = html.unescape(html.unescape(entity))
    if len(sign) != 1:
        return entity
    return " " if sign.isspace() else sign if sign.isprintable() else ""


def _width(text: str) -> int:
    """The width at which a text was broken into lines; 0 where its lines are paragraphs or a list.

    A line that a program broke is one that the next word would have made too long.
    """
    lines = [line.strip() for line in text.split("\n")]
    inner = [(a, b) for a, b in pairwise(lines) if a and b and not _ITEM.match(b)]
    width = max((len(a) for a, _ in inner), default=0)
    if len(inner) < FEWEST or not NARROWEST <= width <= WIDEST or max(map(len, lines)) > WIDEST:
        return 0
    full = sum(len(a) + 1 + len(b.split()[0]) > width - SLACK for a, b in inner)
    return width if full >= WRAPPED * len(inner) else 0


def _goes_on(text: str, feed: re.Match[str], width: int) -> bool:
    """Whether the line before a break was full, and the next is no item, blank or further indented."""
    start = text.rfind("\n", 0, feed.start()) + 1
    stop = text.find("\n", feed.end())
    line = text[start : feed.start()].expandtabs()
    before, after = line.strip(), text[feed.end() : stop if stop >= 0 else len(text)].strip()
    indent = len(feed.group().expandtabs().lstrip("-\r\n")) - (len(line) - len(line.lstrip()))
    if (
        not before
        or not after
        or indent > 1
        or (_ITEM.match(after) and (not after[0].isdigit() or before[-1] in ".!?:;"))
    ):
        return False  # but "at least" goes on in "57. The army"
    hyphen = feed.group().startswith("-")
    return len(before) + 1 + hyphen + len(after.split()[0]) > width - SLACK
