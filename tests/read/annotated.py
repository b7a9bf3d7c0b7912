"""News sentences with their marks in brackets: `[Officials|speaker] [said|cue] ...`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.model import MarkLabel, Report, Section, SectionKind, Span

_MARKED = re.compile(r"\[([^\[\]|]+)\|([a-z]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A text without its brackets, and what they marked."""

    text: str
    marks: tuple[tuple[MarkLabel, Span], ...]

    def words(self, label: MarkLabel) -> tuple[str, ...]:
        """The marked words of one label, in order."""
        return tuple(span.of(self.text) for found, span in self.marks if found is label)

    def report(self) -> Report:
        """The text as a report without furniture."""
        body = Section(kind=SectionKind.BODY, span=Span(start=0, end=len(self.text)), rule="test")
        return Report(id="r", place="test", original_sha256="0", text=self.text, sections=(body,))


def annotated(source: str) -> Annotated:
    """The text and marks of a bracketed sentence."""
    text, marks, at = "", [], 0
    for match in _MARKED.finditer(source):
        text += source[at : match.start()]
        span = Span(start=len(text), end=len(text) + len(match.group(1)))
        marks.append((MarkLabel(match.group(2)), span))
        text += match.group(1)
        at = match.end()
    return Annotated(text=text + source[at:], marks=tuple(marks))
