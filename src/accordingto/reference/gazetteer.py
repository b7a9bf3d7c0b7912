"""The packaged gazetteer: places, divisions, countries and place words, looked up by name.

One read-only SQLite file, `data/gazetteer.db`, compiled by `tools/build_gazetteer.py`. Opening
it reads its description and the small table of place words; a name is one search in an index, so
nothing else is loaded. Names are matched on the keys of `placenames`, the nearest likeness first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from accordingto.errors import AccordingtoError
from accordingto.reference.placenames import ARABIC_SCRIPT, folded, has_article, normalised, skeleton

# Not `.sqlite`: files of that ending are ledgers here, and kept out of the repository.
PACKAGED = Path(__file__).parent.parent / "data" / "gazetteer.db"
# How alike two folded names must be for a shared skeleton to count: "sakhnah" and "sukhna" do (0.77),
# "kabun" and "kubani" (0.73), "sulima" and "salamia" (0.62) do not.
SKELETON_ALIKE = 0.75
FORMAT = 1
"""Version of the file's tables; a file of another version is refused."""


class EntryKind(StrEnum):
    """What an entry of the gazetteer is."""

    TOWN = "town"
    SITE = "site"
    QUARTER = "quarter"
    REGION = "region"
    DIVISION = "division"
    COUNTRY = "country"


class Likeness(StrEnum):
    """Under which key a name was found, nearest first."""

    EXACT = "exact"
    FOLDED = "folded"
    SKELETON = "skeleton"


