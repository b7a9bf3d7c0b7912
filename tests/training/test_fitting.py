"""Curves from how sure the reader is to how often it is right."""

from __future__ import annotations

import random
from dataclasses import replace

from training.fitting import WIDER, Sample, fit, log_loss


def samples(count: int, chance: float, seed: int = 1) -> list[Sample]:
    """A reader that says p and is right with p moved `chance` of the way to one half."""
    draw = random.Random(seed)
    said = [draw.uniform(0.05, 0.99) for _ in range(count)]
    return [
        Sample(report=f"r{i % 40}", sure=p, right=draw.random() < p + chance * (0.5 - p))
        for i, p in enumerate(said)
    ]


def test_who_is_too_sure_is_taken_back() -> None:
    curve = fit(samples(4000, 0.6)).curve
    assert 0.6 < curve(0.95) < 0.75
    assert 0.25 < curve(0.1) < 0.45


def test_who_is_right_as_often_as_said_is_left_alone() -> None:
    curve = fit(samples(4000, 0.0)).curve
    for sure in (0.2, 0.5, 0.8):
        assert abs(curve(sure) - sure) < 0.06


def test_where_being_sure_says_nothing_the_share_is_all_that_is_known() -> None:
    found = fit(samples(400, 1.0))
    assert abs(found.curve(0.1) - found.curve(0.9)) < 0.2
    assert found.losses["constant"] < 0.70


def test_the_kind_that_is_taken_has_the_least_loss_on_reports_left_out() -> None:
    found = fit(samples(1000, 0.4))
    assert found.losses[found.kind] <= min(found.losses.values()) + 0.001
    assert log_loss(found.curve, samples(1000, 0.4, seed=2)) < 0.7


def invented(found: list[Sample]) -> list[Sample]:
    return [replace(one, report=f"inv-{i % 30}", real=False) for i, one in enumerate(found)]


def test_where_real_reports_are_few_invented_ones_that_are_alike_help() -> None:
    few = samples(40, 0.6, seed=4)
    assert fit([*few, *invented(samples(1000, 0.6, seed=3))]).kind.endswith(WIDER)


def test_invented_reports_that_are_read_quite_otherwise_are_not_fitted_on() -> None:
    real = samples(600, 0.3)
    other = [replace(one, right=not one.right) for one in samples(1000, 0.3, seed=3)]
    found = fit([*real, *invented(other)])
    assert not found.kind.endswith(WIDER)
    assert found.curve == fit(real).curve


def test_a_field_that_is_always_right_does_not_become_certain() -> None:
    always = [Sample(report=f"r{i}", sure=0.9, right=True) for i in range(50)]
    assert fit(always).curve(0.9) < 0.9999


def test_the_same_samples_give_the_same_curve() -> None:
    assert fit(samples(300, 0.5)) == fit(samples(300, 0.5))
