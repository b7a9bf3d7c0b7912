"""Places: what a marked place names, as a gazetteer entry with a stated precision, or unresolved.

`resolve_place` takes the words of a mark and what the report says elsewhere. It takes the words
apart (`place_words`), decides which name is the place and which only say where it lies
(`place_roles`), settles the name (`place_choice`), and states the precision that the words allow.
The rules in plain words: docs/places.md.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from accordingto.model import Evidence, Unresolved
from accordingto.reference.gazetteer import Entry, EntryKind, Likeness, Match, WordClass
from accordingto.resolve.place_answers import POINTS, Answer, Case, country_only, fallback, stated_precisely
from accordingto.resolve.place_candidates import inside, unresolved
from accordingto.resolve.place_choice import (
    FAMOUS,
    Around,
    Asked,
    Choice,
    Stated,
    choose,
    dominant,
    famous_among,
)
from accordingto.resolve.place_countries import countries_in
from accordingto.resolve.place_roles import Said, primary, said_of
from accordingto.resolve.place_tokens import is_cased
from accordingto.resolve.place_words import Name, parse

__all__ = ["Answer", "Gazetteer", "PlaceContext", "countries_in", "is_cased", "resolve_place"]


class Gazetteer(Protocol):
    """What the resolver asks of a gazetteer; `reference.gazetteer.PackagedGazetteer` is one."""

    def __hash__(self) -> int:
        """Gazetteers are told apart by identity."""
        ...

    def named(self, name: str) -> tuple[Match, ...]:
        """Entries that carry the name, nearest likeness first, each by population."""
        ...

    def word(self, word: str) -> frozenset[WordClass]:
        """What a word beside a name says."""
        ...

    def demonym(self, word: str) -> str | None:
        """Alpha-3 of the country whose people or adjective the word is."""
        ...

    def starts_nation(self, word: str) -> bool:
        """Whether a country's name or demonym may begin with `word`."""
        ...

    def country_named(self, name: str) -> str | None:
        """Alpha-3 of the country so called."""
        ...

    def abbreviation(self, word: str) -> tuple[str, str] | None:
        """Country and division code of an abbreviation behind a comma."""
        ...

    def country(self, alpha3: str) -> Entry | None:
        """The entry of a country."""
        ...

    def capital(self, alpha3: str) -> Entry | None:
        """The entry of a country's capital."""
        ...

    def division(self, country: str, code: str) -> Entry | None:
        """The entry of a first-level division."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceContext:
    """What the rest of the report says about where it is."""

    countries: tuple[str, ...] = ()
    """Alpha-3 of the countries that the report names, most frequent first (`countries_in`)."""
    outlet_country: str | None = None
    others: tuple[str, ...] = ()
    """Words of the places marked in the report; the mark itself may be among them."""
    cased: bool | None = None
    """Whether the report's capitals tell names from other words (`is_cased`); None lets the mark tell."""


def resolve_place(words: str, context: PlaceContext, gazetteer: Gazetteer) -> Answer:
    """The place that `words` name, with the rule that says so; `Evidence.span` is left to the caller.

    Never raises on any text. The answer depends on the arguments alone.
    """
    around = _around(context, gazetteer)
    phrase = parse(words, gazetteer, around.home, cased=context.cased)
    case = Case(words=words, phrase=phrase, context=context, around=around, gazetteer=gazetteer)
    state = _behind_comma(case)
    located = [
        n
        for n in phrase.names
        if n.country is None or _also_elsewhere(n, around) or (state and not n.demonym)
    ]
    if not located:
        return country_only(case)
    name, rest = primary(located, phrase, around.home)
    if name is None:
        choices = [_settle(n, Stated(), Said(), case) for n in located]
        entries = [c.entry for c in choices if isinstance(c, Choice)]
        return unresolved(entries, "the words name more than one place", gazetteer), Evidence(
            rule="places.several"
        )
    countries = tuple(
        dict.fromkeys(n.country for n in phrase.names if n.country and not n.line and n is not name)
    )
    said = said_of(name, phrase)
    holders = [_container(n, Stated(countries=countries), said, case) for n in rest]
    containers = tuple(c for c in (*state, *holders) if c)
    return _answer(name, said, Stated(countries=countries, containers=containers), case)


