"""Which of the entries that carry a name is meant, and when that cannot be told.

The order of evidence: the country and the larger place that the words themselves name, then the
countries that the report names, most frequent first, then population, which only decides when one
candidate has ten times the inhabitants of every other, then nearness to the other places of the
report. What is still open afterwards stays open.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accordingto.reference.gazetteer import Entry, EntryKind, Likeness, Match
from accordingto.reference.placenames import skeleton
from accordingto.resolve.place_candidates import inside, kilometres, unresolved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accordingto.model import Unresolved
    from accordingto.resolve.places import Gazetteer

# Confidence by likeness; each weaker ground multiplies. Rounded shares of right answers on the
# training reports (docs/places.md), not probabilities of a model.
BY_LIKENESS = {Likeness.EXACT: 0.95, Likeness.FOLDED: 0.85, Likeness.SKELETON: 0.65}
BY_POPULATION = 0.9
BY_NEARNESS = 0.85
ABROAD = 0.8

DOMINANT = 10
# A population of 0 in GeoNames means "not known"; such places have 500 inhabitants or more.
UNCOUNTED = 500
# A place in no country that the report names must be known to everybody.
FAMOUS = 100_000
# A town and its own division share a name; below this many inhabitants the division is meant
# ("Antioquia": town 23,000; "Quneitra": 4,000), above it the town ("Idlib", "Hama").
MAIN_TOWN = 25_000
SAME_PLACE_KM = 25.0
CLOSE_KM = 40.0
ASTRAY_KM = {Likeness.FOLDED: 250.0, Likeness.SKELETON: 120.0}
_AREAS = (EntryKind.DIVISION, EntryKind.REGION, EntryKind.COUNTRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The entry chosen, the rule that chose it and how sure that rule is."""

    entry: Entry
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the rest of the report says about where it is."""

    home: tuple[str, ...] = ()
    """Alpha-3 of countries, the likeliest first."""
    named: frozenset[str] = frozenset()
    """Those of them that the report names, not only has well-known towns of."""
    points: tuple[Entry, ...] = ()
    """Other places of the report that can only be one point in a country of `home`."""
    complete: bool = True
    """Whether every place name of the report is among `points`."""

    def near(self, country: str) -> list[Entry]:
        """The points in one country."""
        return [p for p in self.points if p.country == country]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the words themselves say about where a name lies."""

    countries: tuple[str, ...] = ()
    containers: tuple[tuple[Entry, ...], ...] = ()
    """For each larger place named, what it may be: "Idlib" the province or the city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A name to be settled."""

    matches: tuple[Match, ...]
    stated: Stated = field(default_factory=Stated)
    wants_area: bool = False
    """Whether the words call it a province, region or the like."""
    wants_town: bool = False
    """Whether the words call it a city, town or village."""
    wants_quarter: bool = False
    """Whether the words call it a neighbourhood or district."""


def choose(asked: Asked, around: Around, gazetteer: Gazetteer) -> Choice | Unresolved:
    """Settle a name, or say why it stays open."""
    fitting = [m for m in asked.matches if _fits(m, asked)]
    for container in asked.stated.containers:
        fitting = [m for m in fitting if any(inside(m.entry, entry) for entry in container)]
    if asked.wants_quarter and any(m.entry.kind is EntryKind.QUARTER for m in fitting):
        fitting = [m for m in fitting if m.entry.kind is EntryKind.QUARTER]
    if asked.stated.countries:
        fitting = [m for m in fitting if m.entry.country in asked.stated.countries]
    if not fitting:
        reason = "no place of that name where the words put it" if asked.matches else "not in the gazetteer"
        return unresolved((m.entry for m in asked.matches), reason, gazetteer)
    if asked.stated.containers or asked.stated.countries:
        pool = _best_likeness(fitting)
        if len({m.entry.country for m in pool}) == 1:
            return _settle(pool, "stated", 1.0, around, gazetteer)
    return _by_context(fitting, around, gazetteer)


def _fits(match: Match, asked: Asked) -> bool:
    entry = match.entry
    if asked.wants_area:
        return (
            entry.kind in (EntryKind.DIVISION, EntryKind.REGION) and match.likeness is not Likeness.SKELETON
        )
    return not (asked.wants_town and entry.kind in _AREAS)


def _best_likeness(matches: Sequence[Match]) -> list[Match]:
    """The matches of the nearest likeness among them."""
    for likeness in Likeness:
        if best := [m for m in matches if m.likeness is likeness]:
            return best
    return []


def _by_context(matches: Sequence[Match], around: Around, gazetteer: Gazetteer) -> Choice | Unresolved:
    """Settle by the countries of the report; without one of them, only a place known to everybody."""
    close = [m for m in matches if m.likeness is not Likeness.SKELETON]
    famous = famous_among(matches)
    if famous is not None and famous.country in around.named:
        return Choice(entry=famous, rule="context", confidence=_sure(Likeness.EXACT))
    pools = (
        _best_likeness([m for m in tier if m.entry.country == country])
        for tier in (close, matches)
        for country in around.home
    )
    pool = next((p for p in pools if p), None)
    # "Paris" in a report on Syria is not the hamlet whose name folds alike.
    if pool is not None and (famous is None or pool[0].likeness is Likeness.EXACT):
        return _settle(pool, "context", 1.0, around, gazetteer)
    if famous is not None:
        return Choice(entry=famous, rule="abroad", confidence=_sure(Likeness.EXACT, ABROAD))
    return _alone(close, around, gazetteer)


