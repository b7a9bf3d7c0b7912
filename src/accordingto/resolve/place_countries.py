"""The countries that a text names, by name or demonym."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from accordingto.reference.gazetteer import Likeness, WordClass
from accordingto.resolve.place_tokens import is_cased, tokens_of, without_s

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accordingto.resolve.place_tokens import Token
    from accordingto.resolve.places import Gazetteer

_LONGEST = 5


def countries_in(text: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Alpha-3 of the countries that `text` names by name or demonym, most frequent first.

    Equal counts stand in the order of their first mention. Names that are as often something else
    (`often_not_country` of resources/places.yml) are left out where the words around them say so.
    """
    tokens, cased = tokens_of(text, gazetteer), is_cased(text)
    counts: Counter[str] = Counter()
    at = 0
    while at < len(tokens):
        alpha3, end = _country_at(tokens, at, gazetteer, cased)
        if alpha3 is not None and not _something_else(tokens, at, end, gazetteer):
            counts[alpha3] += 1
        at = end
    # "Georgia" beside the United States, with nothing Georgian, is the state.
    if counts["GEO"] and counts["USA"] and not any(gazetteer.demonym(t.text) == "GEO" for t in tokens):
        del counts["GEO"]
    return tuple(alpha3 for alpha3, n in counts.most_common() if n)


def _country_at(
    tokens: Sequence[Token], at: int, gazetteer: Gazetteer, cased: bool
) -> tuple[str | None, int]:
    """The country named from token `at` on with the end of its name; None and the next token without."""
    if (cased and not tokens[at].capital) or not gazetteer.starts_nation(tokens[at].text):
        return None, at + 1
    for end in range(min(len(tokens), at + _LONGEST), at, -1):
        text = " ".join(t.text for t in tokens[at:end])
        # "us", "car" are words; "US", "CAR" are countries.
        if len(text) <= 3 and not text.isupper():
            continue
        for form in (text, without_s(text)):
            alpha3 = (gazetteer.country_named(form) or gazetteer.demonym(form)) if form else None
            if alpha3:
                return alpha3, end
    return None, at + 1


def _something_else(tokens: Sequence[Token], at: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether "Jordan", "Georgia" and the like are a person, a river or an American place here."""
    if WordClass.OFTEN_NOT_COUNTRY not in tokens[at].classes:
        return False
    if end < len(tokens):
        after = tokens[end]
        abbreviated = gazetteer.abbreviation(after.text) or gazetteer.abbreviation(after.text + ".")
        if WordClass.NATURAL in after.classes or ("," in after.gap and abbreviated):
            return True  # "Jordan River", "Lebanon, N.H."
    if at == 0:
        return False
    before = tokens[at - 1]
    if "," in tokens[at].gap:  # "Atlanta, Georgia" against "Tbilisi, Georgia"
        towns = [m.entry for m in gazetteer.named(before.text) if m.likeness is Likeness.EXACT]
        return before.capital and bool(towns) and towns[0].country != gazetteer.country_named(tokens[at].text)
    return _looks_like_surname(tokens, at, gazetteer)


def _looks_like_surname(tokens: Sequence[Token], at: int, gazetteer: Gazetteer) -> bool:
    """Whether a word with a capital, no sentence's first, stands right before: "Michael Jordan"."""
    before = tokens[at - 1]
    plain = before.capital and not before.classes and tokens[at].gap == " " and len(before.text) > 1
    starts = at == 1 or any(c in before.gap for c in '.!?\n"“”:;')
    nation = gazetteer.country_named(before.text) or gazetteer.demonym(before.text)
    return plain and not starts and nation is None
