"""`accordingto read`: claims under who says them, a summary, an exit code; the scripted network reads."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from accordingto.cli import main
from accordingto.ledger import open_ledger
from accordingto.read.onnx import WEIGHTS
from tests.cli.running import Run, runner
from tests.cli.scripted import ScriptedNetwork

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REPORT = (
    "Invented report\n\nOfficials said 12 people were killed in Aleppo on Saturday.\n\n"
    + "The market stood empty. " * 20
    + "\n\nResidents reported that rebels shelled Azaz on Sunday.\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    return folder


def test_claims_stand_under_who_says_them_with_their_words(run: Run, reports: Path, tmp_path: Path) -> None:
    printed = run("read", reports, "--ledger", tmp_path / "l.sqlite")
    assert (printed.code, printed.err) == (0, "")
    officials, residents = printed.out.index("← Officials"), printed.out.index("← Residents")
    first = printed.out[officials:residents]
    assert "[0] attack “killed” · asserted" in first
    assert "“12 people were killed in Aleppo on Saturday”" in first
    assert "says      state “said”" in first
    assert "killed    12 " in first
    assert "“12”" in first
    assert "Aleppo, SYR (town) “Aleppo”" in first
    assert "[1] shelling “shelled” · asserted" in printed.out[residents:]
    assert "1 report (1 new), 0 left out, 2 claims read, 0 issues" in printed.out


def test_reading_again_changes_nothing_and_does_not_ask_the_network(
    capsys: pytest.CaptureFixture[str], reports: Path, tmp_path: Path
) -> None:
    network = ScriptedNetwork()
    run = runner(capsys, network)
    run("read", reports, "--ledger", tmp_path / "l.sqlite")
    before = (tmp_path / "l.sqlite").read_bytes()
    windows = network.windows
    printed = run("read", reports, "--ledger", tmp_path / "l.sqlite")
    assert printed.code == 0
    assert "is in the ledger already" in printed.out
    assert "1 report (1 unchanged), 0 left out, 0 claims read, 0 issues" in printed.out
    assert network.windows == windows
    assert (tmp_path / "l.sqlite").read_bytes() == before


def test_a_newer_reader_supersedes(capsys: pytest.CaptureFixture[str], reports: Path, tmp_path: Path) -> None:
    runner(capsys, ScriptedNetwork("scripted-1"))("read", reports, "--ledger", tmp_path / "l.sqlite")
    printed = runner(capsys, ScriptedNetwork("scripted-2"))(
        "read", reports, "--ledger", tmp_path / "l.sqlite"
    )
    assert "1 report (1 superseded), 0 left out, 2 claims read" in printed.out


def test_quiet_prints_the_summary_only(run: Run, reports: Path, tmp_path: Path) -> None:
    printed = run("read", "-q", reports, "--ledger", tmp_path / "l.sqlite")
    assert len(printed.out.splitlines()) == 1
    assert printed.out.startswith("1 report (1 new)")


def test_the_environment_names_the_ledger(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCORDINGTO_LEDGER", str(tmp_path / "named.sqlite"))
    assert run("read", "-q", reports).code == 0
    with open_ledger(tmp_path / "named.sqlite", create=False) as ledger:
        assert [one.claims for one in ledger.reports()] == [2]


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_of_a_card_is_longer_than_the_terminal(
    run: Run, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    printed = run("read", reports, "--ledger", tmp_path / "l.sqlite")
    cards = [line for line in printed.out.splitlines() if line.startswith(" ")]
    assert cards
    assert max(map(len, cards)) <= width


def test_an_escape_sequence_in_a_report_reaches_no_terminal(run: Run, reports: Path, tmp_path: Path) -> None:
    hostile = (
        "\x1b]0;owned\x07 Evil title \u202e\n\nOfficials said 12 \x1b[2J people were killed in Aleppo.\n"
    )
    (reports / "b.txt").write_text(hostile, encoding="utf-8")
    ledger = tmp_path / "l.sqlite"
    listing = [run("read", reports, "--ledger", ledger), run("claims", "--ledger", ledger)]
    listing += [run("claims", "--format", form, "--ledger", ledger) for form in ("csv", "jsonl")]
    with open_ledger(ledger) as opened:
        ids = [one.report.id for one in opened.reports()]
    listing += [run("show", id_, "--ledger", ledger) for id_ in ids]
    for printed in listing:
        assert printed.code == 0
        assert not set(printed.out + printed.err) & {"\x1b", "\x07", "\u202e"}


def test_an_empty_folder_reads_nothing_and_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    printed = run("read", tmp_path / "empty", "--ledger", tmp_path / "l.sqlite")
    assert printed.code == 0
    assert "0 reports, 0 left out" in printed.out


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the reader's weights are not there yet")
def test_the_packaged_network_reads_the_examples(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    ledger = str(tmp_path / "l.sqlite")
    paths = [str(EXAMPLES / "al-bab"), str(EXAMPLES / "shapes")]
    assert main(["read", *paths, "--ledger", ledger]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "14 reports (14 new), 0 left out" in out
    assert "The Northgate Post ← Euphrates Monitoring Group" in out
    assert main(["read", *paths, "--ledger", ledger]) == 0
    assert "14 reports (14 unchanged), 0 left out, 0 claims read" in capsys.readouterr().out


def test_the_bar_stays_off_what_is_no_terminal(run: Run, reports: Path, tmp_path: Path) -> None:
    for number in range(30):
        (reports / f"{number}.txt").write_text(f"{REPORT}{number}", encoding="utf-8")
    assert run("read", "-q", reports, "--ledger", tmp_path / "l.sqlite").err == ""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo-terminal")
def test_on_a_terminal_the_bar_appears_and_colour_marks_the_speaker(reports: Path, tmp_path: Path) -> None:
    import pty
    import subprocess

    for number in range(40):
        (reports / f"{number}.txt").write_text(f"{REPORT}{number}", encoding="utf-8")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "tests.cli.scripted_main", "read", str(reports)]
    process = subprocess.Popen(
        [*command, "--ledger", str(tmp_path / "l.sqlite")],
        stdout=theirs,
        stderr=theirs,
        cwd=EXAMPLES.parent,
        env={**os.environ, "SCRIPTED_DELAY": "0.05", "TERM": "xterm-256color", "PYTHONPATH": "src:."},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says EIO when the other side is closed
            break
        if not piece:
            break
        shown += piece
    assert process.wait() == 0
    text = shown.decode("utf-8", "replace")
    assert "\x1b[1;36mOfficials" in text
    assert "reports, " in text.split("41 reports (41 new)")[0]
    os.close(ours)
