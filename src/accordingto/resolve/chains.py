"""Who tells each claim: the reader's hops with their speakers named, and voices that go on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accordingto.model import (
    Act,
    Evidence,
    Field,
    Hop,
    HopReading,
    Mark,
    Span,
    Speaker,
    SpeakerRole,
)
from accordingto.resolve.acts import CUE_WORD, act_of
from accordingto.resolve.beside_cues import said_by_nobody
from accordingto.resolve.set_off import Voiced
from accordingto.resolve.speakers import Named
from accordingto.resolve.voices import Carried, carried_hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """The speakers of one report by their mentions, and the paragraphs in which a voice goes on."""

    text: str
    speakers: dict[Span, Named]
    carried: tuple[Carried, ...]
    parallel: dict[Span, tuple[Span, ...]]
    """Sources that name several speakers side by side, with those."""
    voiced: tuple[Voiced, ...]
    """Stretches that words outside of them say to be somebody's."""
    beside: dict[Span, Span]
    """Speakers that stand beside cues for which the reader marks none, by the cue."""

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
        hops = tuple(hop for hop in read if not self._is_relative(hop) and not self._is_nobodys(hop))
        for voiced in self.voiced:
            if voiced.stretch.covers(at) and not _within(hops, voiced):
                rule = Evidence(rule=voiced.rule, span=voiced.source, field=Field.CHAIN)
                return (self._voiced_hop(voiced, hops),), rule
        if not any(hop.source for hop in hops):
            for carried in self.carried:
                if carried.paragraph.covers(at):
                    rule = Evidence(rule=carried.rule, span=carried.paragraph, field=Field.CHAIN)
                    return (carried_hop(carried),), rule
        if len(hops) < len(read):
            left_out = next(hop for hop in read if hop not in hops)
            words = left_out.source or left_out.cue
            name = "chains.relative-pronoun" if left_out.source else "chains.nobody-says-so"
            rule = Evidence(rule=name, span=words.span if words else None, field=Field.CHAIN)
        else:
            rule = Evidence(rule="reader.hops", span=at, confidence=sure, field=Field.CHAIN)
        return tuple(self._hop(hop) for hop in hops), rule

    def _is_relative(self, hop: HopReading) -> bool:
        return hop.source is not None and self.speakers[hop.source.span].relative

    def _is_nobodys(self, hop: HopReading) -> bool:
        """Whether the words name nobody: no speaker and no cue, or one that says that nobody speaks."""
        return hop.source is None and (hop.cue is None or said_by_nobody(self.text, hop.cue.span))

    def _voiced_hop(self, voiced: Voiced, read: tuple[HopReading, ...]) -> Hop:
        """The hop of a claim in a stretch that is somebody's; the reader knows best how it is said."""
        named = self.speakers[voiced.source]
        act = act_of(voiced.cue.of(self.text)) if voiced.cue else None
        name = replace(named.evidence, field=Field.NAME)
        role = voiced.role or (read[-1].role if read else SpeakerRole.OTHER)
        return Hop(
            source=voiced.source,
            cue=voiced.cue,
            speaker=Speaker(
                name=named.name,
                role=role,
                evidence=(name, Evidence(rule=voiced.rule, span=voiced.source, field=Field.ROLE)),
            ),
            act=act or (read[-1].act if read else Act.STATE),
            evidence=tuple(
                Evidence(rule=voiced.rule, span=span, field=field)
                for field, span in (
                    (Field.SOURCE, voiced.source),
                    (Field.CUE, voiced.cue),
                    (Field.ACT, voiced.cue),
                )
            ),
        )

    def _hop(self, hop: HopReading) -> Hop:
        source = hop.source.span if hop.source else None
        found = self.beside.get(hop.cue.span) if source is None and hop.cue else None
        source = found or source
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
                    rule=_source_rule(hop, found),
                    span=source,
                    confidence=None if found else _pointed(hop.source, hop.source_confidence),
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


def _source_rule(hop: HopReading, found: Span | None) -> str:
    if found:
        return "chains.beside-its-cue"
    return "reader.carried-voice" if hop.carried else "reader.source"


def _within(hops: tuple[HopReading, ...], voiced: Voiced) -> bool:
    """Whether the innermost speaker as read stands in the stretch, or is the one that it is said to be."""
    source = hops[-1].source if hops else None
    return source is not None and (
        voiced.stretch.covers(source.span) or (source.span.overlaps(voiced.source) and not hops[-1].carried)
    )


def _pointed(mark: Mark | None, sure: float | None) -> float | None:
    """How sure it is that these words are a source or cue, and the hop's; or that the hop has none."""
    return mark.confidence * sure if mark and sure is not None else sure
