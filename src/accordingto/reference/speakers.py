"""The packaged table of words that refer back to speakers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accordingto.model import Act

_TABLE = Path(__file__).parent.parent / "data" / "speakers.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerWords:
    """Frozen lookups of resources/speakers.yml, all lower-case."""

    person_pronouns: frozenset[str]
    thing_pronouns: frozenset[str]
    other_pronouns: frozenset[str]
    relative_pronouns: frozenset[str]
    nominals: dict[str, frozenset[str]]
    """Nouns that point back, by the role of whom they may mean."""
    documents: frozenset[str]
    offices: frozenset[str]
    determiners: frozenset[str]
    set_off: frozenset[str]
    """Nouns that speak where a colon sets them off."""
    acts: tuple[tuple[tuple[str, ...], Act], ...]
    """Words of a cue that say by themselves what the speaker does."""
    not_so: frozenset[str]
    """Words in front of them under which they do not."""

    @property
    def pronouns(self) -> frozenset[str]:
        """Every pronoun that stands for an earlier speaker; relative ones do not."""
        return self.person_pronouns | self.thing_pronouns | self.other_pronouns


@cache
def speaker_words() -> SpeakerWords:
    """The table, read once."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return SpeakerWords(
        person_pronouns=frozenset(table["pronouns"]["person"]),
        thing_pronouns=frozenset(table["pronouns"]["thing"]),
        other_pronouns=frozenset(table["pronouns"]["any"]),
        relative_pronouns=frozenset(table["pronouns"]["relative"]),
        nominals={role: frozenset(words) for role, words in table["nominals"].items()},
        documents=frozenset(table["documents"]),
        offices=frozenset(table["offices"]),
        determiners=frozenset(table["determiners"]),
        set_off=frozenset(table["set_off"]),
        acts=tuple((tuple(form.split()), Act(act)) for act, forms in table["acts"].items() for form in forms),
        not_so=frozenset(table["not_so"]),
    )
