"""Files, folders and patterns to originals; records to reports. Texts and outlets are invented."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from accordingto.ingest import find, ingest
from accordingto.model import DateOrigin, Issue, MediaType, Original
from tests.ingest.taking import issues_of, only, record, taken_in, texts_of

Write = Callable[[str, bytes | str], Path]
TOLD = "Shelling kills nine in Idlib\n\nNine people were killed, medics said.\n"


def test_a_text_file_is_one_original_with_its_bytes_and_hash(write: Write) -> None:
    path = write("idlib.txt", TOLD)
    found = only(path)
    assert found.original.content == TOLD.encode()
    assert found.original.sha256 == hashlib.sha256(TOLD.encode()).hexdigest()
    assert found.original.place == str(path)
    assert found.report is not None
    assert found.report.text == TOLD
    assert found.report.title == "Shelling kills nine in Idlib"
    assert found.report.id == f"idlib-{found.original.sha256[:12]}"
    assert found.report.original_sha256 == found.original.sha256


def test_line_ends_and_blanks_of_a_text_file_stay(write: Write) -> None:
    text = "  Shelling in Idlib \r\n\r\n\tNine\u00a0died.\r\n \r"
    report = only(write("a.txt", b"\xef\xbb\xbf" + text.encode())).report
    assert report is not None
    assert report.text == text


def test_a_folder_is_read_to_any_depth_in_order_without_hidden_files(write: Write) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", ".git/x.txt", "c/.draft.txt", "c.md"):
        write(f"in/{name}", f"Report {name} as told.\n")
    root = write("in/last.txt", "Report last as told.\n").parent
    assert texts_of(taken_in(root)) == [
        f"Report {name} as told.\n" for name in ("a/b/c.txt", "a/z.txt", "b.txt", "c.md", "last")
    ]


def test_a_pattern_gives_each_file_once(write: Write) -> None:
    for name in ("in/a.txt", "in/deep/b.txt", "in/deep/er/c.txt", "in/d.csv"):
        write(name, f"Report {name} as told.\n")
    root = write("in/e.txt", "Report in/e.txt as told.\n").parent
    found = texts_of(taken_in(f"{root}/**/*.txt"))
    assert found == [
        f"Report in/{name} as told.\n" for name in ("a.txt", "deep/b.txt", "deep/er/c.txt", "e.txt")
    ]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(write: Write) -> None:
    assert texts_of(taken_in(write("[a].txt", "As told.\n"))) == ["As told.\n"]


def test_a_line_of_jsonl_is_a_report_with_its_fields(write: Write) -> None:
    line = record(
        id="ocr-1", text=TOLD, title="Shelling kills nine", outlet="The Orontes Courier",
        published="2021-05-04T10:00:00Z", url="https://courier.example/2021/05/idlib", origin="wire", n=[1],
    )  # fmt: skip
    path = write("reports.jsonl", "\n" + line + record(text="Second report, as told."))
    first, second = taken_in(path)
    assert not isinstance(first, Issue)
    assert not isinstance(second, Issue)
    assert first.original.place == f"{path}:2"
    assert first.original.content == line.rstrip("\n").encode()
    assert first.original.media_type is MediaType.JSON
    report = first.report
    assert report is not None
    assert (report.id, report.text, report.title) == ("ocr-1", TOLD, "Shelling kills nine")
    assert (report.outlet, report.url) == ("The Orontes Courier", "https://courier.example/2021/05/idlib")
    assert report.published == date(2021, 5, 4)
    assert [d.origin for d in report.dates] == [DateOrigin.FIELD, DateOrigin.URL]
    assert dict(report.extra) == {"origin": '"wire"', "n": "[1]"}
    assert second.report is not None
    assert second.report.id == f"reports-{second.original.sha256[:12]}"


def test_the_same_bytes_give_the_same_id_wherever_the_line_stands(write: Write) -> None:
    line = record(text="As told.")
    ids = [
        r.report.id
        for r in taken_in(write("a.jsonl", line + record(text="Else.") + line))
        if not isinstance(r, Issue) and r.report
    ]
    assert ids[0] == ids[2] != ids[1]


def test_ndjson_packed_jsonl_and_utf16_jsonl_are_read_alike(write: Write) -> None:
    lines = record(text="Muñoz spoke.") + record(text="“No,” he said.")
    told = ["Muñoz spoke.", "“No,” he said."]
    assert texts_of(taken_in(write("a.ndjson", lines))) == told
    assert texts_of(taken_in(write("a.jsonl.gz", gzip.compress(lines.encode())))) == told
    assert texts_of(taken_in(write("b.jsonl", lines.encode("utf-16")))) == told
    assert texts_of(taken_in(write("c.jsonl", b"\xef\xbb\xbf" + lines.encode()))) == told


def test_a_json_file_holds_one_object_an_array_or_lines(write: Write) -> None:
    one = {"id": "x", "text": "As told."}
    assert texts_of(taken_in(write("one.json", json.dumps(one, indent=2)))) == ["As told."]
    array = '[\n {"text": "First."},\n {"text": "Second."}, {"text": "Third."}\n]\n'
    found = taken_in(write("array.json", array))
    assert texts_of(found) == ["First.", "Second.", "Third."]
    places = [r.original.place.rsplit("/", 1)[-1] for r in found if not isinstance(r, Issue)]
    assert places == ["array.json:2", "array.json:3", "array.json:3:23"]
    assert texts_of(taken_in(write("l.json", record(text="First.") + record(text="Second.")))) == [
        "First.",
        "Second.",
    ]


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("b.csv", ";"), ("c.tsv", "\t")])
def test_a_row_is_a_report_and_keeps_quotes_and_line_feeds(write: Write, name: str, sign: str) -> None:
    rows = [
        sign.join(("id", "Text", "outlet", "code")),
        sign.join(("7", '"He said ""no"".\r\n\r\nThen he left."', "The Orontes Courier", "k")),
        sign.join(("8", 'A 5" shell fell.', "", "")),
    ]
    path = write(name, "\r\n".join(rows) + "\r\n")
    first, second = taken_in(path)
    assert not isinstance(first, Issue)
    assert not isinstance(second, Issue)
    assert first.report is not None
    assert second.report is not None
    assert first.report.text == 'He said "no".\r\n\r\nThen he left.'
    assert (first.report.id, first.report.outlet, first.report.extra) == (
        "7",
        "The Orontes Courier",
        (("code", '"k"'),),
    )
    assert second.report.text == 'A 5" shell fell.'
    assert second.original.place == f"{path}:5"
    assert first.original.content == (rows[0] + "\n" + rows[1]).encode()
    again = ingest(Original(place="x", media_type=MediaType.CSV, content=first.original.content, sha256=""))
    assert again.report is not None
    assert again.report.text == first.report.text


def test_a_file_of_unknown_name_is_told_by_its_content(write: Write) -> None:
    page = (
        "<!DOCTYPE html><html><body><p>"
        + "Nine people were killed in Idlib, medics said. " * 5
        + "</p></body></html>"
    )
    assert texts_of(taken_in(write("report", "As told.\n"))) == ["As told.\n"]
    assert "<p>" not in texts_of(taken_in(write("page.cgi", page)))[0]
    for name, content in (
        ("x.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("x.xml", b"<?xml version='1.0'?><rss/>"),
        ("x.dat", b'{"a": 1}'),
    ):
        assert issues_of(taken_in(write(name, content))) == [("unknown-format", name, True)]


def test_a_bad_published_value_is_kept_and_told_and_the_report_read(write: Write) -> None:
    for bad in ("soon", 20210504, ["2021"]):
        found = only(write("a.jsonl", record(id="r", text="As told.", published=bad)))
        assert found.report is not None
        assert found.report.dates == ()
        assert dict(found.report.extra) == {"published": json.dumps(bad)}
        assert [(i.code, i.fatal, i.report) for i in found.issues] == [("bad-record", False, "r")]


def test_numbers_as_ids_are_their_digits_and_other_types_are_kept_aside(write: Write) -> None:
    lines = [
        {"text": "As told.", "id": 12},
        {"text": "As told.", "id": ["x"], "title": 5, "outlet": {}, "url": None},
    ]
    first, second = taken_in(write("a.jsonl", "".join(json.dumps(line) + "\n" for line in lines)))
    assert not isinstance(first, Issue)
    assert not isinstance(second, Issue)
    assert first.report is not None
    assert first.report.id == "12"
    assert second.report is not None
    assert second.report.id.startswith("a-")
    assert dict(second.report.extra) == {"id": '["x"]', "title": "5", "outlet": "{}"}
    assert [i.code for i in second.issues] == ["bad-record"] * 3


def test_all_dates_are_kept_most_trusted_first_and_none_is_guessed(write: Write) -> None:
    text = "JUNE 2023\n\nNine Killed In Idlib\n\nIDLIB, Syria, 2 July 2023 (Reuters) - Nine people died.\n"
    found = only(
        write("a.jsonl", record(text=text, published="2023-07-03", url="https://c.example/2023/07/01/x"))
    ).report
    assert found is not None
    assert [(d.origin.value, d.words) for d in found.dates] == [
        ("field", "2023-07-03"), ("dateline", "2 July 2023"), ("masthead", "JUNE 2023"),
        ("url", "2023/07/01"),
    ]  # fmt: skip
    assert [d.span.of(text) for d in found.dates if d.span] == ["2 July 2023", "JUNE 2023"]
    assert found.published == date(2023, 7, 3)
    yearless = only(write("b.txt", "DAMASCUS, Aug 24 (SANA) -- The army said so.\n")).report
    assert yearless is not None
    assert [(d.words, d.start, d.end) for d in yearless.dates] == [("Aug 24", None, None)]
    assert yearless.published is None


def test_find_never_reads_ahead_of_what_is_asked_for(write: Write) -> None:
    path = write("a.jsonl", record(text="First.") + record(text="x" * 200_000) * 20)
    found = find([path])
    assert isinstance(next(found), Original)
    path.unlink()  # what was opened is still read; nothing needs the whole file at once
    assert sum(isinstance(one, Original) for one in found) == 20
