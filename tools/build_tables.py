"""Turns the hand-edited tables in `resources/` into the packaged ones in `src/accordingto/data/`.

    python tools/build_tables.py            writes them
    python tools/build_tables.py --check    fails when a packaged table is not current

The packaged form is JSON, so that the program needs no YAML parser at run time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
TABLES = ("loaded", "numbers", "quantities", "speakers", "times")


def packaged(name: str) -> str:
    """The text of the packaged table `name`; raises ValueError when it has no provenance."""
    table = yaml.safe_load((ROOT / "resources" / f"{name}.yml").read_text(encoding="utf-8"))
    if not table.get("provenance"):
        raise ValueError(f"resources/{name}.yml has no provenance")
    if any(isinstance(word, bool) for word in _leaves(table)):
        raise ValueError(f"resources/{name}.yml: quote on, no, yes and off, which YAML takes for booleans")
    table["generated"] = f"by tools/build_tables.py from resources/{name}.yml; do not edit"
    return json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _leaves(table: object) -> Iterator[object]:
    """Every key and value of nested mappings and lists."""
    if isinstance(table, dict):
        for key, value in table.items():
            yield key
            yield from _leaves(value)
    elif isinstance(table, list):
        for value in table:
            yield from _leaves(value)
    else:
        yield table


def target(name: str) -> Path:
    """Where the packaged table `name` stands."""
    return ROOT / "src" / "accordingto" / "data" / f"{name}.json"


def stale() -> tuple[str, ...]:
    """Names of the packaged tables that differ from their resources or are missing."""
    return tuple(n for n in TABLES if not target(n).is_file() or target(n).read_text("utf-8") != packaged(n))


def main(arguments: list[str]) -> int:
    """Writes the tables, or with `--check` only tells which are not current; returns the exit code."""
    if arguments == ["--check"]:
        for name in stale():
            print(f"{target(name)} is not current: run python tools/build_tables.py")
        return 1 if stale() else 0
    for name in TABLES:
        target(name).parent.mkdir(parents=True, exist_ok=True)
        target(name).write_text(packaged(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
