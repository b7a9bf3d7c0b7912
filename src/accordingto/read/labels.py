"""The reader's label sets, in the order of the network's outputs.

The weights depend on these orders: changing one means training again. `OUTPUTS` says which columns
of the network's one output matrix belong to which head, so that training and reading cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass

from accordingto.model import Act, EventType, Factuality, Group, Harm, MarkLabel, SpeakerRole

LAYERS: tuple[MarkLabel, ...] = (
    MarkLabel.SPEAKER,
    MarkLabel.CUE,
    MarkLabel.CONTENT,
    MarkLabel.TRIGGER,
    MarkLabel.ACTOR,
    MarkLabel.TARGET,
    MarkLabel.PLACE,
    MarkLabel.TIME,
    MarkLabel.FIGURE,
    MarkLabel.WEAPON,
    MarkLabel.JUDGEMENT,
)
"""Each layer is a tag sequence of its own, so spans of different labels may overlap."""

TAGS: tuple[str, ...] = ("O", "B", "I", "E", "S")
"""BIOES: outside, begin, inside, end, single."""

ROLES: tuple[MarkLabel, ...] = (
    MarkLabel.ACTOR,
    MarkLabel.TARGET,
    MarkLabel.PLACE,
    MarkLabel.TIME,
    MarkLabel.FIGURE,
    MarkLabel.WEAPON,
)
"""The layers whose spans are arguments of a trigger."""

HOPS: tuple[str, ...] = ("own-voice", "one-hop", "two-hops")
"""How many speakers stand between the outlet and an event, at its trigger."""

POINTERS: tuple[str, ...] = ("source", "cue", "outer")
"""From a token to the first token of its speaker, of its cue; from a speaker to whom quotes it.
The target of "nobody" is the window's first token, [CLS]."""

POINTER_SIZE = 64
ARGUMENT_SIZE = 32
DISTANCE_BUCKETS = 24

CLASSES: dict[str, tuple[str, ...]] = {
    "type": tuple(EventType),
    "factuality": tuple(Factuality),
    "act": tuple(Act),
    "hops": HOPS,
    "role": tuple(SpeakerRole),
    "harm": tuple(Harm),
    "group": tuple(Group),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each head's columns lie in the output matrix `[tokens, width]`."""

    tags: slice
    classes: dict[str, slice]
    pointers: dict[str, tuple[slice, slice]]
    """Query and key columns of each pointer."""
    arguments: dict[MarkLabel, tuple[slice, slice]]
    """Trigger-query and argument-key columns of each role."""
    width: int


def _columns() -> Columns:
    at = 0

    def take(size: int) -> slice:
        nonlocal at
        at += size
        return slice(at - size, at)

    tags = take(len(LAYERS) * len(TAGS))
    classes = {name: take(len(values)) for name, values in CLASSES.items()}
    pointers = {name: (take(POINTER_SIZE), take(POINTER_SIZE)) for name in POINTERS}
    arguments = {role: (take(ARGUMENT_SIZE), take(ARGUMENT_SIZE)) for role in ROLES}
    return Columns(tags=tags, classes=classes, pointers=pointers, arguments=arguments, width=at)


OUTPUTS: Columns = _columns()
"""What reading uses. A weights file may carry further columns behind these."""


INCIDENT_LAYERS: tuple[str, ...] = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""MUC-4's string slots (Sundheim 1992, as GTT keeps them): who fills them in the report's incidents."""

INCIDENT_TYPES: tuple[str, ...] = (
    "arson",
    "attack",
    "bombing",
    "forced work stoppage",
    "kidnapping",
    "robbery",
)

FURTHER_LAYERS: tuple[str, ...] = (*INCIDENT_LAYERS, "timex")
"""Tag layers that no claim rests on: incident roles, and every time expression (TIMEX3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherColumns:
    """Columns behind those of `OUTPUTS`, for incident templates and time expressions."""

    tags: slice
    """FURTHER_LAYERS x TAGS."""
    filler: slice
    """At a token of a slot's filler: the type of its incident, a softmax over INCIDENT_TYPES."""
    incidents: slice
    """At a window's [CLS]: whether an incident of each type is told, a sigmoid for each."""
    width: int


def _further() -> FurtherColumns:
    tags = slice(OUTPUTS.width, OUTPUTS.width + len(FURTHER_LAYERS) * len(TAGS))
    filler = slice(tags.stop, tags.stop + len(INCIDENT_TYPES))
    incidents = slice(filler.stop, filler.stop + len(INCIDENT_TYPES))
    return FurtherColumns(tags=tags, filler=filler, incidents=incidents, width=incidents.stop)


FURTHER: FurtherColumns = _further()


def distance_bucket(distance: int) -> int:
    """Bucket of a signed token distance: sign, and the magnitude's power of two up to 1024.

    Returns:
        An integer in [0, DISTANCE_BUCKETS): 0..10 to the left, 11 for the token itself, 12..22 to
        the right; 23 is the bucket of the null target.
    """
    if distance == 0:
        return 11
    magnitude = min(abs(distance).bit_length() - 1, 10)
    return 10 - magnitude if distance < 0 else 12 + magnitude


NULL_BUCKET = DISTANCE_BUCKETS - 1
