"""What a cue says of whose words they are, where the reader marks no speaker for them.

- "This was reported by the monitor", "The army announced this": the sentence before is theirs.
- "Warplanes bombed a market, he said": the pronoun beside the cue is the speaker.
- "The governor spoke on Monday. ... he said": whoever an earlier sentence of the paragraph begins with, or
  the last one of the paragraph before, is there to be meant by "he", if it is a person's office.
- "No group has claimed responsibility": nobody speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from accordingto.model import Act, AttributionReading, Span
from accordingto.reference.speakers import speaker_words
from accordingto.resolve.acts import act_of
from accordingto.resolve.set_off import Voiced, role_of

_POINTERS = frozenset({"this", "that", "so"})
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+")
_PRONOUN_BEFORE = re.compile(r"(?:^|[\s,“\"])(he|she|it|they)\s+$", re.IGNORECASE)
_PRONOUN_BEHIND = re.compile(r"\s+(he|she|it|they)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:no (?:one|group|organi[sz]ation|faction|party)|nobody|none)\s+(?:\w+\s+){0,3}$", re.IGNORECASE
)
_NAME = r"(?: (?:of|for|in) (?:the )?[A-Z][\w'-]*(?:[ -][A-Z][\w'-]*){0,3})?"
REACH = 500
"""Characters before a pronoun within which the sentence of its speaker begins."""


def told_of_before(text: str, attributions: Sequence[AttributionReading]) -> Iterator[Voiced]:
    """Sentences that the one behind them says to be somebody's; not what somebody denies so."""
    for one in attributions:
        if one.source is None or one.cue is None or len(one.content) != 1:
            continue
        if one.content[0].span.of(text).strip(" ,.").lower() not in _POINTERS:
            continue
        if act_of(one.cue.span.of(text)) is Act.DENY:
            continue
        first = min(one.source.span.start, one.cue.span.start, one.content[0].span.start)
        before = _sentences_before(text, first)
        if before:
            words = one.source.span.of(text)
            yield Voiced(
                stretch=before[-1],
                source=one.source.span,
                cue=one.cue.span,
                role=role_of(words),
                rule="chains.told-of-before",
            )


def speaker_beside(text: str, cue: Span) -> Span | None:
    """The pronoun in front of a cue, or behind it: "he said", "said he"."""
    before = _PRONOUN_BEFORE.search(text, max(0, cue.start - 12), cue.start)
    behind = _PRONOUN_BEHIND.match(text, cue.end)
    found = before or behind
    return None if found is None else Span(start=found.start(1), end=found.end(1))


def said_by_nobody(text: str, cue: Span) -> bool:
    """Whether a claim of responsibility is told to be missing: "No group has claimed responsibility"."""
    return act_of(cue.of(text)) is Act.CONFIRM and bool(
        _NOBODY.search(text, max(0, cue.start - 60), cue.start)
    )


def introduced_before(text: str, pronoun: Span) -> Span | None:
    """The office with which a sentence before begins: "The governor of Idlib spoke"; the nearest such.

    Sentences of the pronoun's paragraph and the last of the one before are looked at.
    """
    offices = "|".join(sorted(speaker_words().offices, key=len, reverse=True))
    opening = re.compile(rf"(?:The|A|An|Its|His|Their) (?:[\w-]+ ){{0,3}}?(?:{offices})\b{_NAME}")
    before = list(reversed(_sentences_before(text, pronoun.start)))
    for sentence in (*before, *_last_above(text, pronoun.start)):
        if found := opening.match(text, sentence.start, sentence.end):
            return Span(start=found.start(), end=found.end())
    return None


def _last_above(text: str, at: int) -> list[Span]:
    """The last sentence of the paragraph above the one that holds `at`; none at the top."""
    end = len(text[: text.rfind("\n", 0, at) + 1].rstrip())
    earlier = _sentences_before(text, end)
    line = text.rfind("\n", 0, end) + 1
    rest = text[earlier[-1].end if earlier else line : end]
    return [Span(start=end - len(rest.lstrip()), end=end)] if rest.strip() else []


def _sentences_before(text: str, at: int) -> list[Span]:
    """The whole sentences of the paragraph in front of the one that holds `at`."""
    begin = max(text.rfind("\n", 0, at) + 1, at - REACH)
    out = []
    for end in _SENTENCE_END.finditer(text, begin, at):
        if end.end() <= at and text[begin : end.start()].strip():
            out.append(Span(start=begin, end=end.start() + 1))
        begin = end.end()
    return out
