"""`accordingto mark` and `accordingto export`: files for other programs, whole or not there."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.cli import main
from accordingto.ledger import open_ledger
from accordingto.reference.calibration import UNCALIBRATED
from tests.cli.running import Run, recorded
from tests.cli.scripted import scripted_tools
from tests.ledger.stories import Told, story

TEXT = "Invented report\n\nOfficials said 12 people were killed in Aleppo on Saturday.\n"


def test_mark_writes_the_readers_marks_and_opens_no_ledger(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    printed = run("mark", tmp_path / "a.txt")
    assert (printed.code, printed.err) == (0, "")
    [row] = [json.loads(line) for line in printed.out.splitlines()]
    [event] = row["events"]
    [figure] = event["figures"]
    assert row["text"][slice(*figure["span"])] == "12"
    assert row["text"][slice(*event["hops"][0]["source"]["span"])] == "Officials"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_mark_writes_loaded_words_of_table_and_quote_marks(run: Run, tmp_path: Path) -> None:
    text = TEXT + "\nTerrorists of the 'moderate' council fled.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [row] = [json.loads(line) for line in run("mark", tmp_path / "a.txt").out.splitlines()]
    found = [(row["text"][slice(*one["span"])], one["word"], one["kind"]) for one in row["loaded_words"]]
    assert found == [
        ("Terrorists", "terrorist", "label"),
        ("'moderate'", "scare quotes", "distancing"),
    ]


def test_mark_tells_what_it_left_out_and_writes_the_rest(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    printed = run("mark", tmp_path / "nowhere.txt", tmp_path / "a.txt", "--out", tmp_path / "marks.jsonl")
    assert (printed.code, printed.out) == (1, "")
    assert f"left out {tmp_path / 'nowhere.txt'}: " in printed.err
    assert len((tmp_path / "marks.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_export_writes_every_report(run: Run, tmp_path: Path) -> None:
    told = Told(sentence="[Officials|source] [said|cue] [shelling|trigger] of [Aleppo|place].")
    ledger = recorded(tmp_path, story("quiet"), story("loud", told))
    printed = run("export", "claims-jsonl", "--ledger", ledger, "--out", tmp_path / "claims.jsonl")
    assert (printed.code, printed.out, printed.err) == (0, "", "")
    rows = [json.loads(line) for line in (tmp_path / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], len(row["claims"])) for row in rows] == [("quiet", 0), ("loud", 1)]
    assert (
        run("export", "claims-jsonl", "--ledger", ledger).out.encode()
        == (tmp_path / "claims.jsonl").read_bytes()
    )


def test_an_unknown_profile_is_one_sentence_that_names_those_there_are(run: Run, tmp_path: Path) -> None:
    printed = run("export", "acled", "--ledger", recorded(tmp_path))
    assert printed.code == 2
    assert printed.err == "There is no profile acled; there are claims-jsonl, claims-csv.\n"


def test_an_output_that_cannot_be_written_is_one_sentence(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "no" / "such" / "folder.jsonl"
    printed = run("export", "claims-jsonl", "--ledger", recorded(tmp_path), "--out", out)
    assert (printed.code, len(printed.err.splitlines())) == (2, 1)
    assert str(out) in printed.err


def test_a_calibration_of_other_weights_is_not_used_and_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    tools = replace(scripted_tools(), calibration=UNCALIBRATED)
    ledger = tmp_path / "ledger.sqlite"
    code = main(["read", str(tmp_path / "a.txt"), "--ledger", str(ledger)], build_tools=lambda _: tools)
    assert code == 0
    assert capsys.readouterr().err == (
        "The packaged calibration belongs to other weights than scripted-1: claims get no confidences; "
        "`python -m training.calibrate` fits one.\n"
    )
    with open_ledger(ledger) as opened:
        [stored] = opened.claims()
    assert {one.calibrated for one in stored.claim.evidence} == {None}
    assert stored.reader.endswith("+uncalibrated")
