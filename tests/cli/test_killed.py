"""A run that is killed leaves a whole ledger, and the same command completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from accordingto.ledger import open_ledger

ROOT = Path(__file__).resolve().parents[2]
REPORTS = 150
RECORD = (
    '{{"id": "r{0:03d}", "text": "Invented report {0}. Officials said {1} people were killed in Aleppo."}}\n'
)


def _start(reports: Path, ledger: Path, delay: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.cli.scripted_main", "read", str(reports), "--ledger", str(ledger)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "SCRIPTED_DELAY": delay, "PYTHONPATH": "src:."},
    )


def _recorded(ledger: Path) -> int:
    if not ledger.exists() or ledger.stat().st_size == 0:
        return 0
    with open_ledger(ledger) as opened:
        assert opened.check() == ()
        return len(list(opened.reports()))


def _wait_for_more_than(before: int, process: subprocess.Popen[str]) -> None:
    """Reads the process's own output, so that it is killed amid its work and not amid its start."""
    assert process.stdout is not None
    printed = 0
    while printed < before and process.stdout.readline():
        printed += 1


def test_three_kills_and_a_rerun_hold_every_report_once(tmp_path: Path) -> None:
    reports, ledger = tmp_path / "reports.jsonl", tmp_path / "ledger.sqlite"
    reports.write_text("".join(RECORD.format(n, n % 90 + 1) for n in range(REPORTS)), encoding="utf-8")
    held = 0
    for kill in range(3):
        process = _start(reports, ledger, "0.02")
        _wait_for_more_than(40 + 60 * kill, process)
        time.sleep(0.013 * kill)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        now = _recorded(ledger)
        assert held <= now < REPORTS
        held = now
    assert held > 0
    process = _start(reports, ledger, "0")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert f"{REPORTS} reports ({REPORTS - held} new, {held} unchanged), 0 left out" in out
    with open_ledger(ledger) as opened:
        assert opened.check() == ()
        assert [one.report.id for one in opened.reports()] == [f"r{n:03d}" for n in range(REPORTS)]
        assert len(list(opened.claims())) == REPORTS


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    reports, ledger = tmp_path / "reports.jsonl", tmp_path / "ledger.sqlite"
    reports.write_text("".join(RECORD.format(n, 3) for n in range(REPORTS)), encoding="utf-8")
    process = _start(reports, ledger, "0.05")
    _wait_for_more_than(3, process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert err == "stopped; run the same command again to go on\n"
    assert 0 < _recorded(ledger) < REPORTS


def test_a_reader_that_goes_away_ends_the_run_without_a_word(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text("".join(RECORD.format(n, 3) for n in range(REPORTS)), encoding="utf-8")
    process = _start(reports, tmp_path / "ledger.sqlite", "0.01")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == 141
    process.stderr.close()
