"""docs/vocabulary.md explains every value of every closed choice of model.py, and no other."""

from __future__ import annotations

import inspect
import re
from enum import StrEnum
from pathlib import Path

import pytest

from accordingto import model

PAGE = Path(__file__).resolve().parent.parent / "docs/vocabulary.md"
CHOICES = [
    choice
    for _, choice in inspect.getmembers(model, inspect.isclass)
    if issubclass(choice, StrEnum) and choice.__module__ == model.__name__
]
ELSEWHERE = {"IssueCode"}
"""Explained value by value on a page of their own."""


def _sections(page: str) -> dict[str, str]:
    """The text under each third-level heading, by heading."""
    parts = re.split(r"^#{2,3} (.+)$", page, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _rows(section: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.M)


SECTIONS = _sections(PAGE.read_text(encoding="utf-8"))


def test_the_model_has_closed_choices_to_explain() -> None:
    assert {"EventType", "Factuality", "Harm", "IssueCode"} <= {choice.__name__ for choice in CHOICES}


@pytest.mark.parametrize("choice", CHOICES, ids=lambda c: c.__name__)
def test_every_value_is_explained_in_the_order_of_the_code(choice: type[StrEnum]) -> None:
    assert choice.__name__ in SECTIONS, f"docs/vocabulary.md has no section ### {choice.__name__}"
    section = SECTIONS[choice.__name__]
    if choice.__name__ in ELSEWHERE:
        assert "(issues.md)" in section
        return
    rows = _rows(section)
    assert [value for value, _ in rows] == [member.value for member in choice]
    assert all(meaning.strip() for _, meaning in rows)


def test_the_page_explains_no_choice_that_the_model_does_not_have() -> None:
    tables = {heading for heading, section in SECTIONS.items() if _rows(section)}
    assert tables <= {choice.__name__ for choice in CHOICES}
