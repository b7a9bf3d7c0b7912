"""Who tells each claim: the reader's hops with their speakers named, and voices that go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from accordingto.model import (
    Evidence,
    Field,
    Hop,
    HopReading,
    Mark,
    Reading,
    Report,
    Span,
    Speaker,
    SpeakerRole,
)
from accordingto.reference.plain_text import plain, plain_text
from accordingto.resolve.place_tokens import is_cased
from accordingto.resolve.acts import CUE_WORD, act_of
from accordingto.resolve.parallel import parallel_speakers
from accordingto.resolve.speakers import Mention, Named, resolve_speakers
from accordingto.resolve.voices import Carried, Voice, carried_hop, carried_paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """The speakers of one report by their mentions, and the paragraphs in which a voice goes on."""

    text: str
    speakers: dict[Span, Named]
    carried: tuple[Carried, ...]
    parallel: dict[Span, tuple[Span, ...]]
    """Sources that name several speakers side by side, with those."""

    def told_apart(self, hops: tuple[Hop, ...]) -> tuple[tuple[Hop, ...], ...]:
        """The chain, or one for each of the speakers that its innermost source names side by side."""
        last = hops[-1] if hops else None
        if last is None or last.source is None:
            return (hops,)
        each = tuple(self._of(last, span) for span in self.parallel.get(last.source, ()))
        return tuple((*hops[:-1], hop) for hop in each) or (hops,)

    def _of(self, hop: Hop, source: Span) -> Hop:
        named = self.speakers[source]
        evidence = tuple(replace(one, span=source) if one.span == hop.source else one for one in hop.evidence)
        name = replace(named.evidence, field=Field.NAME)
        others = tuple(one for one in hop.speaker.evidence if one.field is not Field.NAME)
        speaker = replace(hop.speaker, name=named.name, evidence=(name, *others))
        return replace(hop, source=source, speaker=speaker, evidence=evidence)

    def attribution(
        self, read: tuple[HopReading, ...], sure: float, at: Span
    ) -> tuple[tuple[Hop, ...], Evidence]:
        """The chain as read; where it names nobody, the voice that the paragraph of `at` goes on in.

        Hops of relative pronouns are left out: PolNeAR counts the wish of "companies that wish to" as
        one, but of 3,155 hops of the gold ledger's train side and the invented reports none is.

        Args:
            read: the hops that the reader gives, outermost first.
            sure: the reader's probability of their number.
            at: the trigger, or the words of a judgement.

        Returns:
            The hops, and what their number rests on.
        """
        hops = tuple(hop for hop in read if not self._is_relative(hop))
        if not any(hop.source for hop in hops):
            for carried in self.carried:
                if carried.paragraph.covers(at):
                    rule = Evidence(rule=carried.rule, span=carried.paragraph, field=Field.CHAIN)
                    return (carried_hop(carried),), rule
        if len(hops) < len(read):
            left_out = next(hop.source.span for hop in read if hop.source and hop not in hops)
            rule = Evidence(rule="chains.relative-pronoun", span=left_out, field=Field.CHAIN)
        else:
            rule = Evidence(rule="reader.hops", span=at, confidence=sure, field=Field.CHAIN)
        return tuple(self._hop(hop) for hop in hops), rule

    def _is_relative(self, hop: HopReading) -> bool:
        return hop.source is not None and self.speakers[hop.source.span].relative

    def _hop(self, hop: HopReading) -> Hop:
        source = hop.source.span if hop.source else None
        named = self.speakers.get(source) if source else None
        rule = named.evidence if named else Evidence(rule="speakers.nobody-named")
        cue = hop.cue.span if hop.cue else None
        said = act_of(cue.of(self.text)) if cue else None
        read = Evidence(rule="reader.act", span=cue, confidence=hop.act_confidence, field=Field.ACT)
        return Hop(
            source=None if hop.carried else source,
            cue=cue,
            speaker=Speaker(
                name=named.name if named else None,
                role=hop.role,
                evidence=(
                    replace(rule, field=Field.NAME),
                    Evidence(
                        rule="reader.role", span=source, confidence=hop.role_confidence, field=Field.ROLE
                    ),
                ),
            ),
            act=hop.act if said is None else said,
            carried_from=source if hop.carried else None,
            evidence=(
                Evidence(
                    rule="reader.carried-voice" if hop.carried else "reader.source",
                    span=source,
                    confidence=_pointed(hop.source, hop.source_confidence),
                    field=Field.SOURCE,
                ),
                Evidence(
                    rule="reader.cue",
                    span=cue,
                    confidence=_pointed(hop.cue, hop.cue_confidence),
                    field=Field.CUE,
                ),
                read if said is None else Evidence(rule=CUE_WORD, span=cue, field=Field.ACT),
            ),
        )


def _pointed(mark: Mark | None, sure: float | None) -> float | None:
    """How sure it is that these words are a source or cue, and the hop's; or that the hop has none."""
    return mark.confidence * sure if mark and sure is not None else sure


def chains_of(report: Report, reading: Reading) -> Chains:
    """Names and voices of all sources of a reading."""
    mentions = _mentions(report, reading)
    parallel = {m.span: parts for m in mentions if (parts := parallel_speakers(report.text, m.span))}
    single = tuple(one for mention in mentions for one in _each(report, mention, parallel))
    speakers = resolve_speakers(single, cased=is_cased(plain_text(report.text).text))
    for span, parts in parallel.items():
        names = [speakers[part].name or part.of(report.text) for part in parts]
        rule = Evidence(rule="speakers.side-by-side", span=span)
        speakers[span] = Named(name=" and ".join(names), evidence=rule)
    voices = tuple(_voices(mentions, speakers))
    return Chains(
        text=report.text,
        speakers=speakers,
        carried=carried_paragraphs(report.text, voices),
        parallel=parallel,
    )


def _each(report: Report, mention: Mention, parallel: dict[Span, tuple[Span, ...]]) -> Iterator[Mention]:
    """The mention, or one for each of the speakers that it names side by side."""
    for span in parallel.get(mention.span, (mention.span,)):
        yield replace(mention, span=span, words=span.of(report.text))


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
