"""Which name of a mark is the place, which only say where it lies, and what is said of the place.

"Kafraya in Idlib"                          Kafraya; lies in Idlib
"the Damascus suburb of Qudsaya"            Qudsaya, a quarter; lies in Damascus
"districts in the eastern part of Aleppo"   Aleppo, a part of it
"between Homs and Deir Ezzor"               two places, neither of them the place
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.reference.gazetteer import EntryKind, WordClass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accordingto.resolve.place_tokens import Token
    from accordingto.resolve.place_words import Name, Phrase

_INSIDE = frozenset(("in", "inside", "within"))
# Words of the class `division` that also stand for the surroundings of a town.
_SURROUNDINGS = frozenset(["countryside", "rural", "region", "regions", "hinterland", "rif"])
_FEATURES = frozenset((WordClass.SETTLEMENT, WordClass.QUARTER, WordClass.SITE, WordClass.DIVISION))
# Bigger than any town: an area is never the smaller of two.
_AREA_SIZE = 10**8


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the words around a name say about the place."""

    near: bool = False
    part: bool = False
    """A quarter or site of it, or something unnamed in it."""
    area: bool = False
    """It is called a province, governorate, countryside."""
    surroundings: bool = False
    """It is called an area only by words that also fit a town's surroundings."""
    town: bool = False
    quarter: bool = False
    natural: bool = False
    direction: str = ""
    """The word that turns to one side of it: "northern", "central"; empty when none does."""


def primary(located: Sequence[Name], phrase: Phrase, home: Sequence[str]) -> tuple[Name | None, list[Name]]:
    """The name that is the place and those that say where it lies; None when there are several places."""
    first, *rest = located
    if not rest:
        return first, []
    second = rest[0]
    link = phrase.between(first.end, second.start)
    before = phrase.between(0, first.start)
    if any(WordClass.LINKING in t.classes for t in link) or any(
        _low(t) in ("between", "linking") for t in before
    ):
        return None, []
    joined = bool(link) and _is_feature(link[0]) and not any(_low(t) in _INSIDE for t in link)
    of_feature = joined and "," not in phrase.tokens[second.start].gap and not _points_away(link)
    if first.possessive or (of_feature and _size(first, home) > _size(second, home)):
        return second, [first]
    return first, [n for n in rest if _relates(n, phrase)]


def _low(token: Token) -> str:
    return token.text.casefold()


def _is_feature(token: Token) -> bool:
    return bool(token.classes & {WordClass.SETTLEMENT, WordClass.QUARTER, WordClass.DIVISION})


def _points_away(link: Sequence[Token]) -> bool:
    """Whether words between two names put distance between them ("Rashidin area west of Aleppo")."""
    return any(t.classes & {WordClass.NEAR, WordClass.DIRECTION} for t in link)


def _size(name: Name, home: Sequence[str]) -> int:
    """Inhabitants of the largest place that the name may be in the report's countries; -1 for none."""
    entries = [m.entry for m in name.matches if not home or m.entry.country in home]
    points = (EntryKind.TOWN, EntryKind.SITE, EntryKind.QUARTER)
    return max((e.population if e.kind in points else _AREA_SIZE for e in entries), default=-1)


def _relates(name: Name, phrase: Phrase) -> bool:
    """Whether the words before a later name say that the place lies in or near it."""
    if "," in phrase.tokens[name.start].gap:
        return True
    before = phrase.tokens[max(0, name.start - 8) : name.start]
    return any(t.classes & {WordClass.WITHIN, WordClass.NEAR, WordClass.DIRECTION} for t in before)


def said_of(name: Name, phrase: Phrase) -> Said:
    """Read the words before and after a name."""
    ends = [n.end for n in phrase.names if n.end <= name.start and n.country is None]
    window = phrase.between(max(ends, default=0), name.start)
    inner = max((i for i, t in enumerate(window) if _low(t) in _INSIDE), default=-1)
    unnamed, own = window[: max(inner, 0)], window[inner + 1 :]
    after = _after(name, phrase)
    around = (*own, *after)

    def has(kind: WordClass, tokens: Sequence[Token]) -> bool:
        return any(kind in t.classes for t in tokens)

    areas = [t for t in around if WordClass.DIVISION in t.classes]
    area = bool(areas) and not has(WordClass.SETTLEMENT, after)
    return Said(
        near=_near(own),
        part=has(WordClass.QUARTER, around)
        or has(WordClass.SITE, around)
        or any(t.classes & _FEATURES for t in unnamed),
        area=area,
        surroundings=area and all(_low(t) in _SURROUNDINGS for t in areas),
        town=has(WordClass.SETTLEMENT, around) and not area,
        quarter=has(WordClass.QUARTER, around),
        natural=has(WordClass.NATURAL, around),
        direction=_direction(own, after),
    )


def _near(own: Sequence[Token]) -> bool:
    """Whether the words before a name put the place near it, not at it.

    "nearby" speaks of the name itself unless it stands last ("the nearby town of X").
    """
    for n, token in enumerate(own):
        following = _low(own[n + 1]) if n + 1 < len(own) else ""
        if WordClass.NEAR in token.classes and (_low(token) != "nearby" or not following):
            return True
        if WordClass.DIRECTION in token.classes and following == "of":
            return True
    return False


def _direction(own: Sequence[Token], after: Sequence[Token]) -> str:
    """The side of the place that is meant: "northern Syria", "Aleppo's eastern districts"."""
    if own and WordClass.DIRECTION in own[-1].classes:
        return _low(own[-1])
    return next((_low(t) for t in after if WordClass.DIRECTION in t.classes), "")


def _after(name: Name, phrase: Phrase) -> tuple[Token, ...]:
    """The words right behind a name that still speak of it."""
    stop = min((n.start for n in phrase.names if n.start >= name.end), default=len(phrase.tokens))
    kept: list[Token] = []
    for n in range(name.end, stop):
        token = phrase.tokens[n]
        following = _low(phrase.tokens[n + 1]) if n + 1 < len(phrase.tokens) else ""
        turns = WordClass.DIRECTION in token.classes and following == "of"
        if "," in token.gap or turns or token.classes & {WordClass.WITHIN, WordClass.NEAR, WordClass.LINKING}:
            break
        kept.append(token)
    return tuple(kept)
