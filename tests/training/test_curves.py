"""The curves of training go through all stages and are a well-formed picture."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from training.curves import picture, points


def rows() -> list[dict[str, Any]]:
    return [
        {"stage": stage, "step": step, "steps": 100, "loss": {"tags": 9 / (step + shift)}}
        for stage, shift in (("wide", 0), ("narrow", 100))
        for step in (50, 100)
    ]


def test_a_second_stage_goes_on_where_the_first_ended() -> None:
    assert points(rows()) == ([50, 100, 150, 200], [100])


def test_the_picture_has_a_line_for_each_loss_and_a_mark_for_each_stage() -> None:
    root = ElementTree.fromstring(picture(rows()))
    name = "{http://www.w3.org/2000/svg}"
    lines = root.findall(f"{name}polyline")
    assert len(lines) == 1
    assert len(lines[0].attrib["points"].split()) == 4
    assert [line.attrib["class"] for line in root.findall(f"{name}line")] == ["s", "a"]
