"""The answers of the place resolver: precision, larger places, countries, words that point back.

Confidences of the rules that do not rest on a name's likeness stand here; docs/places.md lists all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accordingto.model import Evidence, GazetteerPlace, PlacePrecision, Unresolved
from accordingto.reference.gazetteer import Entry, EntryKind
from accordingto.resolve.place_candidates import unresolved
from accordingto.resolve.place_choice import FAMOUS, Around, Choice, Stated
from accordingto.resolve.place_roles import Said, said_of

if TYPE_CHECKING:
    from accordingto.resolve.place_tokens import Token
    from accordingto.resolve.place_words import Name, Phrase
    from accordingto.resolve.places import Gazetteer, PlaceContext

Answer = tuple[GazetteerPlace | Unresolved, Evidence]

POINTS = (EntryKind.TOWN, EntryKind.SITE, EntryKind.QUARTER)
# "throughout the war-battered country": words that point back to what the report named before.
_BEFORE = (
    r"(?:(?:throughout|across|around|in|inside|all over|the rest of|most of|parts? of|near|outside)\s+)*"
)
_BACK = _BEFORE + r"(?:the|this)\s+(?:(?!provincial|regional|facto|former)[\w-]+\s+)?"
_THE_COUNTRY = re.compile(_BACK + r"(?:country|countrys|country's|nation)", re.IGNORECASE)
_THE_CAPITAL = re.compile(_BACK + r"capital(?:\s+city)?", re.IGNORECASE)
_THE_TOWN = re.compile(_BACK + r"(?:city|town|village)", re.IGNORECASE)
_COMPASS = r"(?:north|south)?(?:east|west)(?:ern)?|north(?:ern)?|south(?:ern)?|cent(?:re|er|ral)"
_SIDE_OF_COUNTRY = re.compile(
    rf"(?:in\s+)?the\s+(?:country['’]?s\s+(?P<behind>{_COMPASS})"
    rf"|(?P<before>{_COMPASS})\s+of\s+the\s+(?:[\w-]+\s+)?country)",
    re.IGNORECASE,
)
_TERRITORY = frozenset(
    ("territory", "territories", "soil", "airspace", "city", "town", "village", "towns", "villages", "side")
)
_OTHER_CAPITALS = frozenset(("provincial", "regional", "facto", "former"))
# Confidence of rules that do not rest on a name's likeness; see docs/places.md.
_POINTED_BACK = 0.7
_CONTAINER = 0.5
_ONLY_CITY = 0.5
_COUNTRY = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mark with all that it is judged by."""

    words: str
    phrase: Phrase
    context: PlaceContext
    around: Around
    gazetteer: Gazetteer


def stated_precisely(choice: Choice, said: Said) -> Answer:
    """The chosen entry at the precision that the words around it allow."""
    entry, name = choice.entry, choice.entry.name
    precision = PlacePrecision.REGION
    if entry.kind in POINTS and (not said.area or said.surroundings):
        partly = said.near or said.part or said.direction or said.area or entry.kind is EntryKind.QUARTER
        precision = PlacePrecision.DISTRICT if partly else PlacePrecision.TOWN
    elif entry.kind is EntryKind.COUNTRY and not said.direction and not said.near:
        precision = PlacePrecision.COUNTRY
    if precision is PlacePrecision.REGION and said.direction:
        name = f"{said.direction} {entry.name}"
    return _place(entry, precision, name), Evidence(
        rule=f"places.{choice.rule}", confidence=choice.confidence
    )


def _place(entry: Entry, precision: PlacePrecision, name: str | None = None) -> GazetteerPlace:
    """A gazetteer entry at a precision; areas have no point."""
    point = precision in (PlacePrecision.TOWN, PlacePrecision.DISTRICT)
    return GazetteerPlace(
        geonames_id=entry.geonames_id,
        name=name or entry.name,
        country=entry.country,
        precision=precision,
        lat=entry.lat if point else None,
        lon=entry.lon if point else None,
    )


