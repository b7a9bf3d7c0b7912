"""Who tells each claim: the reader's hops with their speakers named, and voices that go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.model import Evidence, Hop, HopReading, Reading, Report, Span, Speaker, SpeakerRole
from accordingto.resolve.speakers import Mention, Named, resolve_speakers
from accordingto.resolve.voices import Carried, Voice, carried_hop, carried_paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """The speakers of one report by their mentions, and the paragraphs in which a voice goes on."""

    speakers: dict[Span, Named]
    carried: tuple[Carried, ...]

    def attribution(self, hops: tuple[HopReading, ...], at: Span) -> tuple[Hop, ...]:
        """The chain as read; where it names nobody, the voice that the paragraph of `at` goes on in.

        Hops of relative pronouns are left out: PolNeAR counts the wish of "companies that wish to" as
        one, but of 3,155 hops of the gold ledger's train side and the invented reports none is.
        """
        hops = tuple(hop for hop in hops if not self._is_relative(hop))
        if not any(hop.source for hop in hops):
            for carried in self.carried:
                if carried.paragraph.covers(at):
                    return (carried_hop(carried),)
        return tuple(self._hop(hop) for hop in hops)

    def _is_relative(self, hop: HopReading) -> bool:
        return hop.source is not None and self.speakers[hop.source.span].relative

    def _hop(self, hop: HopReading) -> Hop:
        source = hop.source.span if hop.source else None
        named = self.speakers.get(source) if source else None
        role = Evidence(rule="reader.role", span=source, confidence=hop.role_confidence)
        return Hop(
            source=None if hop.carried else source,
            cue=hop.cue.span if hop.cue else None,
            speaker=Speaker(
                name=named.name if named else None,
                role=hop.role,
                evidence=(named.evidence, role) if named else (role,),
            ),
            act=hop.act,
            carried_from=source if hop.carried else None,
            evidence=(
                Evidence(
                    rule="reader.carried-voice" if hop.carried else "reader.source",
                    span=source,
                    confidence=hop.source.confidence if hop.source else None,
                ),
                Evidence(
                    rule="reader.act", span=hop.cue.span if hop.cue else None, confidence=hop.act_confidence
                ),
            ),
        )


def chains_of(report: Report, reading: Reading) -> Chains:
    """Names and voices of all sources of a reading."""
    mentions = _mentions(report, reading)
    speakers = resolve_speakers(mentions)
    voices = tuple(_voices(mentions, speakers))
    return Chains(speakers=speakers, carried=carried_paragraphs(report.text, voices))


def _mentions(report: Report, reading: Reading) -> tuple[Mention, ...]:
    """Every source of the reading once; only those of claims have a role of their own."""
    found: dict[Span, Mention] = {}
    for attribution in reading.attributions:
        if attribution.source:
            span = attribution.source.span
            found[span] = Mention(span=span, words=span.of(report.text), role=SpeakerRole.OTHER)
    for hops in (*(e.hops for e in reading.events), *(j.hops for j in reading.judgements)):
        for hop in hops:
            if hop.source:
                span = hop.source.span
                found[span] = Mention(span=span, words=span.of(report.text), role=hop.role)
    return tuple(found.values())


def _voices(mentions: tuple[Mention, ...], speakers: dict[Span, Named]) -> Iterator[Voice]:
    for mention in mentions:
        name = speakers[mention.span].name
        if name is not None:
            yield Voice(span=mention.span, words=mention.words, name=name, role=mention.role)
