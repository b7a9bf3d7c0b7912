"""Counts people and things named without a number: "a man and his young daughter" are two."""

from __future__ import annotations

from accordingto.reference.numbers import quantity_words
from accordingto.resolve.numerals import Token


def count_singles(tokens: tuple[Token, ...]) -> int:
    """How many singular nouns the words enumerate; 0 when the head noun is plural.

    The parts of an enumeration are joined by "and", a comma or, where a text has lost its
    punctuation, by nothing ("A father a mother and a son", "Mother child").
    """
    words = quantity_words()
    end = next((k for k, t in enumerate(tokens) if k and t.text in words.ends), len(tokens))
    count = 0
    for k, part in enumerate(_parts(tokens[:end])):
        if is_plural(part):
            if k == 0:
                return 0
            continue
        count += max(1, _persons(part))
    return count


def is_plural(tokens: tuple[Token, ...]) -> bool:
    """Whether the last word is a plural noun."""
    words = quantity_words()
    last = next((t for t in reversed(tokens) if t.text[0].isalpha()), None)
    if last is None or last.text in words.singular_s or last.text.endswith("'s"):
        return False
    if last.text in words.plurals:
        return True
    # A capitalised last word is a name ("Abu Firas"), unless all words are capitalised, as in a title.
    if last.raw[0].isupper() and len(tokens) > 1 and any(t.raw[0].islower() for t in tokens):
        return False
    return last.text.endswith("s") and not last.text.endswith(("ss", "us", "is")) and len(last.text) > 3


def _parts(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Splits an enumeration at "and", commas and fresh determiners."""
    words = quantity_words()
    parts: list[list[Token]] = [[]]
    for t in tokens:
        joint = t.text in {"and", ",", "&", "plus"}
        fresh = t.text in words.determiners and any(p.text not in words.determiners for p in parts[-1])
        if joint or fresh:
            parts.append([])
        if not joint:
            parts[-1].append(t)
    return [tuple(p) for p in parts if p]


def _persons(tokens: tuple[Token, ...]) -> int:
    """Person nouns in one part that each name somebody: "man woman" two, "girl child" one."""
    words = quantity_words()
    count = 0
    for k, t in enumerate(tokens):
        if t.text not in words.persons:
            continue
        following = tokens[k + 1].text if k + 1 < len(tokens) else ""
        if not (t.text in words.person_modifiers and following in words.persons):
            count += 1
    return count
