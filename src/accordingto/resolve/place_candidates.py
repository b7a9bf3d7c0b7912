"""Entries beside each other: distance, containment, and candidates in words for a person."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from accordingto.model import Unresolved
from accordingto.reference.gazetteer import Entry, EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accordingto.resolve.places import Gazetteer

# How far a place "in" or "of" a town may lie from the town's point.
WITHIN_TOWN_KM = 60.0


def kilometres(a: Entry, b: Entry) -> float:
    """Great-circle distance between two entries that have points."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return math.inf
    phi, psi = math.radians(a.lat), math.radians(b.lat)
    half = (
        math.sin((psi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(psi) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(half)))


def describe(entry: Entry, gazetteer: Gazetteer) -> str:
    """An entry in words for a person: `Tripoli, Libya (GeoNames 2210247)`."""
    country = gazetteer.country(entry.country)
    division = gazetteer.division(entry.country, entry.division) if entry.kind is EntryKind.TOWN else None
    parts = [entry.name]
    if division is not None and division.name != entry.name:
        parts.append(division.name)
    if country is not None and entry.kind is not EntryKind.COUNTRY:
        parts.append(country.name)
    number = f" (GeoNames {entry.geonames_id})" if entry.geonames_id is not None else f" ({entry.kind})"
    return ", ".join(parts) + number


def unresolved(entries: Iterable[Entry], reason: str, gazetteer: Gazetteer) -> Unresolved:
    """Up to five candidates, largest first, and why none was chosen."""
    distinct = sorted({e.ref: e for e in entries}.values(), key=lambda e: (-e.population, e.ref))
    return Unresolved(candidates=tuple(describe(e, gazetteer) for e in distinct[:5]), reason=reason)


def inside(entry: Entry, container: Entry) -> bool:
    """Whether `entry` may lie in `container`: same country, and division or distance agree."""
    if entry.country != container.country or entry.ref == container.ref:
        return False
    if container.kind is EntryKind.COUNTRY:
        return True
    if container.kind in (EntryKind.DIVISION, EntryKind.REGION):
        known = container.division and entry.division
        return not known or entry.division == container.division
    return kilometres(entry, container) <= WITHIN_TOWN_KM
