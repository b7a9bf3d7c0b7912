"""What a hostile or broken input gives: an issue with its place, and the other reports."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from accordingto.ingest import Ingested, IngestLimits, find
from accordingto.ingest.csv_rows import MAX_UNCLOSED
from accordingto.model import Issue
from tests.ingest.taking import issues_of, only, record, taken_in, texts_of

Write = Callable[[str, bytes | str], Path]
GOOD = "A good report, as told.\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20


def _with_peak(path: Path) -> tuple[list[Issue | Ingested], int]:
    """What a path gives, and the bytes of memory that taking it in needed at most."""
    tracemalloc.start()
    try:
        return taken_in(path), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n\xc2\xa0", "empty"),
        ("marked.txt", b"\xef\xbb\xbf\n", "empty"),
        ("empty.jsonl", b"\n \n", "empty"),
        ("empty.csv", b"\n", "empty"),
        ("header.csv", b"id,text\n\n", "empty"),
        ("empty.json", b"[]", "empty"),
        ("empty.html", b"<html></html>", "no-text"),
        ("picture.txt", PNG, "binary"),
        ("picture.jsonl", PNG, "binary"),
        ("picture.html", PNG, "binary"),
        ("nuls.txt", b"\0" * 500, "binary"),
        ("list.json", b"[1, 2", "bad-record"),
        ("number.json", b"12", "bad-record"),
    ],
)
def test_a_file_without_a_report_is_named_and_the_next_one_read(
    write: Write, name: str, content: bytes, code: str
) -> None:
    bad, good = write(name, content), write("z.txt", GOOD)
    results = taken_in(bad, good)
    assert issues_of(results)[0][0] == code
    assert issues_of(results)[0][2]
    assert texts_of(results) == [GOOD]


def test_fifty_megabytes_are_refused_without_being_read(write: Write) -> None:
    path = write("huge.txt", b"")
    with path.open("r+b") as handle:
        handle.truncate(50_000_000)
    results, peak = _with_peak(path)
    assert issues_of(results) == [("too-large", "huge.txt", True)]
    assert peak < 1_000_000


def test_a_text_over_the_limit_is_refused_by_its_characters(write: Write) -> None:
    limits = IngestLimits(max_text=100)
    path = write("a.jsonl", record(id="long", text="é" * 101) + record(text="é" * 100))
    results = taken_in(path, limits=limits)
    assert issues_of(results) == [("too-large", "a.jsonl:1", True)]
    assert texts_of(results) == ["é" * 100]


def test_a_line_of_two_megabytes_is_passed_over_and_the_next_one_read(write: Write) -> None:
    path = write("a.jsonl", record(text="First.") + record(text="x" * 2_000_000) + record(text="Third."))
    results = taken_in(path)
    assert issues_of(results) == [("line-too-long", "a.jsonl:2", True)]
    assert texts_of(results) == ["First.", "Third."]


def test_a_packed_file_that_unpacks_to_much_costs_little_memory(write: Write) -> None:
    content = record(text="First.").encode() + b"x" * 60_000_000 + b"\n" + record(text="Third.").encode()
    path = write("a.jsonl.gz", gzip.compress(content, 1))
    results, peak = _with_peak(path)
    assert issues_of(results) == [("line-too-long", "a.jsonl.gz:2", True)]
    assert texts_of(results) == ["First.", "Third."]
    assert peak < 4_000_000


def test_a_packed_file_that_breaks_off_says_up_to_where_it_was_read(write: Write) -> None:
    digests = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(20_000)]  # pack badly
    lines = [record(text="First.")] + [
        record(text=" ".join(digests[n : n + 50])) for n in range(0, 20_000, 50)
    ]
    packed = gzip.compress("".join(lines).encode())
    results = taken_in(write("a.jsonl.gz", packed[: len(packed) // 2]))
    assert texts_of(results)[0] == "First."
    (code, place, fatal) = issues_of(results)[-1]
    assert (code, fatal) == ("truncated", True)
    assert int(place.removeprefix("a.jsonl.gz:")) > 1
    assert issues_of(taken_in(write("b.jsonl.gz", b"no archive"))) == [("truncated", "b.jsonl.gz", True)]


def test_broken_lines_are_named_one_by_one(write: Write) -> None:
    lines = [
        record(text="First."), "{broken\n", "[1, 2]\n", '"text"\n', "null\n", '{"title": "no text"}\n',
        '{"text": 5}\n', '{"text": null}\n', '{"text": " "}\n', '{"text": "a\x01b"}\n', "[" * 100_000 + "\n",
        "9" * 6_000 + "\n", '{"text": "cut off\n', record(text="Last."),
    ]  # fmt: skip
    results = taken_in(write("a.jsonl", "".join(lines)))
    assert texts_of(results) == ["First.", "Last."]
    codes = ["bad-record"] * 4 + ["no-text"] * 3 + ["empty"] + ["bad-record"] * 4
    assert issues_of(results) == [(code, f"a.jsonl:{n}", True) for n, code in enumerate(codes, 2)]


def test_half_a_character_in_json_becomes_one_replacement_character(write: Write) -> None:
    found = only(write("a.jsonl", '{"text": "a\\ud800b", "title": "\\udc00", "\\ud800": "\\ud800"}\n'))
    assert found.report is not None
    assert found.report.text == "a\ufffdb"
    assert [(i.code, i.fatal) for i in found.issues] == [("bad-encoding", False)]
    json.dumps([found.report.title, found.report.extra], ensure_ascii=False).encode("utf-8")


def test_quotes_by_the_thousand_are_text(write: Write) -> None:
    text = '"“‘\'«„"' * 5_000 + " he said.\n"
    assert texts_of(taken_in(write("a.txt", text))) == [text]
    assert texts_of(taken_in(write("b.jsonl", record(text=text)))) == [text]
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], ["1", text]])
    assert texts_of(taken_in(write("c.csv", out.getvalue()))) == [text]


@pytest.mark.parametrize(
    ("text", "charset", "telling"),
    [
        ("L'armée a annoncé que neuf civils ont été tués à Alep. ", "latin-1", "cp1252"),
        ("El coronel Muñoz informó que murieron nueve guerrilleros. ", "cp1252", "cp1252"),
        ("Übung läuft in Köln seit Montag. ", "cp1252", "cp1252"),
        ("Suriye'de düzenlenen saldırıda 12 kişi öldü, çok sayıda yaralı var. ", "cp1254", "cp1254"),
        ("“No,” he said – “never”. ", "cp1252", "cp1252"),
        ("Представитель заявил, что боевики уничтожены в районе города. ", "cp1251", "cp1251"),
        ("قال المرصد إن تسعة مدنيين قتلوا في غارات على حلب يوم الخميس ", "cp1256", "cp1256"),
        ("Nine people were killed, medics said. ", "utf-16-le", "utf-16-le"),
    ],
)
def test_a_guessed_character_set_is_named(write: Write, text: str, charset: str, telling: str) -> None:
    found = only(write("a.txt", text.encode(charset)))
    assert found.report is not None
    assert found.report.text == text
    (issue,) = found.issues
    assert (issue.code, issue.fatal, issue.report) == ("bad-encoding", False, found.report.id)
    assert telling in issue.message


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_believed_and_dropped(write: Write, charset: str) -> None:
    found = only(write("a.txt", "Muñoz: “Нет”.\r\n".encode(charset)))
    assert found.report is not None
    assert (found.report.text, found.issues) == ("Muñoz: “Нет”.\r\n", ())


def test_utf8_that_is_cut_off_or_damaged_is_read_with_replacement_characters(write: Write) -> None:
    text = "Muñoz und Köhler – “nein” – sagten più und weiter: été, à, ü, ö, ß, ç, ñ."
    cut = only(write("a.txt", text.encode()[:-2]))
    damaged = only(write("b.txt", text.encode().replace("ß".encode(), b"\xff")))
    for found in (cut, damaged):
        assert found.report is not None
        assert "\ufffd" in found.report.text
        assert found.report.text.startswith("Muñoz und Köhler")
        assert [(i.code, i.fatal) for i in found.issues] == [("bad-encoding", False)]
    cut_utf16 = only(write("c.txt", text.encode("utf-16")[:-1]))
    assert [(i.code, i.fatal) for i in cut_utf16.issues] == [("bad-encoding", False)]


def test_ragged_rows_are_read_as_they_stand_and_told(write: Write) -> None:
    rows = "id,text,outlet\n1,First.\n2,Second.,Courier,more,still\n\n3\n4,Last.,Courier\n"
    results = taken_in(write("a.csv", rows))
    assert texts_of(results) == ["First.", "Second.", "Last."]
    assert issues_of(results) == [
        ("bad-record", "a.csv:2", False), ("bad-record", "a.csv:3", False), ("no-text", "a.csv:5", True),
    ]  # fmt: skip
    second = results[1]
    assert not isinstance(second, Issue)
    assert second.report is not None
    assert dict(second.report.extra) == {"column 4": '"more"', "column 5": '"still"'}


def test_a_table_without_a_column_for_the_text_is_one_issue(write: Write) -> None:
    assert issues_of(taken_in(write("a.csv", "id,body\n1,x\n2,y\n"))) == [("no-text", "a.csv:1", True)]


def test_a_huge_cell_and_a_quote_that_never_closes_cost_only_their_row(write: Write) -> None:
    rows = [
        "id,text",
        "1," + "x" * 300_000,
        "2," + "x" * 2_000_000,
        '3,"never closed',
        "4,Fourth.",
        "5,Fifth.",
    ]
    results = taken_in(write("a.csv", "\n".join(rows) + "\n"))
    assert texts_of(results) == ["x" * 300_000, "Fourth.", "Fifth."]
    assert issues_of(results) == [("line-too-long", "a.csv:3", True), ("bad-record", "a.csv:4", True)]


def test_a_table_made_of_open_quotes_is_given_up_in_bounded_time(write: Write) -> None:
    path = write("a.csv", "id,text\n" + 'a",""",b\n' * 100_000)
    begun = time.process_time()
    issues = issues_of(taken_in(path, limits=IngestLimits(max_line=20_000)))
    assert issues[-1][0] == "truncated"
    assert len(issues) == MAX_UNCLOSED + 1
    assert time.process_time() - begun < 20


