"""Which marked spans are whose: actors, targets, places, times, figures and weapons of each trigger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from accordingto.model import MarkLabel
from accordingto.read.labels import ROLES
from accordingto.read.onnx import Parameters
from accordingto.read.stitch import Bounds, TokenSpan, View, arguments_of
from accordingto.read.windows import IntArray

THRESHOLD = 0.4
"""Probability from which a span belongs to a trigger."""
LOWEST = 0.1
"""A span that reaches THRESHOLD with no trigger goes to its likeliest one from this probability on:
it was marked because it is some event's, and on gold dev that is right more often than not."""
SINGLE = (MarkLabel.TIME, MarkLabel.WEAPON)
"""Roles of which an event has at most one."""

ONCE = {MarkLabel.FIGURE: 0.95}
"""Roles whose spans belong to one event, lest the dead be counted twice, and the share of the best
probability that a second trigger needs: 1,193 of 1,201 figures of the gold ledger's train side are one
trigger's. On gold dev this share gave figures 62.5 -> 63.8; with no second trigger at all 62.1."""

Arguments = dict[MarkLabel, tuple[TokenSpan, ...]]


def link_arguments(
    view: View, spans: dict[MarkLabel, Bounds], sentence_starts: IntArray, parameters: Parameters
) -> tuple[Arguments, ...]:
    """The arguments of every trigger, in the order of the triggers.

    An argument stands in its trigger's sentence: in the train side of the gold ledger 98.4 % of actors
    and places and 99.5 % of the others do.
    """
    found: tuple[Arguments, ...] = tuple({} for _ in spans[MarkLabel.TRIGGER].spans)
    for role, scored in scored_arguments(view, spans, sentence_starts, parameters).items():
        for arguments, chosen in zip(found, _chosen(scored, role), strict=True):
            arguments[role] = chosen
    return tuple(one_side(arguments) for arguments in found)


def scored_arguments(
    view: View, spans: dict[MarkLabel, Bounds], sentence_starts: IntArray, parameters: Parameters
) -> dict[MarkLabel, list[Scored]]:
    """For each role a list, in the order of the triggers, of the spans in reach and their probabilities."""
    triggers = spans[MarkLabel.TRIGGER].spans
    ranges = tuple(_sentence_tokens(view, triggers, sentence_starts))
    return {
        role: [
            arguments_of(view, role, parameters.argument_bias[role], trigger.first, spans[role], within)
            for trigger, within in zip(triggers, ranges, strict=True)
        ]
        for role in ROLES
    }


def one_side(arguments: Arguments) -> Arguments:
    """Nobody is actor and target of one event: overlapping words stay where they are surer."""
    wanted = arguments[MarkLabel.TARGET]
    actors = tuple(
        actor
        for actor in arguments[MarkLabel.ACTOR]
        if not any(_overlap(actor, target) and target.confidence > actor.confidence for target in wanted)
    )
    targets = tuple(target for target in wanted if not any(_overlap(actor, target) for actor in actors))
    return arguments | {MarkLabel.ACTOR: actors, MarkLabel.TARGET: targets}


def _overlap(one: TokenSpan, other: TokenSpan) -> bool:
    return one.first < other.last and other.first < one.last


Scored = list[tuple[TokenSpan, float]]


def _chosen(scored: list[Scored], role: MarkLabel) -> Iterator[tuple[TokenSpan, ...]]:
    """Each trigger's spans: the sure ones, and those that are surer of no other trigger."""
    best: dict[TokenSpan, tuple[float, int]] = {}
    for number, candidates in enumerate(scored):
        for span, score in candidates:
            best[span] = max(best.get(span, (0.0, 0)), (score, -number))
    for number, candidates in enumerate(scored):
        kept = [
            (score, replace(span, confidence=span.confidence * score))
            for span, score in candidates
            if score >= max(THRESHOLD, ONCE.get(role, 0.0) * best[span][0])
            or (score >= LOWEST and best[span] == (score, -number))
        ]
        if kept and role in SINGLE:
            kept = [max(kept, key=lambda item: item[0])]
        yield tuple(span for _, span in kept)


def _sentence_tokens(
    view: View, triggers: tuple[TokenSpan, ...], sentence_starts: IntArray
) -> Iterator[tuple[int, int]]:
    """Tokens `[low, high)` of the sentence that each trigger stands in."""
    firsts = np.searchsorted(view.tokens.starts, sentence_starts)
    for trigger in triggers:
        at = max(int(np.searchsorted(firsts, trigger.first, side="right")) - 1, 0)
        high = int(firsts[at + 1]) if at + 1 < len(firsts) else len(view.tokens.ids)
        yield int(firsts[at]), max(high, trigger.last)
