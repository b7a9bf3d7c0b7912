"""What an actor's or target's words stand for within one report."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accordingto.model import Evidence, Participant, Span
from accordingto.resolve.speakers import bare_name

_INTRODUCED = re.compile(r"((?:[A-Z][\w-]*\s+(?:(?:of|for|in|the|and|al)\s+)?){1,7})\(([A-Z]{2,8})\)")
_PRONOUN = re.compile(r"(?:it|they|them|he|she|him|her|we|us|who|which|that|those|these)", re.IGNORECASE)


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


def participants(
    text: str, spans: Iterable[tuple[Span, float]], introduced: dict[str, str]
) -> tuple[Participant, ...]:
    """Participants of one event; a pronoun or a bare figure has no name of its own."""
    return tuple(_participant(text, span, sure, introduced) for span, sure in spans)


def _participant(text: str, span: Span, sure: float, introduced: dict[str, str]) -> Participant:
    words = span.of(text)
    name = bare_name(words)
    read = Evidence(rule="reader.argument", span=span, confidence=sure)
    if _PRONOUN.fullmatch(words.strip()):
        return Participant(span=span, name=None, evidence=(read, Evidence(rule="actors.pronoun", span=span)))
    if name in introduced:
        return Participant(
            span=span, name=introduced[name], evidence=(read, Evidence(rule="actors.acronym", span=span))
        )
    return Participant(
        span=span, name=name or None, evidence=(read, Evidence(rule="actors.own-words", span=span))
    )