def test_an_array_that_breaks_gives_what_stands_before_and_where(write: Write) -> None:
    results = taken_in(write("a.json", '[\n{"text": "First."},\n{"text": "Sec\n'))
    assert texts_of(results) == ["First."]
    assert issues_of(results) == [("bad-record", "a.json:3", True)]
    results = taken_in(write("b.json", '[{"text": "First."}] {"text": "Lost."}'))
    assert texts_of(results) == ["First."]
    assert issues_of(results) == [("bad-record", "b.json:1", True)]


def test_a_pipe_a_device_and_a_socket_are_never_opened(write: Write, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    write("c.txt", GOOD)
    results = taken_in(tmp_path)
    assert issues_of(results) == [("not-a-file", "a.jsonl", True), ("not-a-file", "b.txt", True)]
    assert texts_of(results) == [GOOD]


def test_broken_links_and_loops_are_named_and_do_not_loop(write: Write, tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    write("d/e.txt", GOOD)
    (tmp_path / "d" / "again").symlink_to(tmp_path)
    results = taken_in(tmp_path)
    assert issues_of(results) == [
        ("unreadable", "a.txt", True), ("unreadable", "b.txt", True), ("not-a-file", "again", False),
    ]  # fmt: skip
    assert texts_of(results) == [GOOD]


def test_a_file_that_vanishes_while_reading_is_named(write: Write, tmp_path: Path) -> None:
    first, second = write("a.txt", GOOD), write("b.txt", GOOD)
    found = find([tmp_path])
    assert not isinstance(next(found), Issue)
    second.unlink()
    (issue,) = found
    assert isinstance(issue, Issue)
    assert (issue.code, issue.place) == ("unreadable", str(second))
    assert first.exists()


def test_paths_that_lead_nowhere_are_named(tmp_path: Path, write: Write) -> None:
    results = taken_in(tmp_path / "no.txt", f"{tmp_path}/*.none", "", "a\0b", write("a.txt", GOOD) / "below")
    assert [issue[0] for issue in issues_of(results)] == ["unreadable"] * 5
    assert len(results) == 5


def test_a_file_without_permission_is_named(write: Write) -> None:
    path = write("a.txt", GOOD)
    path.chmod(0)
    user = os.geteuid()
    try:
        if user == 0:  # permissions do not bind root
            os.seteuid(65_534)
        results = taken_in(path)
    finally:
        os.seteuid(user)
    assert issues_of(results) == [("unreadable", "a.txt", True)]


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(name, "wb") as handle:  # noqa: PTH123 (a name in bytes)
        handle.write(GOOD.encode())
    found = only(tmp_path)
    assert found.report is not None
    (found.original.place + found.report.id).encode("utf-8")


def test_broken_and_deeply_nested_pages_end_in_time(write: Write) -> None:
    told = "<p>Nine people were killed in the shelling of Idlib, medics said.</p>" * 4
    begun = time.process_time()
    pages = {
        "deep.html": "<html><body>" + "<div>" * 100_000 + told,
        "deep2.html": "<html><body>" + "<div>" * 40_000 + told + "</div>" * 40_000,
        "torn.html": '<html><bo<<dy><p>Nine <b>people <p><div <span x="' + told,
        "none.html": '<<<<>>>> &&& "' * 100,
        "script.html": "<script>" * 1000,
        "ld.html": f'<html><script type="application/ld+json">{"[" * 5000}</script><body>{told}</body>',
    }
    for name, page in pages.items():
        results = taken_in(write(name, page))
        assert texts_of(results) or issues_of(results)[0][2], name
    assert ("too-large", "deep.html", True) in issues_of(taken_in(write("deep.html", pages["deep.html"])))
    assert texts_of(taken_in(write("ld.html", pages["ld.html"])))
    assert time.process_time() - begun < 30


def test_a_text_of_signs_that_nobody_sees_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "unseen.txt"
    path.write_bytes(b"\xef\xbb\xbf\xe2\x80\x8b\xc2\xad \n")
    assert issues_of(taken_in(path)) == [("empty", "unseen.txt", True)]
