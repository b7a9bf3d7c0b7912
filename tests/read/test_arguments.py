"""Arguments stay in their sentence, and a marked span is left over by no sentence that has a trigger."""

from __future__ import annotations

import numpy as np

from accordingto.model import MarkLabel
from accordingto.read.arguments import Arguments, link_arguments, one_side
from accordingto.read.labels import ARGUMENT_SIZE, DISTANCE_BUCKETS, LAYERS, OUTPUTS, POINTERS, ROLES, TAGS
from accordingto.read.onnx import Parameters
from accordingto.read.stitch import Bounds, TokenSpan, View, bounds
from accordingto.read.windows import Tokens

PLAIN = Parameters(
    transitions=np.zeros((len(LAYERS), len(TAGS), len(TAGS)), np.float32),
    pointer_bias={name: np.zeros(DISTANCE_BUCKETS, np.float32) for name in POINTERS},
    argument_bias={role: np.zeros(DISTANCE_BUCKETS, np.float32) for role in ROLES},
)


def view_of(scores: dict[tuple[int, int], float], role: MarkLabel, tokens: int = 10) -> View:
    """Ten one-letter tokens; `scores` gives the logit of (trigger token, argument token), else -9."""
    matrix = np.zeros((tokens, OUTPUTS.width), np.float32)
    query, key = OUTPUTS.arguments[role]
    for number, trigger in enumerate(sorted({t for t, _ in scores})):
        matrix[trigger, query.start + number] = np.sqrt(ARGUMENT_SIZE)
        matrix[:, key.start + number] = -9
        for (t, argument), logit in scores.items():
            if t == trigger:
                matrix[argument, key.start + number] = logit
    at = np.arange(tokens, dtype=np.int64)
    flags = np.ones(tokens, np.bool_)
    return View(
        tokens=Tokens(ids=at + 2000, starts=2 * at, ends=2 * at + 1, word_start=flags, headline=~flags),
        matrix=matrix,
        nobody=np.zeros((1, OUTPUTS.width), np.float32),
        window=np.zeros(tokens, np.int64),
    )


def span(label: MarkLabel, token: int) -> TokenSpan:
    return TokenSpan(label=label, first=token, last=token + 1, confidence=1.0)


def linked(
    scores: dict[tuple[int, int], float], role: MarkLabel, sentences: list[tuple[int, int]]
) -> list[list[int]]:
    """Argument tokens of each trigger."""
    layers: dict[MarkLabel, Bounds] = {label: bounds([]) for label in LAYERS}
    layers[MarkLabel.TRIGGER] = bounds([span(MarkLabel.TRIGGER, t) for t in sorted({t for t, _ in scores})])
    layers[role] = bounds([span(role, a) for a in sorted({a for _, a in scores})])
    starts = np.array([2 * first for first, _ in sentences], np.int64)
    found: tuple[Arguments, ...] = link_arguments(view_of(scores, role), layers, starts, PLAIN)
    return [[s.first for s in arguments[role]] for arguments in found]


def test_a_likely_span_belongs_to_every_trigger_that_claims_it() -> None:
    assert linked({(1, 3): 2.0, (2, 3): 2.0}, MarkLabel.PLACE, [(0, 10)]) == [[3], [3]]


def test_a_figure_is_counted_for_one_event() -> None:
    assert linked({(1, 3): 2.0, (2, 3): 1.0}, MarkLabel.FIGURE, [(0, 10)]) == [[3], []]


def test_a_span_in_another_sentence_is_no_argument() -> None:
    assert linked({(1, 7): 5.0, (6, 7): 1.0}, MarkLabel.FIGURE, [(0, 5), (5, 10)]) == [[], [7]]


def test_a_doubtful_span_goes_to_its_likeliest_trigger_alone() -> None:
    assert linked({(1, 4): -1.0, (2, 4): -0.8}, MarkLabel.TARGET, [(0, 10)]) == [[], [4]]


def test_a_span_that_no_trigger_claims_stays_alone() -> None:
    assert linked({(1, 4): -6.0}, MarkLabel.TARGET, [(0, 10)]) == [[]]


def test_an_event_has_one_time_at_most() -> None:
    assert linked({(1, 3): 1.0, (1, 5): 2.0}, MarkLabel.TIME, [(0, 10)]) == [[5]]


def test_nobody_is_actor_and_target_of_one_event() -> None:
    actor = TokenSpan(label=MarkLabel.ACTOR, first=3, last=5, confidence=0.9)
    target = TokenSpan(label=MarkLabel.TARGET, first=4, last=6, confidence=0.6)
    other = TokenSpan(label=MarkLabel.TARGET, first=7, last=8, confidence=0.2)
    kept = one_side({MarkLabel.ACTOR: (actor,), MarkLabel.TARGET: (target, other)})
    assert kept == {MarkLabel.ACTOR: (actor,), MarkLabel.TARGET: (other,)}
