"""Site furniture: which lines of a report are no part of it.

The rules are in resources/furniture.yml with their provenance; `tools/build_furniture.py` packs
them into the table that is loaded here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

MAX_LINE = 320
"""Code points; a longer line is prose. Bounds what a pattern can cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureTable:
    """The packaged table: one pattern for all rules, agencies of datelines, words that open none."""

    pattern: re.Pattern[str]
    ids: tuple[str, ...]
    agencies: tuple[str, ...]
    not_datelines: frozenset[str]

    def rule_of(self, line: str) -> str | None:
        """`furniture.<id>` of the first rule that the whole line matches, or None."""
        if len(line) > MAX_LINE:
            return None
        found = self.pattern.fullmatch(line)
        if found is None or found.lastgroup is None:
            return None
        return f"furniture.{self.ids[int(found.lastgroup[1:])]}"


@cache
def furniture_table() -> FurnitureTable:
    """The table, read from the package once."""
    packed = files("accordingto").joinpath("data", "furniture.json").read_text(encoding="utf-8")
    table = json.loads(packed)
    rules = table["furniture"]
    # One alternation instead of a loop: a text of a million short lines is matched in one call each.
    branches = (
        f"(?P<r{n}>{rule['pattern']})" if rule["case"] else f"(?P<r{n}>(?i:{rule['pattern']}))"
        for n, rule in enumerate(rules)
    )
    return FurnitureTable(
        pattern=re.compile("|".join(branches)),
        ids=tuple(rule["id"] for rule in rules),
        agencies=tuple(table["agencies"]),
        not_datelines=frozenset(table["not_datelines"]),
    )
