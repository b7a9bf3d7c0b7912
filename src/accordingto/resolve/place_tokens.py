"""The words of a text as the place resolver reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accordingto.reference.gazetteer import WordClass
    from accordingto.resolve.places import Gazetteer

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of the mark."""

    text: str
    gap: str
    """What stands between the previous word and this one."""
    classes: frozenset[WordClass]
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[:1].isupper()


def tokens_of(words: str, gazetteer: Gazetteer) -> tuple[Token, ...]:
    """The words of a mark, with what each says about a name beside it."""
    tokens, at = [], 0
    for found in _TOKEN.finditer(words):
        text = found.group()
        bare = (_POSSESSIVE.sub("", text) or text) if "'" in text or "’" in text else text
        follows = words[found.end() : found.end() + 1] in ("'", "’")
        tokens.append(
            Token(
                text=bare,
                gap=words[at : found.start()],
                classes=gazetteer.word(bare),
                possessive=bare != text or (follows and bare.endswith("s")),
            )
        )
        at = found.end()
    return tuple(tokens)


_FEWEST_CAPITALS, _MOST_CAPITALS = 0.02, 0.7
"""Shares of words that begin with a capital, and of letters that are capitals, in the gold ledger's train
side: 12 % of words or more where a text has capitals, none where it has not; 13 % of letters at most."""


def is_cased(words: str) -> bool:
    """Whether capitals can be trusted to tell names: more than a stray word has one, and not all letters do.

    A byline in a lower-case cable does not make it cased, nor a "Mc" a text in capitals.
    """
    parts: list[str] = re.findall(r"[^\W\d_]+", words)
    letters = sum(map(len, parts))
    first = sum(part[0].isupper() for part in parts)
    capitals = sum(c.isupper() for part in parts for c in part)
    return first > _FEWEST_CAPITALS * len(parts) and capitals < _MOST_CAPITALS * letters


def text_of(tokens: Sequence[Token]) -> str:
    """The tokens as they stood, without what stood before the first."""
    return "".join((t.gap if n else "") + t.text for n, t in enumerate(tokens))


def without_s(word: str) -> str | None:
    """`Syrias` -> `Syria`: some outlets' text lost its apostrophes."""
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else None
