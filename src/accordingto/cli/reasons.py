"""Why a claim says what it says: for every field its value, its words, how sure it is and what decided.

From the evidence alone, as a ledger keeps it; with a `Trace` also what else the reader weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accordingto.cli.phrases import bounds, open_question, when, where
from accordingto.model import (
    Act,
    Candidate,
    Claim,
    Event,
    Evidence,
    Field,
    Figure,
    Hop,
    MarkLabel,
    Option,
    Participant,
    Report,
    Span,
    Trace,
    Unresolved,
)

CHAINS = ("the outlet's own voice", "one speaker", "two speakers")
"""Values of `chain`, and what the head `hops` calls them."""
_HOPS = dict(zip(("own-voice", "one-hop", "two-hops"), CHAINS, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One field of a claim and what it rests on."""

    of: str
    """Which of several: `hop 1` (nearest the outlet), `actor 2`; empty for the claim itself."""
    field: Field
    value: str
    """As a person would say it; empty where the words are the value."""
    words: Span | None
    evidence: Evidence
    parts: tuple[Option, ...] = ()
    """Of which probabilities the network's own is the product."""
    others: tuple[Option, ...] = ()
    """What else was weighed, likeliest first; words in quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All reasons of a claim, and the marked words that were not taken for it."""

    claim: Claim
    reasons: tuple[Reason, ...]
    uncounted: tuple[Evidence, ...]
    """Marked figures of the claim that count nothing ("the third attack"), with the rule that says so."""
    not_taken: tuple[Candidate, ...]
    """Words in reach that were marked as something, and are another claim's or none's."""


def explanation(report: Report, claim: Claim, trace: Trace | None) -> Explanation:
    """Why a claim says what it says; `trace` is what the reader weighed for it, if that is at hand."""
    asked = _Asked(text=report.text, claim=claim, trace=trace)
    return Explanation(
        claim=claim,
        reasons=tuple(asked.reasons()),
        uncounted=_uncounted(claim),
        not_taken=tuple(asked.not_taken()),
    )


