"""What befell those a figure counts, from the cue words around it: a fallback for the reader's class."""

from __future__ import annotations

from accordingto.model import Harm
from accordingto.reference.numbers import quantity_words
from accordingto.resolve.numerals import Token, tokenise

_JOINT = 2
"""Tokens that a comma, semicolon or "and" adds to a distance: the cue of one's own clause is nearer."""
_AFTER = 1
"""Tokens that standing after the figure adds: in "kills 3 wounds 20" the verb stands before."""
_TAKEN = 3
"""Tokens that belonging to another number adds."""


def harm_of(words: str, context: str) -> Harm | None:
    """The harm that the nearest cue names, or None when no cue is near.

    `words` is the figure, `context` a stretch of text that holds it (the claim's content or its
    sentence). A cue inside the figure itself wins; killed and injured together are `other`, as the
    annotation guide has it for casualties that mix both.
    """
    inside = _cues(tokenise(words))
    found = {harm for _, harm in inside}
    if found:
        return Harm.OTHER if {Harm.KILLED, Harm.INJURED} <= found else inside[0][1]
    at = context.find(words)
    if not words or at < 0:
        return None
    tokens = tokenise(context)
    first = sum(t.end <= at for t in tokens)
    last = sum(t.start < at + len(words) for t in tokens)
    if mixed := _mixed(tokens[last : last + 6]):
        return mixed
    ranked = sorted((_distance(tokens, k, first, last), k, harm) for k, harm in _cues(tokens))
    return ranked[0][2] if ranked else None


def _cues(tokens: tuple[Token, ...]) -> list[tuple[int, Harm]]:
    harms = quantity_words().harm
    return [(k, Harm(harms[t.text])) for k, t in enumerate(tokens) if t.text in harms]


def _distance(tokens: tuple[Token, ...], cue: int, first: int, last: int) -> int:
    """How far a cue stands from the figure `[first, last)`, in tokens, with joints and side weighed in."""
    between = tokens[cue:first] if cue < first else tokens[last:cue]
    joints = sum(t.text in {",", ";", ".", "and"} for t in between)
    # "11 killed 25 injured": a cue right after another number is spoken for.
    taken = 0 < cue < first and tokens[cue - 1].text[0].isdigit()
    return len(between) + joints * _JOINT + (0 if cue < first else _AFTER) + (_TAKEN if taken else 0)


def _mixed(following: tuple[Token, ...]) -> Harm | None:
    """ "30 people were killed or wounded" counts both."""
    cues = _cues(following)
    pair = len(cues) > 1 and {cues[0][1], cues[1][1]} == {Harm.KILLED, Harm.INJURED}
    joined = pair and cues[1][0] - cues[0][0] == 2 and following[cues[0][0] + 1].text in {"or", "and"}
    return Harm.OTHER if joined else None
