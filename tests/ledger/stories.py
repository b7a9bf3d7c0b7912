"""Invented reports as marked news sentences, each sentence one claim, for the tests of the ledger.

`[Hospital officials|source] [said|cue] [shelling|trigger] of [Aleppo|place] killed [at least 12|figure]`
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from accordingto.model import (
    Act,
    Claim,
    ClaimKind,
    ClaimSheet,
    DateOrigin,
    Event,
    EventTime,
    EventType,
    Evidence,
    Factuality,
    Field,
    Figure,
    FoundDate,
    GazetteerPlace,
    Group,
    Harm,
    Hop,
    LoadedKind,
    LoadedWord,
    MediaType,
    Original,
    Overreach,
    OverreachKind,
    Participant,
    PlaceMention,
    PlacePrecision,
    Report,
    ReportPart,
    Section,
    SectionKind,
    Span,
    Speaker,
    SpeakerRole,
    Unresolved,
    WordUser,
)

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
READER = "reader-1"

ALEPPO = GazetteerPlace(
    geonames_id=170063,
    name="Aleppo",
    country="SYR",
    precision=PlacePrecision.TOWN,
    lat=36.2,
    lon=37.16,
)
WHITE_DESERT = Unresolved(candidates=("Syrian Desert", "White Desert, Egypt"), reason="no entry of that name")


@dataclass(frozen=True, kw_only=True)
class Told:
    """A marked sentence, and what its marks stand for."""

    sentence: str
    speaker: str | Unresolved | None = None
    type: EventType = EventType.SHELLING
    place: GazetteerPlace | Unresolved = ALEPPO
    days: tuple[date | None, date | None] = (date(2031, 5, 3), date(2031, 5, 3))
    figure: tuple[int | None, int | None] = (12, None)


@dataclass(frozen=True, kw_only=True)
class Story:
    """The three things that are recorded together."""

    report: Report
    original: Original
    sheet: ClaimSheet


def story(id_: str, *told: Told, outlet: str = "The Daily Lantern", reader: str = READER) -> Story:
    """An invented report of those sentences, its original and its sheet."""
    text = "Invented report.\n"
    claims: list[Claim] = []
    for number, one in enumerate(told):
        marks, plain = _marks(one.sentence, len(text))
        claims.append(_claim(id_, number, one, marks, Span(start=len(text), end=len(text) + len(plain))))
        text += plain + "\n"
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    report = Report(
        id=id_,
        place=f"reports/{id_}.txt",
        original_sha256=digest,
        text=text,
        sections=(Section(kind=SectionKind.BODY, span=Span(start=0, end=len(text)), rule="body.rest"),),
        outlet=outlet,
        dates=(
            FoundDate(
                words="2031-05-04", start=date(2031, 5, 4), end=date(2031, 5, 4), origin=DateOrigin.FIELD
            ),
        ),
    )
    return Story(
        report=report,
        original=Original(place=report.place, media_type=MediaType.TEXT, content=content, sha256=digest),
        sheet=ClaimSheet(report_id=id_, reader=reader, claims=tuple(claims)),
    )


def with_marks(one: Story) -> Story:
    """The same report with a loaded word that the first claim's speaker uses, and an overreach.

    The first claim is taken to stand in the headline, the others to tell the same event.
    """
    first, *others = one.sheet.claims
    claims = (
        replace(first, part=ReportPart.HEADLINE),
        *(replace(claim, part=ReportPart.LEAD) for claim in others),
    )
    evidence = (Evidence(rule="loaded.table", span=first.content),)
    loaded = LoadedWord(
        span=first.content,
        word="terrorist",
        kind=LoadedKind.LABEL,
        part=ReportPart.HEADLINE,
        users=(WordUser(source=first.content, name="Joint Command", evidence=evidence),),
        evidence=evidence,
    )
    overreach = Overreach(
        claim=first.id,
        kind=OverreachKind.ATTRIBUTION,
        tellings=tuple(claim.id for claim in others),
        evidence=(Evidence(rule="headline.attribution", span=first.content),),
    )
    sheet = replace(one.sheet, claims=claims, loaded=(loaded,), overreaches=(overreach,))
    return replace(one, sheet=sheet)


def by_reader(one: Story, reader: str) -> Story:
    """The same report as another version of the reader gives it."""
    return replace(one, sheet=replace(one.sheet, reader=reader))


def typical(number: int, *, claims: int = 14, reader: str = READER) -> Story:
    """A report of the usual size: some 2,500 characters, 14 claims with a chain, place and figure each."""
    return story(
        f"typical-{number:06d}",
        *(
            Told(
                sentence=(
                    f"[Officials of district {line}|source] [said|cue] on [Saturday|time] that "
                    f"[shelling|trigger] by [the garrison|actor] of [houses in street {number % 97}|target] "
                    f"near [Aleppo|place] had killed [at least {line + 2} people|figure] since the morning."
                ),
                speaker=f"District {line} council",
            )
            for line in range(claims)
        ),
        outlet=f"Invented Wire {number % 20}",
        reader=reader,
    )


def _marks(sentence: str, offset: int) -> tuple[dict[str, list[Span]], str]:
    """Label -> spans in the report, and the sentence without its marks."""
    spans: dict[str, list[Span]] = {}
    plain = ""
    for piece in re.split(r"(\[[^\]|]+\|[a-z]+\])", sentence):
        words, label = piece, None
        if piece.startswith("[") and "|" in piece:
            words, _, label = piece[1:-1].partition("|")
        start = offset + len(plain)
        plain += words
        if label is not None:
            spans.setdefault(label, []).append(Span(start=start, end=offset + len(plain)))
    return spans, plain


def _claim(id_: str, number: int, told: Told, marks: dict[str, list[Span]], content: Span) -> Claim:
    def first(label: str) -> Span | None:
        return marks[label][0] if label in marks else None

    evidence = (
        Evidence(rule="reader.span", span=content, confidence=0.75, field=Field.CONTENT, calibrated=0.6),
        Evidence(rule="told"),
    )
    figured = (Evidence(rule="figures.exact", field=Field.FIGURE, calibrated=0.5),)
    trigger = first("trigger") or content
    event = Event(
        type=told.type,
        trigger=trigger,
        actors=_participants(marks.get("actor", ())),
        targets=_participants(marks.get("target", ())),
        places=tuple(
            PlaceMention(span=span, resolution=told.place, evidence=evidence)
            for span in marks.get("place", ())
        ),
        time=EventTime(span=first("time"), start=told.days[0], end=told.days[1]),
        figures=tuple(
            Figure(
                span=span,
                low=told.figure[0],
                high=told.figure[1],
                harm=Harm.KILLED,
                group=Group.UNSPECIFIED,
                evidence=figured,
            )
            for span in marks.get("figure", ())
        ),
        evidence=evidence,
    )
    return Claim(
        id=f"{id_}#{number}",
        report_id=id_,
        content=content,
        attribution=_hops(told, marks),
        kind=ClaimKind.EVENT,
        factuality=Factuality.ASSERTED,
        event=event,
        evidence=evidence,
    )


def _hops(told: Told, marks: dict[str, list[Span]]) -> tuple[Hop, ...]:
    """One hop for each source or voice carried over; only the last bears the sentence's speaker."""
    voices = [(span, None) for span in marks.get("source", ())]
    carried = [(None, span) for span in marks.get("carried", ())]
    cues = list(marks.get("cue", ()))
    both: Sequence[tuple[Span | None, Span | None]] = [*voices, *carried]
    return tuple(
        Hop(
            source=source,
            cue=cues[number] if number < len(cues) else None,
            speaker=Speaker(
                name=told.speaker if number == len(both) - 1 else None, role=SpeakerRole.OFFICIAL
            ),
            act=Act.STATE,
            carried_from=earlier,
        )
        for number, (source, earlier) in enumerate(both)
    )


def _participants(spans: Sequence[Span]) -> tuple[Participant, ...]:
    return tuple(Participant(span=span, name=None) for span in spans)