def _container(name: Name, stated: Stated, said: Said, case: Case) -> tuple[Entry, ...]:
    """What a larger place may be: the likelier reading first, both kept.

    "in Idlib" is the province as well as the city; behind a comma ("Paris, Texas") it is the area
    when there is one; a quarter or "Aleppo's ..." lies in the city.
    """
    town = _settle(name, stated, Said(), case)
    area = choose(Asked(matches=name.matches, stated=stated, wants_area=True), case.around, case.gazetteer)
    found = [c.entry for c in (area, town) if isinstance(c, Choice)]
    if "," in case.phrase.tokens[name.start].gap:
        found = found[:1]
    elif said.quarter or name.possessive:
        found.reverse()
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _around(context: PlaceContext, gazetteer: Gazetteer) -> Around:
    """The countries and the unmistakable places of a report, from its countries and other marks.

    A report that names no country still names Aleppo: well-known towns bring their country in,
    behind the countries named.
    """
    marks = [parse(words, gazetteer, context.countries, cased=context.cased) for words in context.others]
    names = [n for mark in marks for n in mark.names if n.country is None]
    outlet = (context.outlet_country,) if context.outlet_country else ()
    known = [n.matches for n in names]
    famous = [e.country for ms in known if (e := famous_among(ms)) is not None]
    often = [country for country, _ in Counter(famous).most_common()]
    home = tuple(dict.fromkeys((*context.countries, *often, *outlet)))
    points: dict[int, Entry] = {}
    complete = True
    for matches in known:
        for country in home:
            here = [
                m
                for m in matches
                if m.entry.country == country
                and m.likeness is not Likeness.SKELETON
                and m.entry.kind in POINTS
            ]
            only = dominant(here)
            if only is not None:
                points[only.ref] = only
                break
        else:
            complete = complete and any(
                m.entry.kind not in POINTS and m.entry.country in home for m in matches
            )
    named = frozenset(context.countries)
    return Around(home=home, named=named, points=tuple(points.values()), complete=complete)


def _also_elsewhere(name: Name, around: Around) -> bool:
    """Whether a country's name is more likely a division's or town's: "Georgia" in an American report."""
    if name.country is None or name.demonym or name.country in around.home:
        return False
    rivals = [
        m.entry for m in name.matches if m.entry.country != name.country and m.likeness is Likeness.EXACT
    ]
    if around.home:
        return any(e.country in around.home for e in rivals)
    return any(e.kind is EntryKind.DIVISION for e in rivals) and WordClass.OFTEN_NOT_COUNTRY in name.classes


def _behind_comma(case: Case) -> tuple[tuple[Entry, ...], ...]:
    """The division of an abbreviation behind a comma: "Lebanon, N.H."."""
    for token in case.phrase.tokens[1:]:
        code = case.gazetteer.abbreviation(token.text) or case.gazetteer.abbreviation(token.text + ".")
        if "," in token.gap and code:
            entry = case.gazetteer.division(*code)
            return ((entry,),) if entry is not None else ()
    return ()


def _settle(name: Name, stated: Stated, said: Said, case: Case) -> Choice | Unresolved:
    """Settle one name in the light of the report."""
    asked = Asked(
        matches=name.matches,
        stated=stated,
        wants_area=said.area or _called_area(name, said, case.context),
        wants_town=said.town,
        wants_quarter=said.quarter,
    )
    choice = choose(asked, case.around, case.gazetteer)
    known_area = any(
        m.entry.kind is EntryKind.DIVISION and m.likeness is Likeness.EXACT for m in name.matches
    )
    if asked.wants_area and isinstance(choice, Unresolved) and (said.surroundings or not known_area):
        choice = choose(replace(asked, wants_area=False), case.around, case.gazetteer)
    return choice


def _called_area(name: Name, said: Said, context: PlaceContext) -> bool:
    """Whether the report calls the name a province elsewhere, and nowhere a city ("Hama province")."""
    if said.town or said.part or said.near or said.direction:
        return False
    low = re.escape(name.text.casefold())
    area = re.compile(rf"\b{low} (province|governorate|department)\b|\b(province|governorate) of {low}\b")
    city = re.compile(rf"\b{low} city\b|\b(city|town) of {low}\b")
    others = [other.casefold() for other in context.others]
    return any(area.search(o) for o in others) and not any(city.search(o) for o in others)


def _answer(name: Name, said: Said, stated: Stated, case: Case) -> Answer:
    """The place with the precision that the words allow."""
    if said.natural and not any(m.entry.kind is EntryKind.REGION for m in name.matches):
        reason = "a landscape that the gazetteer does not have"
        entries = (m.entry for m in name.matches)
        return unresolved(entries, reason, case.gazetteer), Evidence(rule="places.landscape")
    choice = _settle(name, stated, said, case)
    if isinstance(choice, Choice) and said.quarter and not said.town and not said.near:
        choice = _checked_quarter(choice, stated, case)
    if isinstance(choice, Unresolved):
        return fallback(choice, said, stated, case)
    return stated_precisely(choice, said)


def _checked_quarter(choice: Choice, stated: Stated, case: Case) -> Choice | Unresolved:
    """A quarter must lie in a town that the report names; a village of the same name is none.

    "al-Khalidiyah neighborhood": Syria has villages of that name far from Homs and Aleppo.
    """
    entry = choice.entry
    if entry.kind is not EntryKind.TOWN or entry.population >= FAMOUS or stated.containers:
        return choice
    others = [o for o in case.around.points if o.ref != entry.ref]
    if not others or any(inside(entry, o) for o in others):
        return choice
    return unresolved(
        [entry], "a quarter, and no town of the report is near the place so called", case.gazetteer
    )