def fallback(unsettled: Unresolved, said: Said, stated: Stated, case: Case) -> Answer:
    """Where the name itself is not settled: the larger place that the words name, less precisely."""
    if stated.containers:
        entry = stated.containers[0][0]
        precision = PlacePrecision.DISTRICT if entry.kind in POINTS else PlacePrecision.REGION
        return _place(entry, precision), Evidence(rule="places.container", confidence=_CONTAINER)
    if said.quarter and case.around.home:
        cities = [p for p in case.around.near(case.around.home[0]) if p.population >= FAMOUS]
        if len(cities) == 1:
            evidence = Evidence(rule="places.only-city", confidence=_ONLY_CITY)
            return _place(cities[0], PlacePrecision.DISTRICT), evidence
    if len(stated.countries) == 1:
        country = case.gazetteer.country(stated.countries[0])
        if country is not None:
            evidence = Evidence(rule="places.container", confidence=_CONTAINER)
            return _place(country, PlacePrecision.COUNTRY), evidence
    return unsettled, Evidence(rule="places.ambiguous" if unsettled.candidates else "places.unknown")


def country_only(case: Case) -> Answer:
    """Words that name a country, its people, or no place at all."""
    named = [n for n in case.phrase.names if not n.line and _of_place(n, case)]
    countries = dict.fromkeys(n.country for n in named if n.country is not None)
    entries = [e for c in countries if (e := case.gazetteer.country(c)) is not None]
    if len(entries) == 1:
        return _one_country(named[0], entries[0], case)
    if entries:
        reason = "the words name more than one country"
        return unresolved(entries, reason, case.gazetteer), Evidence(rule="places.several")
    if any(n.line for n in case.phrase.names):
        lines = [e for n in case.phrase.names if n.country and (e := case.gazetteer.country(n.country))]
        return unresolved(lines, "a border is a line, not a place", case.gazetteer), Evidence(
            rule="places.line"
        )
    return _pointing_back(case)


def _of_place(name: Name, case: Case) -> bool:
    """Whether a demonym says where something is: "Syrian town", but not "Russian helicopter"."""
    if not name.demonym or name.country == next(iter(case.around.home), name.country):
        return True
    after: tuple[Token, ...] = case.phrase.tokens[name.end : name.end + 1]
    return not after or after[0].text.casefold() in _TERRITORY


def _one_country(name: Name, country: Entry, case: Case) -> Answer:
    said = said_of(name, case.phrase)
    if said.natural:
        reason = "a landscape that the gazetteer does not have"
        return unresolved([country], reason, case.gazetteer), Evidence(rule="places.landscape")
    capital = case.gazetteer.capital(country.country)
    spoken = {t.text.casefold() for t in case.phrase.tokens}
    if capital is not None and "capital" in spoken and not spoken & _OTHER_CAPITALS:
        precision = PlacePrecision.DISTRICT if said.near or said.part else PlacePrecision.TOWN
        return _place(capital, precision), Evidence(rule="places.the-capital", confidence=_COUNTRY)
    rule = "demonym" if name.demonym else "country"
    choice = Choice(entry=country, rule=rule, confidence=_COUNTRY)
    return stated_precisely(choice, Said(direction=said.direction, near=said.near))


def _pointing_back(case: Case) -> Answer:
    """Settle "the country", "the capital", "the town", where the report leaves exactly one."""
    words, around = case.words.strip(), case.around
    located = dict.fromkeys(p.country for p in around.points)
    countries = list(located) if len(located) == 1 else list(around.home)
    find = case.gazetteer
    side = _SIDE_OF_COUNTRY.fullmatch(words)
    if side or _THE_COUNTRY.fullmatch(words):
        rule, precision = "places.the-country", PlacePrecision.REGION if side else PlacePrecision.COUNTRY
        entries = [e for c in countries if (e := find.country(c)) is not None]
    elif _THE_CAPITAL.fullmatch(words):
        rule, precision = "places.the-capital", PlacePrecision.TOWN
        entries = [e for c in countries if (e := find.capital(c)) is not None]
    elif _THE_TOWN.fullmatch(words):
        rule, precision = "places.the-town", PlacePrecision.TOWN
        entries = [p for p in around.points if p.kind is EntryKind.TOWN]
    else:
        return Unresolved(candidates=(), reason="the words name no place"), Evidence(rule="places.no-name")
    if len(entries) != 1 or (rule == "places.the-town" and not around.complete):
        reason = "the words point back, and the report does not leave exactly one"
        return unresolved(entries, reason, case.gazetteer), Evidence(rule=rule)
    near = words.casefold().startswith(("near", "outside"))
    precision = PlacePrecision.DISTRICT if near and precision is PlacePrecision.TOWN else precision
    name = f"{(side['behind'] or side['before']).casefold()} {entries[0].name}" if side else None
    return _place(entries[0], precision, name), Evidence(rule=rule, confidence=_POINTED_BACK)
