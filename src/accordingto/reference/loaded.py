"""The packaged table of loaded words: words that take a side, and the company in which they do not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accordingto.model import LoadedKind

_TABLE = Path(__file__).parent.parent / "data" / "loaded.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedEntry:
    """One word of resources/loaded.yml, which explains the guards; all words lower-case."""

    word: str
    kind: LoadedKind
    note: str
    forms: tuple[tuple[str, ...], ...]
    """Each form as its words."""
    in_names: bool
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_next: tuple[tuple[str, ...], ...]
    near: frozenset[str]
    """Empty = no company needed."""
    not_near: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTable:
    """All entries, and what tells scare quotes from other quotations."""

    entries: tuple[LoadedEntry, ...]
    by_first: Mapping[str, tuple[tuple[tuple[str, ...], LoadedEntry], ...]]
    """Forms by their first word, the longest first."""
    spoken: frozenset[str]
    naming: frozenset[str]
    small: frozenset[str]
    names: frozenset[str]


@cache
def loaded_table() -> LoadedTable:
    """The table, read once."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    entries = tuple(_entry(raw, raw["word"] in table["in_names"]) for raw in table["entries"])
    by_first: dict[str, list[tuple[tuple[str, ...], LoadedEntry]]] = {}
    for entry in entries:
        for form in entry.forms:
            by_first.setdefault(form[0], []).append((form, entry))
    return LoadedTable(
        entries=entries,
        by_first={
            first: tuple(sorted(forms, key=lambda pair: -len(pair[0]))) for first, forms in by_first.items()
        },
        spoken=frozenset(table["quotes"]["spoken"]),
        naming=frozenset(table["quotes"]["naming"]),
        small=frozenset(table["quotes"]["small"]),
        names=frozenset(table["quotes"]["names"]),
    )


def _entry(raw: dict[str, object], in_names: bool) -> LoadedEntry:
    def words(field: str) -> tuple[str, ...]:
        found = raw.get(field, [])
        assert isinstance(found, list)
        return tuple(str(word) for word in found)

    return LoadedEntry(
        word=str(raw["word"]),
        kind=LoadedKind(str(raw["kind"])),
        note=str(raw["note"]),
        forms=tuple(tuple(form.split()) for form in words("forms")),
        in_names=in_names,
        not_before=frozenset(words("not_before")),
        not_after=frozenset(words("not_after")),
        not_next=tuple(tuple(phrase.split()) for phrase in words("not_next")),
        near=frozenset(words("near")),
        not_near=frozenset(words("not_near")),
    )
