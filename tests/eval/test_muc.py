"""Slot fillers by exact span probabilities, and templates made of them, on invented arrays."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

from accordingto.read.labels import FURTHER, FURTHER_LAYERS, INCIDENT_LAYERS, INCIDENT_TYPES, TAGS
from accordingto.read.stitch import View
from accordingto.read.viterbi import ALLOWED
from accordingto.read.windows import Tokens
from eval.fillers import Filler, Lattice, fillers, told
from eval.muc import Priors, Told, fitted, plain, weigh
from training.data import held_out

ATTACK, BOMBING = INCIDENT_TYPES.index("attack"), INCIDENT_TYPES.index("bombing")


def legal(tags: tuple[int, ...]) -> bool:
    ends = TAGS[tags[0]] in "OBS" and TAGS[tags[-1]] in "OES"
    return ends and all(ALLOWED[a, b] == 0 for a, b in itertools.pairwise(tags))


def test_a_spans_probability_is_the_share_of_all_legal_paths_that_hold_it() -> None:
    rng = np.random.default_rng(3)
    emissions = rng.normal(size=(4, 2, len(TAGS))).astype(np.float32)
    transitions = rng.normal(size=(2, len(TAGS), len(TAGS))).astype(np.float32)
    lattice = Lattice(emissions, transitions)
    for layer, (first, last) in itertools.product(range(2), [(0, 1), (1, 3), (0, 4), (2, 4)]):
        span = [TAGS.index(t) for t in ("S" if last - first == 1 else "B" + "I" * (last - first - 2) + "E")]
        weights = {True: 0.0, False: 0.0}
        for tags in filter(legal, itertools.product(range(len(TAGS)), repeat=4)):
            score = sum(emissions[i, layer, t] for i, t in enumerate(tags))
            score += sum(transitions[layer, a, b] for a, b in itertools.pairwise(tags))
            weights[list(tags[first:last]) == span] += float(np.exp(score))
        assert lattice.span(layer, first, last) == pytest.approx(
            weights[True] / sum(weights.values()), rel=1e-4
        )


def view_of(words: list[str], marked: dict[int, tuple[str, float]], kind: int) -> tuple[str, View]:
    """One token a word; `marked` gives single-word fillers with the logit of their S tag."""
    text = " ".join(words)
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])[:-1]
    tokens = Tokens(
        ids=np.full(len(words), 2000),
        starts=starts,
        ends=starts + [len(word) for word in words],
        word_start=np.full(len(words), True),
        headline=np.full(len(words), False),
    )
    matrix = np.zeros((len(words), FURTHER.width), np.float32)
    tags = matrix[:, FURTHER.tags].reshape(len(words), len(FURTHER_LAYERS), len(TAGS))
    tags[:, :, 0] = 8.0
    for at, (role, logit) in marked.items():
        tags[at, INCIDENT_LAYERS.index(role), TAGS.index("S")] = 8.0 + logit
    matrix[:, FURTHER.filler][:, kind] = 5.0
    nobody = np.full((2, FURTHER.width), -4.0, np.float32)
    nobody[1, FURTHER.incidents.start + kind] = 4.0
    return text, View(tokens=tokens, matrix=matrix, nobody=nobody, window=np.zeros(len(words), np.int64))


FLAT = np.zeros((len(FURTHER_LAYERS), len(TAGS), len(TAGS)), np.float32)


def test_a_string_is_judged_by_all_its_whole_word_occurrences() -> None:
    words = ["rebels", "fled", ",", "rebels", "said", "prorebels"]
    text, view = view_of(words, {0: ("PerpInd", 4.0)}, ATTACK)
    (found,) = fillers(text, view, FLAT)
    assert (found.role, found.words) == ("PerpInd", "rebels")
    assert found.best > 0.9
    assert found.mean == pytest.approx(found.best / 2, abs=0.01)  # the second occurrence says no
    assert found.types.argmax() == ATTACK


def test_an_incident_is_told_where_one_window_tells_it() -> None:
    _, view = view_of(["nothing"], {}, BOMBING)
    assert told(view)[BOMBING] == 4.0
    assert told(view)[ATTACK] == -4.0


def test_a_report_without_words_tells_nothing() -> None:
    _, view = view_of([], {}, ATTACK)
    assert fillers("", view, FLAT) == ()


def test_articles_and_signs_make_no_other_mention() -> None:
    assert plain('The "Invented" Front, A.') == "invented front"


def test_the_regression_finds_the_feature_that_tells() -> None:
    rng = np.random.default_rng(0)
    features = np.c_[np.ones(400), rng.normal(size=(400, 2))]
    weights = fitted(features, (features[:, 1] > 0).astype(np.float64), penalty=1.0)
    assert weights[1] > 3
    assert abs(weights[2]) < 1


def invented(number: int, **roles: list[str]) -> dict[str, Any]:
    """A report with an attack where any role is filled."""
    words = [word for named in roles.values() for word in named]
    text = " ".join(["report", str(number), *words])
    template = {"incident_type": "attack"} | {
        role: [[{"text": word}] for word in roles.get(role, [])] for role in INCIDENT_LAYERS
    }
    return {"id": f"invented-{number}", "text": text, "templates": [template] if roles else []}


def heard(row: dict[str, Any], sure: float) -> Told:
    types = np.full(len(INCIDENT_TYPES), -5.0)
    types[ATTACK] = 5.0 if row["templates"] else -5.0
    share = np.eye(len(INCIDENT_TYPES))[ATTACK]
    found = tuple(
        Filler(role=role, words=word, best=p, mean=p, types=share)
        for role in INCIDENT_LAYERS
        for word, p in (("gunmen", sure), ("nobody", 1 - sure))
    )
    return Told(id=row["id"], fillers=found if row["templates"] else (), types=types)


def test_templates_hold_what_the_held_out_reports_teach_to_accept() -> None:
    rows = [invented(n, PerpInd=["gunmen"]) if n % 2 else invented(n) for n in range(600)]
    weighing = weigh(rows, [heard(row, 0.9) for row in rows if held_out(row["id"])])
    (template,) = weighing.templates(heard(rows[1], 0.9))
    assert template["incident_type"] == "attack"
    assert template["PerpInd"] == [["gunmen"]]
    assert all(["nobody"] not in template[role] for role in INCIDENT_LAYERS)
    assert weighing.templates(heard(rows[0], 0.9)) == []


def test_a_prior_is_the_share_of_reports_with_the_string_in_which_it_fills_the_slot() -> None:
    rows = [
        invented(0, Weapon=["dynamite", "car bomb"]),
        invented(1, Target=["dynamite", "car"]),
        invented(2),
    ]
    priors = Priors(rows)
    assert priors.of("Weapon", "dynamite") == pytest.approx(1.3 / 5)
    assert priors.of("Weapon", "car bomb") == pytest.approx(1.3 / 4)
    assert priors.of("Target", "car") == pytest.approx(1.3 / 5)  # "car bomb" holds it too
    assert priors.of("Weapon", "unseen") == pytest.approx(0.1)
