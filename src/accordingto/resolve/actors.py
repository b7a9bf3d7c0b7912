"""What an actor's or target's words stand for within one report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accordingto.model import Evidence, Field, Participant, Span
from accordingto.reference.plain_text import plain
from accordingto.resolve.speakers import bare_name

_INTRODUCED = re.compile(r"((?:[A-Z][\w-]*\s+(?:(?:of|for|in|the|and|al)\s+)?){1,7})\(([A-Z]{2,8})\)")
_PRONOUN = re.compile(r"(?!US$)(?i:it|they|them|he|she|him|her|we|us|who|which|that|those|these)")
"""In capitals, "US" is the country ("said that US resupplied them")."""


def acronyms(text: str) -> dict[str, str]:
    """Acronyms that a text introduces, with their names: "Syrian Democratic Forces (SDF)".

    Only where the capitals of the name's last words spell the acronym.
    """
    found: dict[str, str] = {}
    for match in _INTRODUCED.finditer(text):
        parts = match.group(1).split()
        for start in range(len(parts)):
            name = parts[start:]
            if "".join(part[0] for part in name if part[0].isupper()) == match.group(2):
                found.setdefault(match.group(2), " ".join(name))
                break
    return found


_NAME = {Field.ACTOR: Field.ACTOR_NAME, Field.TARGET: Field.TARGET_NAME}


def participants(
    text: str, spans: Iterable[tuple[Span, float]], introduced: dict[str, str], side: Field
) -> tuple[Participant, ...]:
    """Participants of one event; a pronoun or a bare figure has no name of its own.

    Args:
        text: the report's.
        spans: where they are named, each with the reader's probability.
        introduced: what `acronyms` finds in the text.
        side: `Field.ACTOR` or `Field.TARGET`.
    """
    return tuple(_participant(text, span, sure, introduced, side) for span, sure in spans)


def _participant(text: str, span: Span, sure: float, introduced: dict[str, str], side: Field) -> Participant:
    words = plain(span.of(text))
    name: str | None = bare_name(words) or None
    rule = "actors.own-words"
    if _PRONOUN.fullmatch(words.strip()):
        name, rule = None, "actors.pronoun"
    elif name in introduced:
        name, rule = introduced[name], "actors.acronym"
    return Participant(
        span=span,
        name=name,
        evidence=(
            Evidence(rule="reader.argument", span=span, confidence=sure, field=side),
            Evidence(rule=rule, span=span, field=_NAME[side]),
        ),
    )
