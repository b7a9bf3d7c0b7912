"""Tells the parts of a report's text apart: masthead, title, dateline, body, furniture.

The text is taken line by line from the top. Lines of furniture are set aside first; then, until the
body begins, a line may be the masthead, a date line or the title; the body may open with a dateline.
Every character that is no blank comes to lie in exactly one section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accordingto.ingest.dateline import date_line, dateline_end
from accordingto.ingest.furniture import furniture_table
from accordingto.ingest.title import Line, equals, is_kicker, looks_like_title, repeated_title_end
from accordingto.model import Section, SectionKind, Span

_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r"#{1,6}\s+\S")
LEAD = 40
"""Lines from the top among which masthead and title are looked for; bounds the work on a hostile text."""
HARD_WRAPPED = 50
"""Code points from which a line without an end of sentence is taken to go on in the next one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    kind: SectionKind
    rule: str


_DATED = ("dateline.date-line", "masthead.month", "masthead.day", "masthead.updated")
_BODY = _Kind(kind=SectionKind.BODY, rule="body")


def sections_of(
    text: str, *, title: str | None = None, outlet: str | None = None, head: Span | None = None
) -> tuple[Section, ...]:
    """The sections of `text`, sorted, non-overlapping, covering every character that is no blank.

    `title` and `outlet` are those of the record or page, which make the same words in the text
    certain; `head` is a front matter at the top.
    """
    lines = lines_of(text)
    kinds: list[_Kind | None] = []
    for number, line in enumerate(lines):
        if head is not None and line.start < head.end:
            kinds.append(_Kind(kind=SectionKind.MASTHEAD, rule="masthead.front-matter"))
        else:
            kinds.append(_furniture(lines, number))
    found_title = _tell_the_lead(lines, kinds, title, outlet)
    pieces: list[tuple[int, int, _Kind]] = []
    body_begun = False
    for line, kind in zip(lines, kinds, strict=True):
        if kind is None and not body_begun:
            body_begun = True
            pieces.extend(_opening(text, line, found_title))
        else:
            pieces.append((line.start, line.end, kind or _BODY))
    return _merged(pieces)


def lines_of(text: str) -> list[Line]:
    """The lines that are not blank, trimmed, each with the number of its paragraph."""
    lines: list[Line] = []
    paragraph, last_end = 0, 0
    for found in _LINE.finditer(text):
        words = found.group()
        inner = words.strip()
        if not inner:
            continue
        start = found.start() + words.index(inner)
        feeds = text.count("\n", last_end, start) or text.count("\r", last_end, start)
        if lines and feeds > 1:
            paragraph += 1
        last_end = found.end()
        lines.append(Line(text=inner, start=start, end=start + len(inner), paragraph=paragraph))
    return lines


def _furniture(lines: Sequence[Line], number: int) -> _Kind | None:
    line = lines[number]
    before = lines[number - 1] if number else None
    wrapped = (
        before is not None
        and before.paragraph == line.paragraph
        and len(before.text) >= HARD_WRAPPED
        and before.text[-1] not in ".!?:\"'”’)"
    )
    rule = None if wrapped else furniture_table().rule_of(line.text)
    return None if rule is None else _Kind(kind=SectionKind.FURNITURE, rule=rule)


def _tell_the_lead(
    lines: Sequence[Line], kinds: list[_Kind | None], title: str | None, outlet: str | None
) -> str | None:
    """Marks masthead, date lines and title from the top in `kinds`; the words of the title, if any."""
    found: str | None = None
    for number, line in enumerate(lines[:LEAD]):
        if kinds[number] is not None:
            continue
        told = _masthead(line, outlet, after_title=found is not None)
        if told is not None:
            kinds[number] = told
            continue
        if found is not None:
            break
        open_lines = [n for n in range(number, min(number + LEAD, len(lines))) if kinds[n] is None]
        count, rule = _title([lines[n] for n in open_lines], title)
        if count == 0:
            break
        kind = SectionKind.MASTHEAD if rule == "masthead.kicker" else SectionKind.TITLE
        for n in open_lines[:count]:
            kinds[n] = _Kind(kind=kind, rule=rule)
        if kind is SectionKind.TITLE:
            found = " ".join(lines[n].text for n in open_lines[:count])
    return found


def _title(rest: Sequence[Line], title: str | None) -> tuple[int, str]:
    """How many lines from the first of `rest` are the title, and by which rule; 0 = none."""
    first = rest[0]
    paragraph = [line for line in rest if line.paragraph == first.paragraph]
    if title is not None:
        for count in range(len(paragraph), 0, -1):
            if equals(" ".join(line.text for line in paragraph[:count]), title):
                return count, "title.field"
    if _HEADING.match(first.text):
        return 1, "title.heading"
    if is_kicker(rest):
        return 1, "masthead.kicker"
    return (1, "title.shape") if looks_like_title(rest) else (0, "")


def _masthead(line: Line, outlet: str | None, *, after_title: bool) -> _Kind | None:
    dated = date_line(line.text)
    if dated == "published" or (dated == "day" and after_title):
        return _Kind(kind=SectionKind.DATELINE, rule="dateline.date-line")
    if dated is not None:
        return _Kind(kind=SectionKind.MASTHEAD, rule=f"masthead.{dated}")
    dateline = dateline_end(line.text, 0, len(line.text))
    if dateline is not None and dateline[0] == len(line.text):
        return _Kind(kind=SectionKind.DATELINE, rule=dateline[1])
    if outlet is not None and equals(line.text, outlet):
        return _Kind(kind=SectionKind.MASTHEAD, rule="masthead.outlet")
    return None


def _opening(text: str, line: Line, title: str | None) -> Iterator[tuple[int, int, _Kind]]:
    """The first line of the body: a dateline and the title told again may come before its words.

    Texts that have lost their layout repeat the headline on either side of the date.
    """
    position = line.start
    seen: set[SectionKind] = set()
    while position < line.end:
        repeated = repeated_title_end(text, position, line.end, title) if title is not None else None
        dated = dateline_end(text, position, line.end)
        if dated is not None and SectionKind.DATELINE not in seen:
            end, kind = dated[0], _Kind(kind=SectionKind.DATELINE, rule=dated[1])
        elif repeated is not None and SectionKind.TITLE not in seen:
            end, kind = repeated, _Kind(kind=SectionKind.TITLE, rule="title.repeated")
        else:
            break
        seen.add(kind.kind)
        yield position, end, kind
        rest = text[end : line.end]
        position = line.end - len(rest.lstrip())
    if position < line.end:
        yield position, line.end, _BODY


def _merged(pieces: Sequence[tuple[int, int, _Kind]]) -> tuple[Section, ...]:
    """Neighbouring pieces of one kind by one rule as one section; lines with a date each stay their own."""
    sections: list[Section] = []
    index = 0
    while index < len(pieces):
        start, end, kind = pieces[index]
        index += 1
        while index < len(pieces) and pieces[index][2] == kind and kind.rule not in _DATED:
            end = pieces[index][1]
            index += 1
        sections.append(Section(kind=kind.kind, span=Span(start=start, end=end), rule=kind.rule))
    return tuple(sections)
