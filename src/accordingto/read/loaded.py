"""Loaded words of the table in a text: where one stands, and not where its company makes it plain.

Words are compared without case, hyphens as blanks. A word with a capital inside a sentence belongs to a
name ("the Martyrs' Brigade", "the Terrorism Research Center") and is not marked; in title case, as
headlines have it, capitals tell nothing and the words beside it decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accordingto.model import AttributionReading, LoadedMark, Span
from accordingto.read.scare_quotes import scare_quotes
from accordingto.reference.loaded import LoadedEntry, LoadedTable, loaded_table

REACH = 6
"""Words to either side within which `near` and `not_near` look."""
LONGER = 4
"""Letters from which a word has a capital in title case, prepositions aside."""
SMALL = re.compile(
    r"after|against|along|amid|among|around|before|between|despite|during|from|into|near|onto|over|than|that"
    r"|their|through|towards?|under|until|upon|with|within|without"
)

_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[\s\-\u2010\u2011–]+")
"""What may stand between the words of one form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """The words of one sentence: as they stand, in lower case, and where."""

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    spans: tuple[Span, ...]
    title_case: bool

    def joined(self, first: int, last: int) -> bool:
        """Whether only blanks and hyphens stand between the words `[first, last)`."""
        gaps = (self.text[self.spans[i].end : self.spans[i + 1].start] for i in range(first, last - 1))
        return all(_JOINED.fullmatch(gap) for gap in gaps)


def sentence_of(text: str, span: Span) -> Sentence:
    """The words of a stretch of `text`; the s of a genitive is no word of its own."""
    found = [
        match
        for match in _WORD.finditer(text, span.start, span.end)
        if not (match.group() in "sS" and match.start() > 0 and text[match.start() - 1] in "'’")
    ]
    longer = [word for match in found if len(word := match.group()) >= LONGER and not SMALL.fullmatch(word)]
    return Sentence(
        text=text,
        words=tuple(match.group() for match in found),
        lower=tuple(match.group().lower() for match in found),
        spans=tuple(Span(start=match.start(), end=match.end()) for match in found),
        title_case=len(longer) > 1 and all(not word[0].islower() for word in longer),
    )


def loaded_marks(
    text: str, sentences: Iterable[Span], attributions: Sequence[AttributionReading]
) -> tuple[LoadedMark, ...]:
    """All loaded words in some sentences of a text; inside scare quotes none is the writer's own."""
    kept = tuple(sentences)
    scared = tuple(scare_quotes(text, kept, attributions))
    words = (m for m in table_words(text, kept) if not any(q.span.overlaps(m.span) for q in scared))
    return tuple(sorted((*words, *scared), key=lambda mark: mark.span))


def table_words(text: str, sentences: Iterable[Span]) -> Iterator[LoadedMark]:
    """The loaded words of the table in some sentences of `text`, in order, not overlapping."""
    table = loaded_table()
    for span in sentences:
        sentence = sentence_of(text, span)
        at = 0
        while at < len(sentence.lower):
            found = _match(sentence, at, table)
            if found is None:
                at += 1
                continue
            entry, last = found
            yield LoadedMark(
                span=Span(start=sentence.spans[at].start, end=sentence.spans[last - 1].end),
                word=entry.word,
                kind=entry.kind,
                rule="loaded.table",
            )
            at = last


def _match(sentence: Sentence, at: int, table: LoadedTable) -> tuple[LoadedEntry, int] | None:
    """The entry whose longest form begins with word `at`, unguarded, and the end of the form."""
    for form, entry in table.by_first.get(sentence.lower[at], ()):
        last = at + len(form)
        if (
            sentence.lower[at:last] == form
            and sentence.joined(at, last)
            and not _guarded(sentence, at, last, entry)
        ):
            return entry, last
    return None


def _guarded(sentence: Sentence, first: int, last: int, entry: LoadedEntry) -> bool:
    lower = sentence.lower
    before = lower[first - 1] if first else ""
    after = lower[last] if last < len(lower) else ""
    around = {*lower[max(0, first - REACH) : first], *lower[last : last + REACH]}
    return (
        before in entry.not_after
        or after in entry.not_before
        or any(lower[last : last + len(phrase)] == phrase for phrase in entry.not_next)
        or (bool(entry.near) and not around & entry.near)
        or bool(around & entry.not_near)
        or (not entry.in_names and _in_name(sentence, first, last))
    )


def _in_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether capitals say that the words belong to a name; at a sentence's start the next word tells."""
    if sentence.title_case or not sentence.words[first][0].isupper():
        return False
    return first > 0 or (last < len(sentence.words) and sentence.words[last][0].isupper())
