"""The packaged tables are those of `resources/`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from accordingto.reference.numbers import number_words, quantity_words
from accordingto.reference.times import time_words

ROOT = Path(__file__).resolve().parents[2]


def test_the_packaged_tables_are_current() -> None:
    spec = importlib.util.spec_from_file_location("build_tables", ROOT / "tools" / "build_tables.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.stale() == ()


def test_no_yaml_boolean_has_slipped_into_a_word_list() -> None:
    words = quantity_words()
    assert "no" in words.none
    assert "on" in words.ends
    assert number_words().tens["twenty"] == 20
    assert time_words().weekdays["monday"] == 1
