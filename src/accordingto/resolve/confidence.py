"""How sure each field of a claim is: the one place where confidences are calibrated.

What a head of the network says is given that what it looks at is right: a type given that the trigger
is one. So the support of a field is the product of its own probability and of those it rests on, and
the calibration maps that to how often such a field is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from accordingto.model import (
    Claim,
    ClaimSheet,
    Event,
    EventTime,
    Evidence,
    Field,
    Figure,
    Hop,
    Participant,
    PlaceMention,
)


class Calibration(Protocol):
    """What the stage needs of a calibration."""

    @property
    def version(self) -> str:
        """What is added to the reader's version."""
        ...

    def own(self, evidence: Evidence) -> float:
        """What the head or rule says by itself."""
        ...

    def probability(self, field: str, support: float, /) -> float | None:
        """The probability that a field with that support is right; None where it is not known."""
        ...


RESTS_ON: Mapping[Field, Field] = {
    **dict.fromkeys((Field.CONTENT, Field.TYPE, Field.FACTUALITY), Field.TRIGGER),
    **dict.fromkeys((Field.CHAIN, Field.WEAPON, Field.ACTOR, Field.TARGET), Field.TRIGGER),
    **dict.fromkeys((Field.PLACE, Field.TIME, Field.FIGURE), Field.TRIGGER),
    **dict.fromkeys((Field.SOURCE, Field.CUE, Field.ROLE, Field.ACT), Field.CHAIN),
    Field.NAME: Field.SOURCE,
    Field.ACTOR_NAME: Field.ACTOR,
    Field.TARGET_NAME: Field.TARGET,
    Field.RESOLUTION: Field.PLACE,
    Field.DAYS: Field.TIME,
    **dict.fromkeys((Field.BOUNDS, Field.HARM, Field.GROUP), Field.FIGURE),
}
"""What must be right for a field to be. An event's fields rest on its trigger; days that no words tell,
and the fields of a judgement, on the claim as a whole."""


def calibrated(sheet: ClaimSheet, calibration: Calibration) -> ClaimSheet:
    """The same claims, with a calibrated confidence in the evidence of every field."""
    return replace(
        sheet,
        reader=f"{sheet.reader}+{calibration.version}",
        claims=tuple(_claim(claim, calibration) for claim in sheet.claims),
    )


def _claim(claim: Claim, calibration: Calibration) -> Claim:
    event = claim.event
    own = (*claim.evidence, *(event.evidence if event else ()))
    # A judgement has no trigger; what would rest on one rests on the judgement.
    anchor = next((calibration.own(one) for one in own if one.field is Field.JUDGEMENT), None)
    above = {} if anchor is None else {Field.TRIGGER: anchor}
    scale = _Scale(calibration=calibration, above=supports(own, above, calibration))
    return replace(
        claim,
        attribution=tuple(scale.hop(hop) for hop in claim.attribution),
        event=scale.event(event) if event else None,
        evidence=scale.settled(claim.evidence, scale.above),
    )


def supports(
    evidence: tuple[Evidence, ...], above: Mapping[Field, float], calibration: Calibration
) -> dict[Field, float]:
    """The support of every field that `evidence` is for, beside those of `above`, on which they rest."""
    own = {one.field: calibration.own(one) for one in evidence if one.field}

    def support(field: Field) -> float:
        if field not in own and field in above:
            return above[field]
        below = RESTS_ON.get(field)
        return own.get(field, 1.0) * (1.0 if below is None else support(below))

    return {**above, **{field: support(field) for field in own}}


Noun = TypeVar("Noun", Participant, PlaceMention, EventTime, Figure)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """The calibration, with the supports of the claim whose values are put on it."""

    calibration: Calibration
    above: Mapping[Field, float]

    def settled(self, evidence: tuple[Evidence, ...], support: Mapping[Field, float]) -> tuple[Evidence, ...]:
        """The evidence with what its support comes to."""
        return tuple(
            replace(one, calibrated=self.calibration.probability(one.field, support[one.field]))
            if one.field
            else one
            for one in evidence
        )

    def one(self, noun: Noun) -> Noun:
        """An actor, target, place, time or figure."""
        support = supports(noun.evidence, self.above, self.calibration)
        return replace(noun, evidence=self.settled(noun.evidence, support))

    def hop(self, hop: Hop) -> Hop:
        """A hop, whose name rests on its source."""
        support = supports((*hop.speaker.evidence, *hop.evidence), self.above, self.calibration)
        return replace(
            hop,
            speaker=replace(hop.speaker, evidence=self.settled(hop.speaker.evidence, support)),
            evidence=self.settled(hop.evidence, support),
        )

    def event(self, event: Event) -> Event:
        """An event with all that belongs to it."""
        return replace(
            event,
            actors=tuple(self.one(actor) for actor in event.actors),
            targets=tuple(self.one(target) for target in event.targets),
            places=tuple(self.one(place) for place in event.places),
            time=self.one(event.time),
            figures=tuple(self.one(figure) for figure in event.figures),
            evidence=self.settled(event.evidence, self.above),
        )
