"""Whether two claims of one report tell the same event.

The rule, which asks only about the two and so does not depend on any order. They are of one kind of event,
or share the stem of the trigger; neither their towns nor their days rule each other out; and they agree in
two of trigger, actor, target, place, figure and weapon, or in one of these and half the words of the first.
Judgements have no such parts: half the words of the first, and at least two, must be in the second.

Where the rule errs it rather takes two events for one: who holds a headline against its body then has more
tellings to find its words in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from accordingto.model import (
    Claim,
    Event,
    EventTime,
    EventType,
    Figure,
    GazetteerPlace,
    Participant,
    PlaceMention,
    PlacePrecision,
    Span,
)

FAMILIES = (
    frozenset(
        {
            EventType.BATTLE,
            EventType.AIRSTRIKE,
            EventType.SHELLING,
            EventType.EXPLOSION,
            EventType.CHEMICAL,
            EventType.ATTACK,
            EventType.DESTRUCTION,
        }
    ),
    frozenset({EventType.CAPTURE, EventType.WITHDRAWAL, EventType.MOVEMENT, EventType.SUPPORT}),
    frozenset({EventType.ABDUCTION, EventType.ARREST, EventType.ABUSE}),
    frozenset({EventType.AGREEMENT, EventType.BREACH, EventType.TALKS}),
    frozenset({EventType.DISPLACEMENT, EventType.AID}),
)
"""Types that headline and body give one event ("Attack on market" and "a bomb exploded"), and that the
reader mixes up; `other` goes with all."""

REACH = 600
"""Characters to either side of a claim within which its sentence ends."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|\n")
_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"(?:ings?|ied|ies|ed|es|s|e|y)$")
_EMPTY = re.compile(
    r"after|been|from|have|into|over|said|says|than|that|their|them|they|this|were|will|with", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim with the stems that it is compared by."""

    claim: Claim
    own: frozenset[str]
    """Stems of the claim's own words."""
    sentence: frozenset[str]
    """Stems of its whole sentence."""


def telling_of(text: str, claim: Claim) -> Telling:
    """What a claim is compared by."""
    starts = [
        m.end() for m in _SENTENCE_END.finditer(text, max(0, claim.content.start - 600), claim.content.start)
    ]
    end = _SENTENCE_END.search(text, max(claim.content.start, claim.content.end - 1))
    whole = Span(
        start=starts[-1] if starts else max(0, claim.content.start - 600),
        end=max(end.start() + 1 if end else len(text), claim.content.end),
    )
    return Telling(claim=claim, own=stems(claim.content.of(text)), sentence=stems(whole.of(text)))


def stems(words: str) -> frozenset[str]:
    """Stems of the words that say something: four letters and more, acronyms, numbers."""
    return frozenset(stem(word) for word in _WORD.findall(words) if _says_something(word))


def _says_something(word: str) -> bool:
    return (len(word) > 3 or word.isupper() or word.isdigit()) and not _EMPTY.fullmatch(word)


def stem(word: str) -> str:
    """A word without its ending, as far as three letters are left: "supplied" and "supply" give "suppl"."""
    lower = word.lower()
    cut = _ENDING.sub("", lower)
    cut = cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "ls" else cut
    return cut if len(cut) >= 3 else lower


def same_event(text: str, first: Telling, second: Telling) -> bool:
    """Whether the two tell one event; see the rule above."""
    one, other = first.claim.event, second.claim.event
    shared = len(first.own & second.sentence)
    half = shared >= 2 and 2 * shared >= len(first.own)
    if one is None or other is None:
        return one is None and other is None and half
    trigger = bool(stems(one.trigger.of(text)) & stems(other.trigger.of(text)))
    if not (trigger or _one_kind(one.type, other.type)) or _ruled_out(one, other):
        return False
    agreeing = trigger + _agreeing(text, one, other)
    return agreeing >= 2 or (agreeing == 1 and half)


def _one_kind(one: EventType, other: EventType) -> bool:
    return (
        one is other
        or EventType.OTHER in (one, other)
        or any(one in family and other in family for family in FAMILIES)
    )


def _ruled_out(one: Event, other: Event) -> bool:
    here, there = _towns(one.places), _towns(other.places)
    return bool(here and there and not here & there) or _apart(one.time, other.time)


def _towns(places: Iterable[PlaceMention]) -> set[str]:
    found = (place.resolution for place in places)
    return {r.name for r in found if isinstance(r, GazetteerPlace) and r.precision is PlacePrecision.TOWN}


def _apart(one: EventTime, other: EventTime) -> bool:
    """Whether all known days of one lie before the other's."""
    return any(
        early.end is not None and late.start is not None and early.end < late.start
        for early, late in ((one, other), (other, one))
    )


def _agreeing(text: str, one: Event, other: Event) -> int:
    """In how many of actor, target, place, figure and weapon the two agree."""
    return (
        _share(text, _spans(one.actors), _spans(other.actors))
        + _hit(text, one, other)
        + any(_fit(a, b) for a in one.figures for b in other.figures)
        + _share(text, [one.weapon] if one.weapon else [], [other.weapon] if other.weapon else [])
    )


def _hit(text: str, one: Event, other: Event) -> int:
    """In how many of target and place the two agree; "a village taken" is a target here and a place there."""
    targets = _share(text, _spans(one.targets), _spans(other.targets))
    places = _share(text, _spans(one.places), _spans(other.places))
    either = _share(text, _spans((*one.targets, *one.places)), _spans((*other.targets, *other.places)))
    return max(targets + places, int(either))


def _spans(ones: Iterable[Participant | PlaceMention]) -> list[Span]:
    return [one.span for one in ones]


def _share(text: str, one: Iterable[Span], other: Iterable[Span]) -> bool:
    """Whether words of the one are among those of the other."""
    mine = frozenset[str]().union(*(stems(span.of(text)) for span in one))
    return any(mine & stems(span.of(text)) for span in other)


def _fit(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same harm and may be one number."""
    if one.harm is not other.harm or (one.low, one.high) == (None, None):
        return False
    return not any(
        a.high is not None and b.low is not None and a.high < b.low for a, b in ((one, other), (other, one))
    )
