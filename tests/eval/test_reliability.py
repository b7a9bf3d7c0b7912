"""The calibration error is Guo et al.'s over bins of equal mass, and the picture says in words what it shows."""

from __future__ import annotations

import random
from xml.etree import ElementTree

from eval.calibration import bins, by_chance, error
from eval.diagram import Panel, panels


def test_who_says_90_and_is_right_half_of_the_time_errs_by_40() -> None:
    assert abs(error([(0.9, i % 2 == 0) for i in range(200)]) - 0.4) < 1e-9


def test_errors_of_bins_are_weighed_by_their_share() -> None:
    low = [(0.1, False)] * 60  # off by 0.1
    high = [(0.9, True)] * 60  # off by 0.1
    middle = [(0.5, False)] * 80  # off by 0.5
    assert abs(error(low + middle + high) - 0.26) < 1e-9


def test_bins_hold_equally_many_values_and_few_values_make_few_bins() -> None:
    draw = random.Random(1)
    many = [(draw.random(), True) for _ in range(1000)]
    assert [count for _, _, count in bins(many)] == [100] * 10
    assert len(bins(many[:35])) == 3
    assert len(bins(many[:4])) == 1


def test_on_few_values_even_a_perfect_confidence_has_an_error() -> None:
    sures = [0.1 + 0.8 * i / 99 for i in range(100)]
    assert 0.05 < by_chance(sures) < 0.2
    assert by_chance(sures * 20) < 0.05


def test_the_picture_is_xml_and_tells_its_bins_in_words() -> None:
    picture = panels(
        {
            "type": Panel(before=[(0.9, 0.5, 10)], after=[(0.6, 0.5, 10)], note="error 40 % → 10 %"),
            "a < b": Panel(before=[], after=[(0.2, 0.3, 4)], note="error 10 %"),
        }
    )
    root = ElementTree.fromstring(picture)
    described = root.find("{http://www.w3.org/2000/svg}desc")
    assert described is not None
    assert described.text is not None
    assert "type: says 0.60, right 0.50." in described.text
    assert root.get("role") == "img"
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 2, "one bin, one in the legend"
