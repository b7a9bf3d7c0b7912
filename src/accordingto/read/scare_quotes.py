"""Scare quotes: short stretches in quote marks that quote nobody and hold a name at arm's length.

A stretch of one to three words without a verb counts, unless an attribution's content is just those words
(then somebody is quoted), or the words beside it show a name or a word spoken of as a word ("Operation
'Olive'", "the term 'regime'"). Inside what somebody is quoted for in indirect speech, a few words in quote
marks are as often that speaker's own; there only those count that stand in front of their noun
("'moderate' rebels").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from accordingto.model import AttributionReading, LoadedKind, LoadedMark, Span
from accordingto.reference.loaded import loaded_table

SCARE_QUOTES = "scare quotes"
LONGEST = 3
"""Words of a stretch."""

_QUOTED = re.compile(
    r"(?<![\w(\[])(?:“([^“”\n]{1,60})”|\"(?! )([^\"\n]{1,60})(?<! )\"|«([^«»\n]{1,60})»"
    r"|‘([^‘’\n]{1,60})’|'(?! )([^'\n]{1,60})(?<! )')(?!\w)"
)
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_EDGES = " \t\n.,;:“”\"‘’'«»"


def scare_quotes(
    text: str, sentences: Iterable[Span], attributions: Sequence[AttributionReading]
) -> Iterator[LoadedMark]:
    """The scare quotes in some sentences of `text`, quote marks included, in order."""
    contents = [mark.span for one in attributions for mark in one.content]
    said = {span.of(text).strip(_EDGES) for span in contents}
    cues = [one.cue.span for one in attributions if one.cue]
    for sentence in sentences:
        for match in _stretches(text, sentence):
            span = Span(start=match.start(), end=match.end())
            inner = _inner(match)
            before = _WORD.findall(text, sentence.start, span.start)[-2:]
            after = _WORD.findall(text, span.end, sentence.end)[:2]
            if (
                inner in said
                or _names(inner, before, after)
                or text[span.end : span.end + 1] == ")"  # (the “Agreement”): a definition
                or _behind_a_cue(text, span, cues)
                or (_indirect(text, span, contents) and not _before_its_noun(text, span, after))
            ):
                continue
            yield LoadedMark(
                span=span, word=SCARE_QUOTES, kind=LoadedKind.DISTANCING, rule="loaded.scare-quotes"
            )


def _stretches(text: str, sentence: Span) -> Iterator[re.Match[str]]:
    """Short stretches in quote marks that may be a noun, also inside longer ones."""
    at = sentence.start
    while match := _QUOTED.search(text, at, sentence.end):
        short = _may_be_a_noun(_inner(match))
        if short:
            yield match
        at = match.end() if short else match.start() + 1


def _inner(match: re.Match[str]) -> str:
    return str(next(group for group in match.groups() if group)).strip(_EDGES)


def _may_be_a_noun(inner: str) -> bool:
    words = inner.split()
    return (
        1 <= len(words) <= LONGEST
        and inner[-1:] not in ("!", "?", "…")
        and all(_WORD.fullmatch(word) and not word.isdigit() for word in words)
        and not loaded_table().spoken & {part for word in words for part in re.split(r"['’]", word.lower())}
    )


def _names(inner: str, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a word in or beside the stretch shows a name, or capitals on both sides a nickname."""
    table = loaded_table()
    beside = {word.lower() for word in (*before, *after, inner.rsplit(maxsplit=1)[-1])}
    nickname = bool(before) and before[-1][0].isupper() and bool(after) and after[0][0].isupper()
    return nickname or bool(table.naming & beside) or inner.lower() in table.names


def _behind_a_cue(text: str, span: Span, cues: Sequence[Span]) -> bool:
    """Whether only blanks and marks stand between a cue and the stretch: 'said "unacceptable"'."""
    return any(cue.end <= span.start and not text[cue.end : span.start].strip(" ,:") for cue in cues)


def _indirect(text: str, span: Span, contents: Sequence[Span]) -> bool:
    """Whether somebody is quoted for the words around the stretch, without quote marks around those."""
    for content in contents:
        if content.covers(span):
            ahead = text[content.start : span.start]
            return ahead.count("“") <= ahead.count("”") and ahead.count('"') % 2 == 0
    return False


def _before_its_noun(text: str, span: Span, after: Sequence[str]) -> bool:
    follows = text[span.end : span.end + 1] == " " and text[span.end + 1 : span.end + 2].isalpha()
    return follows and bool(after) and after[0].lower() not in loaded_table().small
