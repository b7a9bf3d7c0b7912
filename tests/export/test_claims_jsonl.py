"""The profile claims-jsonl has the form of the gold corpus, keeps every word, and prints nothing raw."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.export import PROFILES, claims_jsonl, every_report
from accordingto.export.json_line import json_line
from accordingto.ledger import Ledger, open_ledger
from accordingto.model import (
    Claim,
    ClaimKind,
    Evidence,
    Factuality,
    PlaceMention,
    Span,
    Unresolved,
)
from tests.ledger.stories import NOON, WHITE_DESERT, Story, Told, story, with_marks

CORPORA = Path(os.environ.get("ACCORDINGTO_CORPORA", Path(__file__).resolve().parents[3] / "shared"))
SAID = "[Officials|source] [said|cue] [shelling|trigger] by [rebels|actor] of [a bakery|target] in "
SENTENCE = SAID + "[Aleppo|place] on [Saturday|time] killed [at least 12 people|figure]."


def _ledger(folder: Path, *stories: Story) -> Ledger:
    ledger = open_ledger(folder / "ledger.sqlite")
    for one in stories:
        ledger.record(one.report, one.original, one.sheet, at=NOON)
    return ledger


def _rows(*stories: Story) -> list[Any]:
    return [json.loads(line) for line in PROFILES["claims-jsonl"]((one.report, one.sheet) for one in stories)]


def _rows_held(folder: Path, *stories: Story) -> list[Any]:
    with _ledger(folder, *stories) as ledger:
        return [json.loads(line) for line in claims_jsonl(ledger)]


def test_officials_said_shelling_killed_at_least_12() -> None:
    [row] = _rows(story("a", Told(sentence=SENTENCE, speaker="Aleppo Health Office")))
    assert (row["id"], row["outlet"], row["published"]) == ("a", "The Daily Lantern", "2031-05-04")
    [claim] = row["claims"]

    def words(span: list[int]) -> str:
        return str(row["text"][slice(*span)])

    [hop] = claim["attribution"]
    assert (words(hop["source"]), words(hop["cue"]), hop["name"]) == (
        "Officials",
        "said",
        "Aleppo Health Office",
    )
    assert (hop["role"], hop["act"]) == ("official", "state")
    event = claim["event"]
    assert (event["type"], words(event["trigger"])) == ("shelling", "shelling")
    assert [(one["name"], words(one["span"])) for one in event["actors"]] == [(None, "rebels")]
    [place] = event["places"]
    assert (place["name"], place["country"], place["lat"], place["lon"]) == ("Aleppo", "SYR", 36.2, 37.16)
    assert place["precision"] == "town"
    assert (event["time"]["start"], event["time"]["end"]) == ("2031-05-03", "2031-05-03")
    [figure] = event["figures"]
    assert (figure["low"], figure["high"], figure["harm"]) == (12, None, "killed")
    assert words(figure["span"]) == "at least 12 people"
    assert (event["weapon"], claim["incident"], claim["factuality"]) == (None, None, "asserted")
    content = {"field": "content", "rule": "reader.span", "span": claim["content"], "confidence": 0.75}
    assert claim["evidence"][0] == content
    assert claim["confidence"] == {"content": 0.6}
    assert figure["confidence"] == {"figure": 0.5}


def test_a_voice_that_goes_on_has_a_name_and_no_words_of_its_own() -> None:
    sentence = "[The statement|carried] went on: [shelling|trigger] killed [two|figure]."
    [row] = _rows(story("a", Told(sentence=sentence, speaker="Joint Command")))
    [hop] = row["claims"][0]["attribution"]
    assert (hop["source"], hop["cue"], hop["name"]) == (None, None, "Joint Command")
    assert row["text"][slice(*hop["carried_from"])] == "The statement"


def _with_place_rule(one: Story, rule: str) -> Story:
    [claim] = one.sheet.claims
    assert claim.event is not None
    places = tuple(
        PlaceMention(span=p.span, resolution=p.resolution, evidence=(Evidence(rule=rule),))
        for p in claim.event.places
    )
    claim = replace(claim, event=replace(claim.event, places=places))
    return replace(one, sheet=replace(one.sheet, claims=(claim,)))


@pytest.mark.parametrize(("rule", "precision"), [("places.landscape", "vague"), ("places.ambiguous", None)])
def test_the_white_desert_is_not_pinned_to_a_town(rule: str, precision: str | None) -> None:
    told = Told(sentence="[shelling|trigger] in the [white desert|place].", place=WHITE_DESERT)
    [row] = _rows(_with_place_rule(story("a", told), rule))
    [place] = row["claims"][0]["event"]["places"]
    assert place["name"] == "white desert"
    assert (place["country"], place["lat"], place["lon"]) == (None, None, None)
    assert place["precision"] == precision
    assert place["unresolved"]["candidates"][1] == "White Desert, Egypt"


def test_a_speaker_of_whom_two_fit_has_no_name_and_two_candidates() -> None:
    two = Unresolved(candidates=("the mayor", "the governor"), reason="two fit")
    [row] = _rows(story("a", Told(sentence="[He|source] [said|cue] [shelling|trigger].", speaker=two)))
    [hop] = row["claims"][0]["attribution"]
    assert hop["name"] is None
    assert hop["unresolved"] == {"candidates": ["the mayor", "the governor"], "reason": "two fit"}


def test_a_judgement_has_no_event() -> None:
    one = story("a", Told(sentence="[It|source] [blames|cue] the army for the [shelling|trigger]."))
    claim = Claim(
        id="a#0",
        report_id="a",
        content=Span(start=17, end=30),
        attribution=(),
        kind=ClaimKind.JUDGEMENT,
        factuality=Factuality.ASSERTED,
        event=None,
    )
    [row] = _rows(replace(one, sheet=replace(one.sheet, claims=(claim,))))
    assert (row["claims"][0]["kind"], row["claims"][0]["event"]) == ("judgement", None)


def test_reports_without_claims_are_there_in_the_order_recorded(tmp_path: Path) -> None:
    told = Told(sentence="[shelling|trigger] of [Aleppo|place].")
    rows = _rows_held(tmp_path, story("b"), story("a", told), story("d"), story("c", told, told), story("e"))
    assert [(row["id"], len(row["claims"])) for row in rows] == [
        ("b", 0),
        ("a", 1),
        ("d", 0),
        ("c", 2),
        ("e", 0),
    ]


def test_only_the_current_reading_of_a_report_is_exported(tmp_path: Path) -> None:
    told = Told(sentence="[shelling|trigger] of [Aleppo|place].")
    older, newer = story("a", told, told, reader="reader-1"), story("a", told, told, reader="reader-2")
    newer = replace(newer, sheet=replace(newer.sheet, claims=newer.sheet.claims[:1]))
    [row] = _rows_held(tmp_path, older, newer)
    assert (row["reader"], len(row["claims"])) == ("reader-2", 1)


def test_an_export_during_a_run_sees_one_state_of_the_ledger(tmp_path: Path) -> None:
    told = Told(sentence="[shelling|trigger] of [Aleppo|place].")
    late = story("a", Told(sentence="[shelling|trigger] of [Azaz|place], corrected."))
    with (
        _ledger(tmp_path, story("a", told), story("b"), story("c", told, told)) as ledger,
        open_ledger(tmp_path / "ledger.sqlite") as run,
    ):
        export = every_report(ledger)
        first = next(export)
        run.record(late.report, late.original, late.sheet, at=NOON)
        out = [first, *export]
    assert [(report.id, len(sheet.claims)) for report, sheet in out] == [("a", 1), ("b", 0), ("c", 2)]


def test_loaded_words_and_overreaches_stand_beside_the_claims(tmp_path: Path) -> None:
    told = Told(sentence="[Terrorists|actor] [shelled|trigger] [Aleppo|place].")
    [row] = _rows_held(tmp_path, with_marks(story("a", told, told)))
    assert [claim["part"] for claim in row["claims"]] == ["headline", "lead"]
    [loaded] = row["loaded_words"]
    assert (loaded["word"], loaded["kind"], loaded["part"]) == ("terrorist", "label", "headline")
    assert [user["name"] for user in loaded["users"]] == ["Joint Command"]
    [overreach] = row["overreaches"]
    assert (overreach["claim"], overreach["kind"], overreach["tellings"]) == ("a#0", "attribution", ["a#1"])


def test_where_loaded_words_were_not_looked_for_they_are_unknown_and_not_none() -> None:
    [row] = _rows(story("a"))
    assert (row["loaded_words"], row["overreaches"]) == (None, None)


@given(st.text(), st.text())
def test_a_line_reads_back_as_it_was_and_shows_every_character(key: str, value: str) -> None:
    line = json_line({key: value})
    assert json.loads(line) == {key: value}
    assert line.endswith("\n")
    assert not set(line[:-1]) & set(
        map(chr, [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), 0x2028])
    )


def _keys(value: Any, at: str = "") -> set[str]:
    if isinstance(value, dict):
        return {f"{at}.{key}" for key in value}.union(*(_keys(v, f"{at}.{k}") for k, v in value.items()))
    if isinstance(value, list):
        return set().union(*(_keys(item, at + "[]") for item in value))
    return set()


def test_every_field_of_the_gold_corpus_is_there() -> None:
    gold = CORPORA / "gold/train.jsonl"
    if not gold.exists():
        pytest.skip("the corpora are not here; ACCORDINGTO_CORPORA says where they are")
    with gold.open(encoding="utf-8") as lines:
        wanted = set().union(*(_keys(json.loads(line)) for line in lines)) - {".origin"}
    told = Told(sentence=SENTENCE, speaker="Aleppo Health Office")
    ours = set().union(*(_keys(row) for row in _rows(story("a", told))))
    assert wanted - ours == set()


def test_the_scorer_of_the_gold_corpus_takes_the_export(tmp_path: Path) -> None:
    scorer = CORPORA / "gold/score_ledger.py"
    if not scorer.exists():
        pytest.skip("the corpora are not here; ACCORDINGTO_CORPORA says where they are")
    with _ledger(tmp_path, story("a", Told(sentence=SENTENCE, speaker="Officials")), story("b")) as ledger:
        (tmp_path / "export.jsonl").write_text("".join(claims_jsonl(ledger)), encoding="utf-8")
    command = [sys.executable, str(scorer), str(tmp_path / "export.jsonl"), str(tmp_path / "export.jsonl")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures = json.loads(printed.splitlines()[-1])
    for slot in ("event", "speaker", "type", "time", "places", "figures", "place@25km"):
        assert figures[slot] == [100.0, 100.0, 100.0], slot
    assert figures["row"] == 100.0