def _alone(close: Sequence[Match], around: Around, gazetteer: Gazetteer) -> Choice | Unresolved:
    """Settle a name that no country of the report has; only a report without any may have it so."""
    entries, pool = [m.entry for m in close], _best_likeness(close)
    if around.home or not pool:
        return unresolved(entries, "no place of that name in a country that the report names", gazetteer)
    if pool[0].likeness is not Likeness.EXACT and pool[0].entry.population < FAMOUS:
        return unresolved(entries, "only places of a similar name, and no country to choose by", gazetteer)
    if dominant(pool) is None:
        return unresolved(entries, f"{len(pool)} places of that name, and no country to choose by", gazetteer)
    return _settle(pool, "alone", ABROAD, around, gazetteer)


def famous_among(matches: Sequence[Match]) -> Entry | None:
    """The one large place of exactly that name, ten times as large as any other so called.

    A division or region of the name in another country stands against it: "Cordoba", "Georgia".
    """
    exact = [m for m in matches if m.likeness is Likeness.EXACT]
    first = dominant(exact)
    return first if first is not None and first.population >= FAMOUS else None


def dominant(matches: Sequence[Match]) -> Entry | None:
    """The entry with ten times the inhabitants of every other, or the only one.

    Areas have no inhabitants in GeoNames, so a division or region in another country stands against
    a place whose own country has none of the name: the American state against Georgia.
    """
    ranked = sorted(matches, key=lambda m: (-m.weight, m.entry.ref))
    if len(ranked) <= 1:
        return ranked[0].entry if ranked else None
    first = ranked[0].entry
    areas = {m.entry.country for m in ranked if m.entry.kind in (EntryKind.DIVISION, EntryKind.REGION)}
    if areas and first.country not in areas:
        return None
    return first if ranked[0].weight >= DOMINANT * max(ranked[1].weight, UNCOUNTED) else None


def _sure(likeness: Likeness, *grounds: float) -> float:
    return round(BY_LIKENESS[likeness] * math.prod(grounds), 2)


def _settle(
    pool: Sequence[Match], ground: str, factor: float, around: Around, gazetteer: Gazetteer
) -> Choice | Unresolved:
    """One entry out of a pool of one likeness, mostly of one country."""
    likeness = pool[0].likeness
    kept = _town_or_area(pool)
    if not (kept := [m for m in kept if not _astray(m, around)]):
        reason = "only a place of a similar name, far from all that the report names"
        return unresolved([m.entry for m in pool], reason, gazetteer)
    entries = [m.entry for m in kept]
    if len(entries) == 1:
        return Choice(entry=entries[0], rule=ground, confidence=_sure(likeness, factor))
    first = dominant(kept)
    if first is not None:
        return Choice(entry=first, rule=ground, confidence=_sure(likeness, factor, BY_POPULATION))
    first = _nearest(entries, around.near(entries[0].country))
    if first is not None:
        return Choice(entry=first, rule="near-others", confidence=_sure(likeness, factor, BY_NEARNESS))
    if all(kilometres(entries[0], e) <= SAME_PLACE_KM for e in entries):
        largest = max(entries, key=lambda e: (e.population, -e.ref))
        return Choice(entry=largest, rule=ground, confidence=_sure(likeness, factor, BY_NEARNESS))
    return unresolved(entries, f"{len(entries)} places of that name, and nothing to choose by", gazetteer)


def _astray(match: Match, around: Around) -> bool:
    """Whether a small place whose name is only alike lies far from every other place of the report.

    "Al Maleh", farms north of Aleppo, is not Malah, 420 km south. A long skeleton is no accident:
    "Maaret al-Numaan" is Ma'arrat an Nu'man wherever else the report goes.
    """
    entry, limit = match.entry, ASTRAY_KM.get(match.likeness, math.inf)
    others = [o for o in around.near(entry.country) if o.ref != entry.ref]
    if entry.lat is None or entry.population >= MAIN_TOWN or not others:
        return False
    if match.likeness is Likeness.SKELETON and len(skeleton(entry.name)) > 5:
        return False
    return min(kilometres(entry, o) for o in others) > limit


def _town_or_area(matches: Sequence[Match]) -> list[Match]:
    """Without the areas that share a name with their main town, or without the small towns.

    Hand-kept entries stand before towns of the same name that are smaller than `MAIN_TOWN`.
    """
    towns = [m for m in matches if m.entry.kind is EntryKind.TOWN]
    if any(m.entry.population >= MAIN_TOWN for m in towns):
        return towns
    if quarters := [m for m in matches if m.entry.kind is EntryKind.QUARTER]:
        return quarters + towns
    for kind in (EntryKind.COUNTRY, EntryKind.SITE, EntryKind.REGION, EntryKind.DIVISION):
        if kept := [m for m in matches if m.entry.kind is kind]:
            return kept
    return towns


def _nearest(entries: Sequence[Entry], others: Sequence[Entry]) -> Entry | None:
    """The one entry close to another place of the report, when every other is far from all of them."""
    if not others:
        return None
    ranked = sorted((min(kilometres(e, o) for o in others), e.ref, e) for e in entries)
    first, second = ranked[0], ranked[1]
    return first[2] if first[0] <= CLOSE_KM and second[0] > 2 * max(first[0], CLOSE_KM / 2) else None
