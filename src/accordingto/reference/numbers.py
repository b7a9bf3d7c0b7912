"""Number words and the words around them, as frozen lookups.

The tables are `resources/numbers.yml` and `resources/quantities.yml`, where each value has its
provenance; `tools/build_tables.py` packages them as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """English number words with their values."""

    units: Mapping[str, int]
    """zero .. nineteen."""
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    """hundred and upwards, short scale."""
    counts: Mapping[str, int]
    """dozen, score: they multiply, but stand in no compound numeral."""
    suffixes: Mapping[str, int]
    """Letters written to digits: 3m."""
    fractions: Mapping[str, tuple[int, int]]
    """Numerator and denominator."""
    ordinals: Mapping[str, int]
    year_pivot: int
    """Two-digit years from here on are 19xx, smaller ones 20xx."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What vague quantity words mean under one codebook: word -> (low, high), None = open."""

    name: str
    vague: Mapping[str, tuple[int | None, int | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityWords:
    """Words that bound, blur or negate a number, or keep a number from being a count."""

    pairs: Mapping[str, int]
    at_least: tuple[str, ...]
    at_most: tuple[str, ...]
    about: tuple[str, ...]
    after_at_least: tuple[str, ...]
    after_at_most: tuple[str, ...]
    after_about: tuple[str, ...]
    none: frozenset[str]
    shares: frozenset[str]
    percent: tuple[str, ...]
    collectives: frozenset[str]
    ends: frozenset[str]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    persons: frozenset[str]
    person_modifiers: frozenset[str]
    plurals: frozenset[str]
    singular_s: frozenset[str]
    losses: frozenset[str]
    labels: frozenset[str]
    lengths: frozenset[str]
    money: frozenset[str]
    measures: frozenset[str]
    ages: tuple[str, ...]
    changes: frozenset[str]
    occurrences: frozenset[str]
    harm: Mapping[str, str]
    """Cue word -> value of `model.Harm`."""


def packaged_table(name: str) -> dict[str, Any]:
    """The packaged JSON table `name`; a missing file is a broken installation and raises OSError."""
    table = json.loads((files("accordingto") / "data" / f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(table, dict)
    return table


def _frozen(table: dict[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType({k: tuple(v) if isinstance(v, list) else v for k, v in table.items()})


@cache
def number_words() -> NumberWords:
    """The number words of `resources/numbers.yml`."""
    t = packaged_table("numbers")
    names = ("units", "tens", "scales", "counts", "suffixes", "fractions", "ordinals")
    return NumberWords(**{n: _frozen(t[n]) for n in names}, year_pivot=t["year_pivot"])


@cache
def profile(name: str = "guide") -> Profile:
    """The vague-quantity profile `name`; KeyError when there is none of that name."""
    return Profile(name=name, vague=_frozen(packaged_table("quantities")["profiles"][name]))


@cache
def quantity_words() -> QuantityWords:
    """The quantity words of `resources/quantities.yml`, longest phrases first."""
    t = packaged_table("quantities")
    phrases = (
        "at_least",
        "at_most",
        "about",
        "after_at_least",
        "after_at_most",
        "after_about",
        "percent",
        "ages",
    )
    sets = (
        *("none", "shares", "collectives", "ends", "determiners", "pronouns", "persons", "person_modifiers"),
        *(
            "plurals",
            "singular_s",
            "losses",
            "labels",
            "lengths",
            "money",
            "measures",
            "changes",
            "occurrences",
        ),
    )
    words: dict[str, Any] = {
        **{n: tuple(sorted(t[n], key=lambda phrase: (-len(phrase.split()), phrase))) for n in phrases},
        **{n: frozenset(t[n]) for n in sets},
    }
    return QuantityWords(
        pairs=_frozen(t["pairs"]),
        harm=MappingProxyType({cue: harm for harm, cues in t["harm"].items() for cue in cues}),
        **words,
    )
