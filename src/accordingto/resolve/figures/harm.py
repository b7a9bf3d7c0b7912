"""What befell those a figure counts, from the cue words around it.

`harm_beside` outranks the reader's class: the words leave no choice. `harm_of` guesses where no class is.
"""

from __future__ import annotations

from accordingto.model import Harm, Span
from accordingto.reference.numbers import quantity_words
from accordingto.resolve.numerals import Token, tokenise

_JOINT = 2
"""Tokens that a comma, semicolon or "and" adds to a distance: the cue of one's own clause is nearer."""
_AFTER = 1
"""Tokens that standing after the figure adds: in "kills 3 wounds 20" the verb stands before."""
_TAKEN = 3
"""Tokens that belonging to another number adds."""

_BEFELL = {
    **dict.fromkeys(("killed", "murdered", "assassinated", "executed", "massacred", "slain"), Harm.KILLED),
    **dict.fromkeys(("injured", "wounded"), Harm.INJURED),
}
"""Said of those who come before or after: "12 were wounded", "wounded 12"."""
_AFTER_ONLY = {"died": Harm.KILLED, "dead": Harm.KILLED, "perished": Harm.KILLED, "hurt": Harm.INJURED}
_BEFORE_ONLY = {
    **dict.fromkeys(("kill", "kills", "killing", "murdering"), Harm.KILLED),
    **dict.fromkeys(("wounding", "wounds", "injuring", "injures", "injure"), Harm.INJURED),
}
BESIDE_SURE = 0.998
"""How often `harm_beside` is right: 667 of 668, gold train."""
_BETWEEN = frozenset(
    {"were", "was", "have", "had", "has", "been", "be", "being", "are", "is"}
    | {"reported", "also", "seriously", "slightly", "badly", "gravely"}
)
_NEAR = 80
"""Characters to each side that are looked at."""


def harm_beside(text: str, span: Span) -> Harm | None:
    """The harm that the verb next to a figure names: "killed 25 civilians", "46 others were injured".

    Only killed and injured, only where nothing but auxiliaries stands between. 667 of 668 such figures of
    the gold ledger's train side are annotated so.
    """
    before = tokenise(text[max(0, span.start - _NEAR) : span.start].rpartition("\n")[2])
    after = tokenise(text[span.end : span.end + _NEAR].partition("\n")[0])
    cue = next((k for k, t in enumerate(after) if t.text not in _BETWEEN), len(after))
    following = [t.text for t in after[cue : cue + 2]]
    if following and not (following[1:] and following[1][0].isdigit()):
        if (following[1:] and following[1] in {"or", "and"}) and _mixed(after[cue:]):
            return None
        if found := (_BEFELL | _AFTER_ONLY).get(following[0]):
            return found
    if len(before) > 1 and before[-2].text in {"or", "and"}:  # "killed or wounded 12"
        return None
    return (_BEFELL | _BEFORE_ONLY).get(before[-1].text) if before else None


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