def trace_of(claim: Claim, traces: Sequence[Trace]) -> Trace | None:
    """The trace of a claim: the one at its trigger, or at its judgement's words."""
    at = claim.event.trigger if claim.event else claim.content
    heads = "type" if claim.event else "factuality"
    return next((one for one in traces if one.anchor == at and one.choices[0].head == heads), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    text: str
    claim: Claim
    trace: Trace | None

    def reasons(self) -> Iterator[Reason]:
        claim, event = self.claim, self.claim.event
        own = _by_field((*(event.evidence if event else ()), *claim.evidence))
        anchor = event.trigger if event else claim.content
        values = {
            Field.TRIGGER: ("", anchor),
            Field.JUDGEMENT: ("", anchor),
            Field.TYPE: (event.type.value if event else "", None),
            Field.FACTUALITY: (claim.factuality.value, None),
            Field.CONTENT: ("", claim.content),
            Field.CHAIN: (CHAINS[min(len(claim.attribution), 2)], None),
        }
        heads = {Field.TYPE: "type", Field.FACTUALITY: "factuality", Field.CHAIN: "hops"}
        for field, (value, words) in values.items():
            if field in own:
                others = self._others(heads[field], anchor, value) if field in heads else ()
                yield Reason(of="", field=field, value=value, words=words, evidence=own[field], others=others)
        for number, hop in enumerate(claim.attribution, start=1):
            yield from self._hop(f"hop {number}", hop, innermost=number == len(claim.attribution))
        if event is not None:
            yield from self._event(event, own)

    def _hop(self, of: str, hop: Hop, *, innermost: bool) -> Iterator[Reason]:
        own = _by_field((*hop.evidence, *hop.speaker.evidence))
        source = hop.source or hop.carried_from
        heard = hop.cue if hop.act is not Act.STATE else None
        values = {
            Field.SOURCE: ("" if source else "nobody named", source),
            Field.CUE: ("" if hop.cue else "no cue", hop.cue),
            Field.NAME: (_name(hop.speaker.name), None),
            Field.ROLE: (hop.speaker.role.value, None),
            Field.ACT: (hop.act.value, heard),
        }
        labels = {Field.SOURCE: MarkLabel.SPEAKER, Field.CUE: MarkLabel.CUE}
        anchor = self.trace.anchor if self.trace and innermost else source
        heads = {Field.ROLE: ("role", source or anchor), Field.ACT: ("act", anchor)}
        for field, (value, words) in values.items():
            if field not in own:
                continue
            parts: tuple[Option, ...] = ()
            others: tuple[Option, ...] = ()
            if field in labels and innermost:
                parts = self._parts(labels[field], words, "pointed to")
                others = self._other_words(labels[field], words)
            elif field in heads and heads[field][1] is not None:
                others = self._others(heads[field][0], heads[field][1], value)
            yield Reason(
                of=of, field=field, value=value, words=words, evidence=own[field], parts=parts, others=others
            )

    def _event(self, event: Event, own: Mapping[Field, Evidence]) -> Iterator[Reason]:
        for side, ones in ((Field.ACTOR, event.actors), (Field.TARGET, event.targets)):
            for number, one in enumerate(ones, start=1):
                yield from self._participant(_of(side, number, ones), side, one)
        for number, place in enumerate(event.places, start=1):
            of, found = _of(Field.PLACE, number, event.places), _by_field(place.evidence)
            yield from self._argument(of, Field.PLACE, MarkLabel.PLACE, place.span, found)
            yield from self._plain(of, Field.RESOLUTION, where(place), found)
        found = _by_field(event.time.evidence)
        yield from self._argument("", Field.TIME, MarkLabel.TIME, event.time.span, found)
        yield from self._plain("", Field.DAYS, when(event.time), found)
        for number, figure in enumerate(event.figures, start=1):
            yield from self._figure(_of(Field.FIGURE, number, event.figures), figure)
        yield from self._argument("", Field.WEAPON, MarkLabel.WEAPON, event.weapon, own)

    def _participant(self, of: str, side: Field, one: Participant) -> Iterator[Reason]:
        name = Field.ACTOR_NAME if side is Field.ACTOR else Field.TARGET_NAME
        found = _by_field(one.evidence)
        yield from self._argument(of, side, MarkLabel(side.value), one.span, found)
        yield from self._plain(of, name, _name(one.name), found)

    def _figure(self, of: str, figure: Figure) -> Iterator[Reason]:
        found = _by_field(figure.evidence)
        yield from self._argument(of, Field.FIGURE, MarkLabel.FIGURE, figure.span, found)
        yield from self._plain(of, Field.BOUNDS, bounds(figure), found)
        for field, value in ((Field.HARM, figure.harm.value), (Field.GROUP, figure.group.value)):
            others = self._others(field.value, figure.span, value)
            yield from self._plain(of, field, value, found, others)

    def _argument(
        self, of: str, field: Field, label: MarkLabel, words: Span | None, found: Mapping[Field, Evidence]
    ) -> Iterator[Reason]:
        if field in found and words is not None:
            parts = self._parts(label, words, "linked")
            yield Reason(of=of, field=field, value="", words=words, evidence=found[field], parts=parts)

    def _plain(
        self,
        of: str,
        field: Field,
        value: str,
        found: Mapping[Field, Evidence],
        others: tuple[Option, ...] = (),
    ) -> Iterator[Reason]:
        if field in found:
            yield Reason(of=of, field=field, value=value, words=None, evidence=found[field], others=others)

    def _others(self, head: str, span: Span | None, value: str) -> tuple[Option, ...]:
        """The classes that were weighed beside the one taken."""
        for choice in self.trace.choices if self.trace else ():
            if choice.head == head and choice.span == span:
                named = ((_HOPS.get(one.value, one.value), one.probability) for one in choice.options)
                return tuple(Option(value=v, probability=p) for v, p in named if v != value)
        return ()

    def _parts(self, label: MarkLabel, words: Span | None, link: str) -> tuple[Option, ...]:
        for one in self.trace.candidates if self.trace else ():
            if one.label is label and one.span == words and one.marked is not None:
                return (
                    Option(value="marked", probability=one.marked),
                    Option(value=link, probability=one.linked),
                )
        return ()

    def _other_words(self, label: MarkLabel, words: Span | None) -> tuple[Option, ...]:
        return tuple(
            Option(value=f"“{one.span.of(self.text)}”" if one.span else "none", probability=one.linked)
            for one in (self.trace.candidates if self.trace else ())
            if one.label is label and one.span != words
        )

    def not_taken(self) -> Iterator[Candidate]:
        """Words in reach that were marked as something, and are not this claim's."""
        taken = {(label, span) for label, span in _taken(self.claim)}
        for one in self.trace.candidates if self.trace else ():
            if one.needed is not None and (one.label, one.span) not in taken:
                yield one


def _taken(claim: Claim) -> Iterator[tuple[MarkLabel, Span | None]]:
    event = claim.event
    if event is None:
        return
    for label, ones in (
        (MarkLabel.ACTOR, event.actors),
        (MarkLabel.TARGET, event.targets),
        (MarkLabel.PLACE, event.places),
        (MarkLabel.FIGURE, event.figures),
    ):
        yield from ((label, one.span) for one in ones)
    yield from ((MarkLabel.FIGURE, one.span) for one in _uncounted(claim))
    yield MarkLabel.TIME, event.time.span
    yield MarkLabel.WEAPON, event.weapon


def _uncounted(claim: Claim) -> tuple[Evidence, ...]:
    evidence = claim.event.evidence if claim.event else ()
    return tuple(one for one in evidence if one.rule.startswith("figures."))


def _of(field: Field, number: int, ones: Sequence[object]) -> str:
    return f"{field.value} {number}" if len(ones) > 1 else ""


def _by_field(evidence: tuple[Evidence, ...]) -> dict[Field, Evidence]:
    return {one.field: one for one in evidence if one.field}


def _name(name: str | Unresolved | None) -> str:
    if isinstance(name, Unresolved):
        return f"unresolved: {open_question(name)}"
    return name or "no name"