class WordClass(StrEnum):
    """What a word beside a place name says (`words` of resources/places.yml)."""

    SETTLEMENT = "settlement"
    QUARTER = "quarter"
    DIVISION = "division"
    SITE = "site"
    NATURAL = "natural"
    LINE = "line"
    NEAR = "near"
    DIRECTION = "direction"
    WITHIN = "within"
    LINKING = "linking"
    STOP = "stop"
    NOT_A_PLACE = "not-a-place"
    OFTEN_NOT_COUNTRY = "often-not-country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the gazetteer."""

    ref: int
    """Number of the entry within this file: the GeoNames id, or below zero where there is none."""
    name: str
    kind: EntryKind
    country: str
    """ISO 3166 alpha-3."""
    division: str
    """GeoNames code of the first-level division within the country; empty where not known."""
    population: int
    """Inhabitants as GeoNames has them; 0 where it has none."""
    lat: float | None
    lon: float | None
    """WGS84 degrees; None for areas."""

    @property
    def geonames_id(self) -> int | None:
        """The GeoNames id, None for an entry without a verified one."""
        return self.ref if self.ref > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that carries the name asked for."""

    entry: Entry
    likeness: Likeness
    own: bool = False
    """Whether it is the entry's main name, not one of its other names."""

    @property
    def weight(self) -> float:
        """Inhabitants, a tenth of them under another name: "San Salvador" is not Mbanza Kongo."""
        return self.entry.population if self.own else self.entry.population / 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a gazetteer file says of itself."""

    sources: tuple[str, ...]
    """Each with version and licence, in words."""
    content_sha256: str
    """Hash of the rows in order, the same for every build from the same inputs."""
    entries: int
    names: int


class GazetteerError(AccordingtoError):
    """The packaged gazetteer is missing or of another version: a broken installation."""


_ENTRY = "e.ref, e.name, e.kind, e.country, e.division, e.population, e.lat, e.lon"
_BY_KEY = (
    f"SELECT n.normalised, {_ENTRY} FROM names n JOIN entries e ON e.ref = n.ref "  # noqa: S608 - constants
    "WHERE n.key = ? ORDER BY e.population DESC, e.ref"
)
_BY_COUNTRY = f"SELECT {_ENTRY} FROM entries e WHERE e.kind = 'country' AND e.country = ?"  # noqa: S608
_BY_DIVISION = (
    f"SELECT {_ENTRY} FROM entries e "  # noqa: S608 - constants
    "WHERE e.kind = 'division' AND e.country = ? AND e.division = ?"
)


def _entry(row: tuple[int, str, str, str, str, int, int | None, int | None]) -> Entry:
    ref, name, kind, country, division, population, lat, lon = row
    return Entry(
        ref=ref,
        name=name,
        kind=EntryKind(kind),
        country=country,
        division=division,
        population=population,
        lat=None if lat is None else lat / 1e5,
        lon=None if lon is None else lon / 1e5,
    )


class PackagedGazetteer:
    """Looks names up in a compiled gazetteer file; holds one read-only connection."""

    def __init__(self, path: Path = PACKAGED) -> None:
        if not path.is_file():
            raise GazetteerError(f"{path} is missing; `python tools/build_gazetteer.py` compiles it")
        # Read-only and immutable: many processes may hold the file open, none can change it.
        self._db = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        about = dict(self._db.execute("SELECT field, value FROM about"))
        if about.get("format") != str(FORMAT):
            raise GazetteerError(f"{path} has format {about.get('format')}, this program reads {FORMAT}")
        self.description = Description(
            sources=tuple(about["sources"].split("\n")),
            content_sha256=about["content_sha256"],
            entries=int(about["entries"]),
            names=int(about["names"]),
        )
        self._words: dict[str, frozenset[WordClass]] = {}
        self._demonyms: dict[str, str] = {}
        self._countries: dict[str, str] = {}
        self._abbreviations: dict[str, tuple[str, str]] = {}
        self._capitals: dict[str, int] = {}
        self._read_words()
        self.named: Callable[[str], tuple[Match, ...]] = lru_cache(maxsize=8192)(self._named)

    def _read_words(self) -> None:
        classes: dict[str, set[WordClass]] = {}
        for kind, word, value in self._db.execute("SELECT kind, word, value FROM words"):
            if kind == "demonym":
                self._demonyms[word] = value
            elif kind == "country":
                self._countries[word] = value
            elif kind == "abbreviation":
                country, _, division = value.partition("-")
                self._abbreviations[word] = (country, division)
            elif kind == "capital":
                self._capitals[word] = int(value)
            else:
                classes.setdefault(word, set()).add(WordClass(kind))
        self._words = {word: frozenset(kinds) for word, kinds in classes.items()}
        self._nation_starts = frozenset(name.split()[0] for name in (*self._countries, *self._demonyms))

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    def word(self, word: str) -> frozenset[WordClass]:
        """What `word` says beside a place name; empty for a word that says nothing."""
        return self._words.get(normalised(word), frozenset())

    def demonym(self, word: str) -> str | None:
        """Alpha-3 of the country whose people or adjective `word` is."""
        return self._demonyms.get(normalised(word))

    def country_named(self, name: str) -> str | None:
        """Alpha-3 of the country called `name`."""
        return self._countries.get(normalised(name))

    def starts_nation(self, word: str) -> bool:
        """Whether a country's name or demonym may begin with `word`, be it with a lost possessive s.

        One look-up for a word spares ten: `countries_in` took a seventh of a report's time without it.
        """
        plain = normalised(word).split(" ")[0]
        return plain in self._nation_starts or (plain.endswith("s") and plain[:-1] in self._nation_starts)

    def abbreviation(self, word: str) -> tuple[str, str] | None:
        """Country and division code of a newspaper's abbreviation ("N.H."), as it is written."""
        return self._abbreviations.get(word)

    def country(self, alpha3: str) -> Entry | None:
        """The entry of a country."""
        row = self._db.execute(_BY_COUNTRY, (alpha3,)).fetchone()
        return None if row is None else _entry(row)

    def capital(self, alpha3: str) -> Entry | None:
        """The entry of a country's capital, None where the gazetteer does not have it."""
        ref = self._capitals.get(normalised(alpha3))
        row = self._db.execute(f"SELECT {_ENTRY} FROM entries e WHERE e.ref = ?", (ref,)).fetchone()  # noqa: S608
        return None if row is None else _entry(row)

    def division(self, country: str, code: str) -> Entry | None:
        """The entry of a first-level division."""
        row = self._db.execute(_BY_DIVISION, (country, code)).fetchone()
        return None if row is None else _entry(row)

    def _named(self, name: str) -> tuple[Match, ...]:
        """All entries that carry `name`: exact, then folded, then skeleton; each by population.

        Skeletons are kept only for places in countries of Arabic script. An unknown name and a
        text without letters give an empty tuple.
        """
        exact, like, articled = normalised(name), folded(name), has_article(name)
        found: dict[int, Match] = {}
        for written, *row in self._db.execute(_BY_KEY, (like,)) if like else ():
            # A row lists the normalised names that share its key; an empty list says "the key itself".
            same = exact in written.split("|") if written else exact == like
            entry = _entry(tuple(row))
            # Without its article "al-Sinek" folds like "Scenic", which no article ever had.
            if same or not articled or entry.country in ARABIC_SCRIPT:
                likeness = Likeness.EXACT if same else Likeness.FOLDED
                found[entry.ref] = Match(entry=entry, likeness=likeness, own=normalised(entry.name) == exact)
        bones = skeleton(name)
        for written, *row in self._db.execute(_BY_KEY, ("~" + bones,)) if bones else ():
            if any(_alike(like, other) for other in written.split("|")):
                entry = _entry(tuple(row))
                found.setdefault(entry.ref, Match(entry=entry, likeness=Likeness.SKELETON))
        order = list(Likeness)
        return tuple(sorted(found.values(), key=lambda m: order.index(m.likeness)))


def _alike(one: str, other: str) -> bool:
    """Whether two folded names are near enough for a shared skeleton to count."""
    a, b = one.replace(" ", ""), other.replace(" ", "")
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= SKELETON_ALIKE
