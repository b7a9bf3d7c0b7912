"""Speakers named side by side: "the army and Russia said" is two who say it, each for themselves.

The annotation guide of the gold corpus asks for a claim of each. Of the speakers on its train side whose
words hold "and", those with two heads are told apart in 14 places ("the Syrian government and Russia",
"Rebels and activists"), and those with one head are one speaker ("military and civilian sources", "the
Ministry of Foreign Affairs and Expatriates").
"""

from __future__ import annotations

import re

from accordingto.model import Span
from accordingto.reference.speakers import SpeakerWords, speaker_words

_AND = re.compile(r",?\s+(?:and|as well as)\s+")
_SEVERAL = re.compile(r"\b(?:who|which|that|whose|between|both)\b|[,;:()]")
_INSIDE = re.compile(r"\b(?:of|for|on|against|from)\b")
_OF_ADJECTIVES = ("al", "ary", "ese", "ian", "ish")
_WORD = re.compile(r"\w+")


def parallel_speakers(text: str, span: Span) -> tuple[Span, ...]:
    """The speakers that a source names side by side; empty where it is one."""
    words = span.of(text)
    joints = list(_AND.finditer(words))
    if len(joints) != 1 or _SEVERAL.search(words):
        return ()
    (joint,) = joints
    first, second = words[: joint.start()], words[joint.end() :]
    table = speaker_words()
    if not (_stands_alone(first, table) and _stands_alone(second, table)):
        return ()
    if not _determined(second, table) and (_INSIDE.search(first) or _apposed(first, second)):
        return ()
    return (
        Span(start=span.start, end=span.start + joint.start()),
        Span(start=span.start + joint.end(), end=span.end),
    )


def _stands_alone(phrase: str, table: SpeakerWords) -> bool:
    """Whether a phrase names somebody by itself: a name, a noun with a determiner, or one that speaks."""
    found = _WORD.findall(phrase)
    if not found:
        return False
    head = re.split(r"\s(?:of|for|in|from|on|at|to|with|near)\s", phrase.lower(), maxsplit=1)[0].split()[-1]
    return _determined(phrase, table) or _proper(found) or _speaks(head, table)


def _apposed(first: str, second: str) -> bool:
    """Whether the second is an office of the first: "Ali Hassan, judge in Azaz and leader of the council"."""
    return (
        second.islower()
        and first[:1].isupper()
        and not re.split(r"\s(?:of|in|at)\s", second)[0].endswith("s")
    )


def _determined(phrase: str, table: SpeakerWords) -> bool:
    first, *rest = phrase.split()
    return bool(rest) and first.lower() in table.determiners


def _proper(words: list[str]) -> bool:
    """A name, and not the first word of a sentence that is an adjective ("Local and media sources")."""
    adjective = len(words) == 1 and not words[0].isupper() and words[0].lower().endswith(_OF_ADJECTIVES)
    return not adjective and all(word[0].isupper() for word in words if len(word) > 3)


def _speaks(head: str, table: SpeakerWords) -> bool:
    nouns = table.offices.union(*table.nominals.values())
    return head in nouns or (head.endswith("s") and head[:-1] in nouns)
