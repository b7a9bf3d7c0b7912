"""In which part of its report something stands: headline, lead, or the rest of the body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.model import Report, ReportPart, SectionKind, Span

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_SENTENCE_AND_LINE_END = re.compile(r"[.!?…][\"'”’»)\]]*[^\S\n]*\n")
"""Where a text has no blank lines, a paragraph ends with a line that ends a sentence; a line that ends
within one was wrapped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The stretches of a report that are headline, and where its lead ends."""

    headlines: tuple[Span, ...]
    """More than one where the title is told again in front of the first paragraph."""
    lead_end: int

    def of(self, span: Span) -> ReportPart:
        """The part that holds the first character of `span`; what stands before the body is its lead."""
        if any(headline.start <= span.start < headline.end for headline in self.headlines):
            return ReportPart.HEADLINE
        return ReportPart.LEAD if span.start < self.lead_end else ReportPart.BODY


def parts_of(report: Report) -> Parts:
    """The parts of a report, from its sections: the lead is the first paragraph of the body."""
    titles = tuple(s.span for s in report.sections if s.kind is SectionKind.TITLE)
    bodies = [s.span for s in report.sections if s.kind is SectionKind.BODY]
    if not bodies:
        return Parts(headlines=titles, lead_end=0)
    first = bodies[0]
    spaced = any(_BLANK_LINE.search(report.text, body.start, body.end) for body in bodies)
    end = (_BLANK_LINE if spaced else _SENTENCE_AND_LINE_END).search(report.text, first.start, first.end)
    return Parts(headlines=titles, lead_end=end.start() + 1 if end else first.end)
