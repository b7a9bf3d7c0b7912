"""Every speaker of a report, as the reader marks them and as the words add to it, with their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from accordingto.model import Evidence, Reading, Report, Span, SpeakerRole
from accordingto.reference.plain_text import plain, plain_text
from accordingto.resolve.beside_cues import introduced_before, speaker_beside, told_of_before
from accordingto.resolve.chains import Chains
from accordingto.resolve.parallel import parallel_speakers
from accordingto.resolve.place_tokens import is_cased
from accordingto.resolve.set_off import set_off_speakers
from accordingto.resolve.speakers import Mention, Named, resolve_speakers
from accordingto.resolve.voices import Voice, carried_paragraphs


def chains_of(report: Report, reading: Reading) -> Chains:
    """Names and voices of all sources of a reading, and of those that the words add to it."""
    text = report.text
    mentions = {mention.span: mention for mention in _mentions(report, reading)}
    known = frozenset(mention.words.lower() for mention in mentions.values())
    voiced = (*set_off_speakers(text, known), *told_of_before(text, reading.attributions))
    beside = dict(_beside(text, reading))
    for span, role in (*((v.source, v.role) for v in voiced), *((span, None) for span in beside.values())):
        mentions.setdefault(span, _mention(text, span, role))
    for office in _introduced(text, tuple(mentions)):
        mentions[office] = _mention(text, office, None)
    parallel = {span: parts for span in mentions if (parts := parallel_speakers(text, span))}
    speakers = resolve_speakers(
        tuple(one for mention in mentions.values() for one in _each(report, mention, parallel)),
        cased=is_cased(plain_text(text).text),
    )
    for span, parts in parallel.items():
        names = [speakers[part].name or part.of(text) for part in parts]
        rule = Evidence(rule="speakers.side-by-side", span=span)
        speakers[span] = Named(name=" and ".join(names), evidence=rule)
    voices = tuple(_voices(tuple(mentions.values()), speakers))
    return Chains(
        text=text,
        speakers=speakers,
        carried=carried_paragraphs(text, voices),
        parallel=parallel,
        voiced=voiced,
        beside=beside,
    )


PERSONS = frozenset({"he", "she"})


def _introduced(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    """Persons named before a pronoun that speaks, where no speaker is named between them."""
    for span in spans:
        office = introduced_before(text, span) if span.of(text).lower() in PERSONS else None
        if office and not any(office.start <= other.start < span.start for other in spans):
            yield office


def _beside(text: str, reading: Reading) -> Iterator[tuple[Span, Span]]:
    for hops in (*(e.hops for e in reading.events), *(j.hops for j in reading.judgements)):
        for hop in hops:
            if hop.source is None and hop.cue is not None:
                found = speaker_beside(text, hop.cue.span)
                if found is not None:
                    yield hop.cue.span, found


def _mention(text: str, span: Span, role: SpeakerRole | None) -> Mention:
    return Mention(span=span, words=plain(span.of(text)), role=role or SpeakerRole.OTHER)


def _each(report: Report, mention: Mention, parallel: dict[Span, tuple[Span, ...]]) -> Iterator[Mention]:
    """The mention, or one for each of the speakers that it names side by side."""
    for span in parallel.get(mention.span, (mention.span,)):
        yield replace(mention, span=span, words=plain(span.of(report.text)))


def _mentions(report: Report, reading: Reading) -> tuple[Mention, ...]:
    """Every source of the reading once; only those of claims have a role of their own."""
    found: dict[Span, Mention] = {}
    for attribution in reading.attributions:
        if attribution.source:
            span = attribution.source.span
            found[span] = Mention(span=span, words=plain(span.of(report.text)), role=SpeakerRole.OTHER)
    for hops in (*(e.hops for e in reading.events), *(j.hops for j in reading.judgements)):
        for hop in hops:
            if hop.source:
                span = hop.source.span
                found[span] = Mention(span=span, words=plain(span.of(report.text)), role=hop.role)
    return tuple(found.values())


def _voices(mentions: tuple[Mention, ...], speakers: dict[Span, Named]) -> Iterator[Voice]:
    for mention in mentions:
        name = speakers[mention.span].name
        if name is not None:
            yield Voice(span=mention.span, words=mention.words, name=name, role=mention.role)
