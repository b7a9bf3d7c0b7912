"""Hypothesis strategies for the nouns that the ledger keeps: any report, with any sheet over it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

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
from tests.ledger.stories import Story

Noun = TypeVar("Noun")

# Half surrogate pairs are no text; PostgreSQL has no NUL. The rest of Unicode is fair.
_letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.text(_letters, max_size=12)
texts = st.text(_letters, min_size=1, max_size=60)
confidences = st.none() | st.floats(0, 1)
days = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
numbers = st.none() | st.integers(0, 2**63 - 1)


def _few(one: st.SearchStrategy[Noun]) -> st.SearchStrategy[tuple[Noun, ...]]:
    return st.lists(one, max_size=2).map(tuple)


def spans(length: int) -> st.SearchStrategy[Span]:
    """Spans of a text of `length` code points."""
    pairs = st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(lambda p: p[0] < p[1])
    return pairs.map(lambda pair: Span(start=pair[0], end=pair[1]))


unresolved = st.builds(Unresolved, candidates=st.lists(words, max_size=3).map(tuple), reason=words)
names = st.none() | words | unresolved
gazetteer_places = st.builds(
    GazetteerPlace,
    geonames_id=st.none() | st.integers(0, 2**31),
    name=words,
    country=st.sampled_from(["SYR", "IRQ", "UKR", "SDN"]),
    precision=st.sampled_from(PlacePrecision),
    lat=st.none() | st.floats(-90, 90),
    lon=st.none() | st.floats(-180, 180),
)


def evidence(length: int) -> st.SearchStrategy[tuple[Evidence, ...]]:
    """Some evidence for a value, over a text of `length` code points."""
    one = st.builds(
        Evidence,
        rule=words,
        span=st.none() | spans(length),
        confidence=confidences,
        field=st.none() | st.sampled_from(Field),
        calibrated=confidences,
    )
    return st.lists(one, max_size=2).map(tuple)


def hops(length: int) -> st.SearchStrategy[Hop]:
    """One hop; the ledger does not ask whether a carried voice goes with a source."""
    return st.builds(
        Hop,
        source=st.none() | spans(length),
        cue=st.none() | spans(length),
        speaker=st.builds(Speaker, name=names, role=st.sampled_from(SpeakerRole), evidence=evidence(length)),
        act=st.sampled_from(Act),
        carried_from=st.none() | spans(length),
        evidence=evidence(length),
    )


def events(length: int) -> st.SearchStrategy[Event]:
    """An event with up to two of everything."""
    participants = st.builds(Participant, span=spans(length), name=names, evidence=evidence(length))
    places = st.builds(
        PlaceMention, span=spans(length), resolution=gazetteer_places | unresolved, evidence=evidence(length)
    )
    figures = st.builds(
        Figure,
        span=spans(length),
        low=numbers,
        high=numbers,
        harm=st.sampled_from(Harm),
        group=st.sampled_from(Group),
        evidence=evidence(length),
    )
    return st.builds(
        Event,
        type=st.sampled_from(EventType),
        trigger=spans(length),
        actors=_few(participants),
        targets=_few(participants),
        places=_few(places),
        time=st.builds(
            EventTime, span=st.none() | spans(length), start=days, end=days, evidence=evidence(length)
        ),
        figures=_few(figures),
        weapon=st.none() | spans(length),
        evidence=evidence(length),
    )


def loaded_words(length: int) -> st.SearchStrategy[LoadedWord]:
    """One loaded word with up to two who use it."""
    users = st.builds(WordUser, source=st.none() | spans(length), name=names, evidence=evidence(length))
    return st.builds(
        LoadedWord,
        span=spans(length),
        word=words,
        kind=st.sampled_from(LoadedKind),
        part=st.sampled_from(ReportPart),
        users=_few(users),
        evidence=evidence(length),
    )


def overreaches(length: int, claims: list[Claim]) -> st.SearchStrategy[Overreach]:
    """One overreach over some of the claims."""
    ids = st.sampled_from([claim.id for claim in claims])
    return st.builds(
        Overreach,
        claim=ids,
        kind=st.sampled_from(OverreachKind),
        tellings=_few(ids),
        evidence=evidence(length),
    )


@st.composite
def reports(draw: st.DrawFn, id_: str | None = None) -> tuple[Report, Original]:
    """A report with the original that it claims to come from."""
    text = draw(texts)
    content = draw(st.binary(max_size=40))
    digest = hashlib.sha256(content).hexdigest()
    found = st.builds(
        FoundDate,
        words=words,
        start=days,
        end=days,
        origin=st.sampled_from(DateOrigin),
        span=st.none() | spans(len(text)),
    )
    section = st.builds(Section, kind=st.sampled_from(SectionKind), span=spans(len(text)), rule=words)
    report = Report(
        id=draw(words) if id_ is None else id_,
        place=draw(words),
        original_sha256=digest,
        text=text,
        sections=tuple(draw(st.lists(section, max_size=3))),
        title=draw(st.none() | words),
        outlet=draw(st.none() | words),
        url=draw(st.none() | words),
        dates=tuple(draw(st.lists(found, max_size=3))),
        extra=tuple(draw(st.lists(st.tuples(words, words), max_size=2))),
    )
    media_type = draw(st.sampled_from(MediaType))
    return report, Original(place=draw(words), media_type=media_type, content=content, sha256=digest)


@st.composite
def stories(draw: st.DrawFn, id_: str | None = None, reader: str | None = None) -> Story:
    """A report, its original and a sheet of up to three claims over it, loaded words and overreaches."""
    report, original = draw(reports(id_))
    length = len(report.text)
    claims = []
    for number in range(draw(st.integers(0, 3))):
        event = draw(st.none() | events(length))
        claims.append(
            Claim(
                id=f"{report.id}#{number}",
                report_id=report.id,
                content=draw(spans(length)),
                attribution=tuple(draw(st.lists(hops(length), max_size=3))),
                kind=ClaimKind.JUDGEMENT if event is None else ClaimKind.EVENT,
                factuality=draw(st.sampled_from(Factuality)),
                event=event,
                part=draw(st.none() | st.sampled_from(ReportPart)),
                evidence=draw(evidence(length)),
            )
        )
    sheet = ClaimSheet(
        report_id=report.id,
        reader=draw(words) if reader is None else reader,
        claims=tuple(claims),
        loaded=draw(st.none() | _few(loaded_words(length))),
        overreaches=draw(st.none() | _few(overreaches(length, claims)) if claims else st.none()),
    )
    return Story(report=report, original=original, sheet=sheet)
