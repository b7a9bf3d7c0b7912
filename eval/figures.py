"""Killed and injured of a report as MUC-4 counts them, from the program's own claims.

The answer keys count the victims of single acts of violence. So a claim's figure counts where the claim is
asserted, says a number of its own, and tells of an act rather than of a battle, a campaign or a year.
How often a figure of each kind stands in the keys was counted on MUC-4 train (shipped weights, 1,221 figures
of killed and injured, 270 of them in the keys); the shares are beside the rules.
"""

from __future__ import annotations

import re
from typing import Any

from accordingto.model import Claim, ClaimSheet, EventTime, EventType, Factuality, Figure, Group, Harm

HARMS = (Harm.KILLED, Harm.INJURED)
ACTS = frozenset(
    {
        EventType.ATTACK,
        EventType.EXPLOSION,
        EventType.AIRSTRIKE,
        EventType.SHELLING,
        EventType.ABUSE,
        EventType.CHEMICAL,
    }
)
"""Kinds of event whose dead the keys count: 252 of 870; of the others 18 of 351, battles 12 of 232."""
COMBATANTS = (Group.FIGHTERS, Group.MIXED, Group.OBJECTS)
"""Groups that the keys count nobody of: 7 of 160."""
SOLDIERS = re.compile(
    r"\b(?:soldiers|troops|lieutenants|sergeants|army|guerrillas|rebels|subversives|insurgents|terrorists"
    r"|contras|marines|patrol|comrades)\b",
    re.IGNORECASE,
)
"""Combatants by name, whatever the group: 7 of 150."""
OWN_NUMBER = frozenset({"figures.exact", "figures.at-least", "figures.at-most", "figures.range"})
"""Rules under which the words say a number; vague words, sums and bare plurals 10 of 279."""
LARGEST = 100
"""A toll beyond this is a war's or a year's: 4 of 220."""
LONGEST_DAYS = 7
"""A claim about a longer time than this sums up many acts: 3 of 18."""
PART = re.compile(r"\bof (?:the|them|whom|those|which|these)\b", re.IGNORECASE)
"""A part of a figure that stands elsewhere: "four of them"."""


def counts(text: str, sheet: ClaimSheet) -> list[dict[str, Any]]:
    """The figures of a report in the form of `score.py figures`, each number of a kind once."""
    found = {
        (figure.harm, numbers)
        for claim in sheet.claims
        for figure in _figures(claim)
        if (numbers := _numbers(figure)) and _counts(text, figure)
    }
    return [{"kind": str(harm), "numbers": list(numbers)} for harm, numbers in sorted(found)]


def _figures(claim: Claim) -> tuple[Figure, ...]:
    """The figures of a claim that tells of an act, none of any other."""
    event = claim.event
    told = event is not None and claim.factuality is Factuality.ASSERTED and event.type in ACTS
    return event.figures if event and told and not _long(event.time) else ()


def _long(time: EventTime) -> bool:
    return bool(time.start and time.end and (time.end - time.start).days > LONGEST_DAYS)


def _numbers(figure: Figure) -> tuple[int, ...]:
    """Both ends of a range, or the one bound that is known, from 2 on, since the keys count no ones."""
    return tuple(sorted({bound for bound in (figure.low, figure.high) if bound is not None and bound > 1}))


def _counts(text: str, figure: Figure) -> bool:
    words = figure.span.of(text)
    return (
        figure.harm in HARMS
        and figure.group not in COMBATANTS
        and any(evidence.rule in OWN_NUMBER for evidence in figure.evidence)
        and max(_numbers(figure)) <= LARGEST
        and not SOLDIERS.search(words)
        and not PART.search(words)
    )
