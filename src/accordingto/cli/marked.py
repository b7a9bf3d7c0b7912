"""A report's text with its marks: in colour on a terminal, in brackets where there is none.

    [Officials|speaker] [said|cue] [shelling|trigger][0] of [Aleppo|place] killed [at least 12|figure]

Marks may nest and cross. Marks of the same words share a bracket (`[27 militants|target+figure]`); a
mark that crosses the end of another is closed there and opened again. The number of a claim stands
behind its trigger, a judgement's behind its content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.text import Text

from accordingto.cli.cards import STYLES
from accordingto.cli.phrases import number
from accordingto.cli.screen import visible
from accordingto.model import Claim, Event, LoadedWord, MarkLabel, Report, SectionKind, Span

FURNITURE = (SectionKind.FURNITURE, SectionKind.MASTHEAD)
FURNITURE_STYLE = "dim"
NUMBER_STYLE = "bold"
LOADED = "loaded"
"""Label of a loaded word's bracket."""
LOADED_STYLE = "reverse"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedReport:
    """A report's text with what is to be shown in it."""

    text: str
    labels: dict[Span, tuple[str, ...]]
    """Labels of each marked stretch, sorted; contents of events are no bracket, only underlined."""
    contents: tuple[Span, ...]
    numbers: dict[Span, str]
    """Numbers of claims, by the mark behind which they stand."""

    def bracketed(self, whole: Span) -> str:
        """The stretch `whole` with brackets and numbers."""
        starts, ends = self._edges(whole)
        out: list[str] = []
        open_: list[Span] = []
        at = whole.start
        for edge in sorted({*starts, *ends, whole.end}):
            out.append(visible(self.text[at:edge]))
            at = edge
            out.append(self._closed(open_, ends.get(edge, ())))
            opening = sorted(starts.get(edge, ()), key=lambda span: -span.end)
            out.append("[" * len(opening))
            open_.extend(opening)
        return "".join(out)

    def _edges(self, whole: Span) -> tuple[dict[int, list[Span]], dict[int, list[Span]]]:
        starts: dict[int, list[Span]] = {}
        ends: dict[int, list[Span]] = {}
        for span in self.labels:
            if span.overlaps(whole):
                starts.setdefault(max(span.start, whole.start), []).append(span)
                ends.setdefault(min(span.end, whole.end), []).append(span)
        return starts, ends

    def _closed(self, open_: list[Span], ending: Sequence[Span]) -> str:
        """Brackets that close `ending`; those opened inside them are closed and opened again."""
        if not ending:
            return ""
        out = ""
        reopen: list[Span] = []
        left = set(ending)
        while left:
            span = open_.pop()
            out += f"|{'+'.join(self.labels[span])}]"
            if span in left:
                left.discard(span)
                out += self.numbers.get(span, "")
            else:
                reopen.append(span)
        for span in reversed(reopen):
            out += "["
            open_.append(span)
        return out

    def coloured(self, whole: Span) -> Text:
        """The stretch `whole` as styled text with numbers."""
        out = Text()
        numbers: dict[int, str] = {}
        for span, said in self.numbers.items():
            numbers[span.end] = numbers.get(span.end, "") + said
        edges = {whole.start, whole.end}
        for span in (*self.labels, *self.contents):
            edges |= {span.start, span.end}
        cuts = sorted(edge for edge in edges if whole.start <= edge <= whole.end)
        for start, end in pairwise(cuts):
            out.append(visible(self.text[start:end]), " ".join(self._styles(Span(start=start, end=end))))
            out.append(numbers.get(end, ""), NUMBER_STYLE)
        return out

    def _styles(self, piece: Span) -> Iterator[str]:
        """Styles of a piece that no edge cuts; a later one wins, so shorter marks come last."""
        if any(span.covers(piece) for span in self.contents):
            yield STYLES[MarkLabel.CONTENT]
        for span in sorted(self.labels, key=lambda span: span.start - span.end):
            if span.covers(piece):
                for label in self.labels[span]:
                    yield _style(label)


def _style(label: str) -> str:
    if label == LOADED:
        return LOADED_STYLE
    return STYLES[MarkLabel(label)] if label in list(MarkLabel) else FURNITURE_STYLE


def marked(report: Report, claims: Sequence[Claim], loaded: Sequence[LoadedWord] = ()) -> MarkedReport:
    """What is to be shown in the text of a report."""
    labels: dict[Span, set[str]] = {}
    for section in report.sections:
        if section.kind in FURNITURE:
            labels.setdefault(section.span, set()).add(section.kind.value)
    for word in loaded:
        labels.setdefault(word.span, set()).add(LOADED)
    contents: set[Span] = set()
    numbers: dict[Span, str] = {}
    for claim in claims:
        for label, span in _marks(claim):
            labels.setdefault(span, set()).add(label.value)
        if claim.event is not None:
            contents.add(claim.content)
        anchor = anchor_of(claim)
        numbers[anchor] = numbers.get(anchor, "") + number(claim)
    return MarkedReport(
        text=report.text,
        labels={span: tuple(sorted(names)) for span, names in labels.items()},
        contents=tuple(contents),
        numbers=numbers,
    )


def anchor_of(claim: Claim) -> Span:
    """Where a claim stands in the text: its trigger, or the words of its judgement."""
    return claim.event.trigger if claim.event else claim.content


def _marks(claim: Claim) -> Iterator[tuple[MarkLabel, Span]]:
    for hop in claim.attribution:
        speaker = hop.source or hop.carried_from
        if speaker is not None:
            yield MarkLabel.SPEAKER, speaker
        if hop.cue is not None:
            yield MarkLabel.CUE, hop.cue
    if claim.event is None:
        yield MarkLabel.JUDGEMENT, claim.content
    else:
        yield from _event_marks(claim.event)


def _event_marks(event: Event) -> Iterator[tuple[MarkLabel, Span]]:
    yield MarkLabel.TRIGGER, event.trigger
    for one in event.actors:
        yield MarkLabel.ACTOR, one.span
    for one in event.targets:
        yield MarkLabel.TARGET, one.span
    for place in event.places:
        yield MarkLabel.PLACE, place.span
    if event.time.span is not None:
        yield MarkLabel.TIME, event.time.span
    for figure in event.figures:
        yield MarkLabel.FIGURE, figure.span
    if event.weapon is not None:
        yield MarkLabel.WEAPON, event.weapon
