"""Every nasty file beside two good reports: the good are read, each nasty one is told with its place."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from accordingto.ledger import open_ledger
from accordingto.model import IssueCode
from tests.cli.running import Run

GOOD = "Invented report\n\nOfficials said 12 people were killed in Aleppo on Saturday, report {}.\n"
RECORD = '{"id": "%s", "text": "Police said 3 people were killed in Idlib.", "published": "2024-04-13"}'


@dataclass(frozen=True, kw_only=True)
class Nasty:
    """A file that is no report, and how it has to be told."""

    name: str
    content: bytes
    code: IssueCode
    line: str = ""


NASTY = (
    Nasty(name="empty.txt", content=b"", code=IssueCode.EMPTY),
    Nasty(name="blank.txt", content=b" \n\t\n ", code=IssueCode.EMPTY),
    Nasty(name="picture.txt", content=bytes(range(256)) * 40, code=IssueCode.BINARY),
    Nasty(name="fifty-megabytes.txt", content=b"word " * 10_000_000, code=IssueCode.TOO_LARGE),
    Nasty(
        name="one-line.jsonl",
        content=b'{"text": "' + b"a" * 2_000_000 + b'"}\n',
        code=IssueCode.LINE_TOO_LONG,
        line=":1",
    ),
    Nasty(
        name="broken.jsonl",
        content=f"{RECORD % 'first'}\n{{not json\n{RECORD % 'third'}\n".encode(),
        code=IssueCode.BAD_RECORD,
        line=":2",
    ),
    Nasty(name="archive.zip", content=b"PK\x03\x04" + b"\x00" * 200, code=IssueCode.UNKNOWN_FORMAT),
    Nasty(name="feed.xml", content=b"<?xml version='1.0'?><rss></rss>", code=IssueCode.UNKNOWN_FORMAT),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"good-{number}.txt").write_text(GOOD.format(number), encoding="utf-8")
    for nasty in NASTY:
        (folder / nasty.name).write_bytes(nasty.content)
    os.mkfifo(folder / "pipe.txt")
    (folder / "dangling.txt").symlink_to(folder / "nowhere.txt")
    return folder


def test_the_good_are_read_and_each_nasty_one_is_told_with_its_place(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "l.sqlite"
    printed = run("read", folder, "--ledger", ledger)
    assert printed.code == 1
    told = {line.split(": ")[0].removeprefix("left out "): line for line in printed.err.splitlines()}
    for nasty in NASTY:
        assert f"[{nasty.code}]" in told[f"{folder / nasty.name}{nasty.line}"]
    assert "[not-a-file]" in told[str(folder / "pipe.txt")]
    assert "[unreadable]" in told[str(folder / "dangling.txt")]
    with open_ledger(ledger) as opened:
        ids = {one.report.id for one in opened.reports()}
        recorded = {issue.place for issue in opened.issues() if issue.fatal}
    assert {"first", "third"} < ids
    assert sum(id_.startswith("good-") for id_ in ids) == 2
    assert recorded == set(told)
    assert re.search(rf"4 reports \(4 new\), {len(told)} left out", printed.out)


def test_the_second_run_changes_nothing_and_tells_the_same(run: Run, folder: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "l.sqlite"
    first = run("read", folder, "--ledger", ledger)
    before = ledger.read_bytes()
    second = run("read", folder, "--ledger", ledger)
    assert (second.code, second.err) == (1, first.err)
    assert "(4 unchanged)" in second.out
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("quotes.txt", ("“" * 5000 + '"' * 5001 + " Officials said 12 people were killed.").encode()),
        ("windows.txt", "Officials said “12” people were killed in Aleppo – on Saturday.".encode("cp1252")),
        ("utf16.txt", "Officials said 12 people were killed in Aleppo.".encode("utf-16")),
        ("latin.html", b"<html><body><p>Officials said 12 \xe9 people were killed<p>in Aleppo</b></i>" * 3),
        (
            "deep.html",
            b"<html><body>" + b"<div>" * 2000 + b"<p>Officials said 12 people were killed in Aleppo.",
        ),
    ],
)
def test_a_crooked_report_is_read_or_told_but_never_lost(
    run: Run, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    printed = run("read", tmp_path / name, "--ledger", tmp_path / "l.sqlite")
    with open_ledger(tmp_path / "l.sqlite") as opened:
        read = len(list(opened.reports()))
    assert "\x1b" not in printed.out + printed.err
    assert (printed.code, read) in {(0, 1), (1, 0)}
    assert read or str(tmp_path / name) in printed.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Officials said 12 people were killed.")
    (tmp_path / "secret.txt").chmod(0)
    printed = run("read", tmp_path / "secret.txt", "--ledger", tmp_path / "l.sqlite")
    assert printed.code == 1
    assert "[unreadable]" in printed.err


def test_a_name_that_is_no_utf8_and_one_that_paints_are_printed_safely(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in (b"caf\xe9.txt", b"\x1b[31mred.txt"):
        Path(os.fsdecode(bytes(folder) + b"/" + name)).write_bytes(b"")
    printed = run("read", folder, "--ledger", tmp_path / "l.sqlite")
    assert printed.code == 1
    assert "caf\\xe9.txt" in printed.err
    assert "\\x1b[31mred.txt" in printed.err
    assert "\x1b" not in printed.err
