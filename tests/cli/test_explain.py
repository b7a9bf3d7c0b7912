"""`--explain`: why a claim says what it says, from a file with all that was weighed, or from the ledger."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from accordingto.cli.explain import explained_line
from accordingto.cli.reasons import explanation
from accordingto.model import Evidence, Field, Span
from tests.cli.running import Run, recorded
from tests.ledger.stories import Told, story

TEXT = (
    "Invented report\n\nOfficials said 12 people were killed in Aleppo on Saturday. Police said 3 people were "
    "shelled in Azaz.\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def fields(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["field"]: one for one in row["fields"]}


def test_every_field_says_how_sure_it_is_and_what_decided(run: Run, file: Path) -> None:
    printed = run("mark", "--explain", file, "--format", "json")
    assert (printed.code, printed.err) == (0, "")
    first, second = lines(printed.out)
    got = fields(first)
    missing = {"judgement", "weapon", "actor", "actor-name", "target", "target-name"}
    assert set(got) == {str(field) for field in Field} - missing
    assert got["type"]["value"] == "attack"
    assert got["type"]["others"] == [], "one type took it all"
    assert (got["source"]["words"], got["cue"]["words"]) == ("Officials", "said")
    assert set(got["source"]["parts"]) == {"marked", "pointed to"}
    assert TEXT[slice(*got["place"]["span"])] == "Aleppo"
    assert set(got["place"]["parts"]) == {"marked", "linked"}
    assert (got["resolution"]["rule"], got["resolution"]["network"]) == ("places.context", 0.95)
    assert got["bounds"]["says"] == "a number"
    assert all(0 < one["confidence"] < 1 for one in got.values())
    assert fields(second)["type"]["value"] == "shelling"


def test_a_coder_reads_it_on_the_screen(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    printed = run("mark", "--explain", file)
    assert (printed.code, printed.err) == (0, "")
    assert "[0] attack “killed”" in printed.out
    flat = " ".join(printed.out.split())
    assert re.search(
        r"hop 1 source “Officials” @17-26 \d\d% network [01]\.\d\d = marked [01]\.\d\d × pointed to", flat
    )
    assert re.search(r"bounds 12 \d\d% figures\.exact: a number", flat)


def test_one_claim_is_chosen_by_its_number_or_id(run: Run, file: Path) -> None:
    [by_number] = lines(run("mark", "--explain", file, "--format", "json", "--claim", "1").out)
    [by_id] = lines(run("mark", "--explain", file, "--format", "json", "--claim", by_number["claim"]).out)
    assert by_number == by_id
    assert by_id["claim"].endswith("#1")


def test_a_claim_that_is_not_there_is_one_sentence(run: Run, file: Path) -> None:
    printed = run("mark", "--explain", file, "--claim", "7")
    assert (printed.code, printed.out) == (2, "")
    assert printed.err.startswith("There is no claim 7;")


def test_a_claim_cannot_be_chosen_where_nothing_is_explained(run: Run, file: Path) -> None:
    assert run("mark", file, "--claim", "1").code == 2


def test_explanations_for_other_programs_go_to_a_file(run: Run, file: Path, tmp_path: Path) -> None:
    out = tmp_path / "why.jsonl"
    assert run("mark", "--explain", file, "--out", out).code == 2
    assert not out.exists()
    assert run("mark", "--explain", file, "--out", out, "--format", "json").code == 0
    assert len(lines(out.read_text(encoding="utf-8"))) == 2


def test_what_is_left_out_is_told_and_the_rest_explained(run: Run, file: Path, tmp_path: Path) -> None:
    printed = run("mark", "--explain", tmp_path / "nowhere.txt", file)
    assert printed.code == 1
    assert "left out" in printed.err
    assert "[1] shelling" in printed.out


def test_the_ledger_explains_with_the_same_confidences(run: Run, file: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.sqlite"
    run("read", file, "--ledger", ledger, "--quiet")
    marked = run("mark", "--explain", file, "--claim", "0").out
    [id_] = {
        row["claim"] for row in lines(run("mark", "--explain", file, "--format", "json", "--claim", "0").out)
    }
    shown = run("show", id_, "--explain", "--ledger", ledger).out
    assert "[0] attack" in shown
    assert "[1] shelling" not in shown
    assert re.findall(r"(\d\d)%", shown) == re.findall(r"(\d\d)%", marked)
    assert "marked" not in shown, "what was weighed is not kept"
    printed = run("show", id_.replace("#0", "#9"), "--explain", "--ledger", ledger)
    assert (printed.code, "has no claim 9; it has 2" in printed.err) == (2, True)


def test_an_entry_without_evidence_by_field_says_so(run: Run, tmp_path: Path) -> None:
    one = story("old", Told(sentence="[shelling|trigger] hit two houses."))
    [claim] = one.sheet.claims
    assert claim.event is not None
    bare = replace(claim, evidence=(), event=replace(claim.event, evidence=()))
    ledger = recorded(tmp_path, replace(one, sheet=replace(one.sheet, claims=(bare,))))
    printed = run("show", "old", "--explain", "--ledger", ledger)
    assert printed.code == 0
    assert "read the report again" in printed.out


def test_a_mark_that_counts_nothing_says_why() -> None:
    one = story("r", Told(sentence="[shelling|trigger] hit the third house."))
    [claim] = one.sheet.claims
    assert claim.event is not None
    start = one.report.text.index("the third")
    dropped = Evidence(rule="figures.no-count.ordinal", span=Span(start=start, end=start + 9), confidence=0.9)
    claim = replace(claim, event=replace(claim.event, evidence=(*claim.event.evidence, dropped)))
    told = explanation(one.report, claim, None)
    assert told.uncounted == (dropped,)
    [row] = lines(explained_line(one.report, told))
    [left] = row["uncounted"]
    assert (left["says"], one.report.text[slice(*left["span"])]) == ("an ordinal counts nothing", "the third")
