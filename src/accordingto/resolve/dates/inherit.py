"""When a claim without a time expression of its own happened: the day that the report gives its event.

Measured on the training side of the gold ledger, over its 1,825 event claims without a time
expression, 802 of them dated and 1,023 not; exact days, the neighbours' own expressions resolved by
this package, types and factuality as annotated:

    policy                                              all    dated   undated right
    never any                                           56.1     0.0   100.0
    the day of publication                              37.6    49.4    28.3
    the last day told before, whatever it is            52.3    49.1    54.8
    the commonest day of the report's last week         61.1    71.3    53.1
    the last day told before, not past background       62.2    41.6    78.3   inherited_time
    the nearest claim of the same kind of event         78.2    57.9    94.1   inherited_times

What stays without a date is background: a claim after one that is told as a period ("since 2011"),
what is announced or supposed, and events of which no dated one of their kind stands near.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from accordingto.model import EventType, Factuality
from accordingto.resolve.dates.answer import TimeAnswer

_RECENT = 7
"""Days before publication that a day of the news may lie back; older ones are background."""
_REACH = 6
"""Claims, before or after, that a date reaches; beyond, one in three was another event's."""
_UNREAL = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})
_CONSEQUENCES = frozenset(
    {EventType.DESTRUCTION, EventType.DISPLACEMENT, EventType.AID, EventType.BREACH, EventType.ABDUCTION}
)
"""Told beside the strike or attack that caused them, and on its day."""
_CAUSES = frozenset(
    {EventType.AIRSTRIKE, EventType.SHELLING, EventType.EXPLOSION, EventType.CHEMICAL, EventType.ATTACK}
    | _CONSEQUENCES
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event claim of a report, as far as its time goes."""

    type: EventType
    factuality: Factuality
    time: TimeAnswer | None
    """What its own time expression was resolved to; None when it has none or it was not settled."""
    marked: bool
    """Whether it has a time expression of its own."""


def inherited_time(previous: tuple[TimeAnswer | None, ...], anchor: date | None) -> TimeAnswer | None:
    """The day of the nearest dated claim before, or None.

    `previous` are the times of the claims before this one in the order of the text, None where a
    claim has no time expression. None when the last expression told a period or an older day: what
    follows it is background. Use `inherited_times` where the types of the events are known.
    """
    last = next((answer for answer in reversed(previous) if answer is not None), None)
    return _inherited(last) if last is not None and _of_the_news(last, anchor) else None


def inherited_times(told: tuple[Told, ...], anchor: date | None) -> tuple[TimeAnswer | None, ...]:
    """For each claim of a report, in the order of its text, its own time or the one it inherits.

    A claim without a time expression takes the day of the nearest dated claim, before or after, of
    the same type of event, or of the attack that it is a consequence of.
    """
    return tuple(item.time if item.marked else _nearest(told, i, anchor) for i, item in enumerate(told))


def _nearest(told: tuple[Told, ...], i: int, anchor: date | None) -> TimeAnswer | None:
    item = told[i]
    last = next((t.time for t in reversed(told[:i]) if t.time is not None), None)
    if item.factuality in _UNREAL or (last is not None and not _of_the_news(last, anchor)):
        return None
    near = [
        (abs(j - i), j > i, t.time)
        for j, t in enumerate(told[: i + _REACH + 1])
        if j >= i - _REACH
        and t.time is not None
        and _of_the_news(t.time, anchor)
        and _same_story(t.type, item.type)
    ]
    return _inherited(min(near, key=lambda n: n[:2])[2]) if near else None


def _same_story(dated: EventType, undated: EventType) -> bool:
    return dated is undated or (undated in _CONSEQUENCES and dated in _CAUSES)


def _of_the_news(answer: TimeAnswer, anchor: date | None) -> bool:
    """A single day, at most a week before publication."""
    if answer.start is None or answer.start != answer.end:
        return False
    return anchor is None or 0 <= (anchor - answer.start).days <= _RECENT


def _inherited(answer: TimeAnswer) -> TimeAnswer:
    return replace(answer, rule="dates.inherited")
