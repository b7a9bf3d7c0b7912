"""Laws of ingest: texts come through exactly, ids are stable, nothing raises."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.ingest import Ingested, find, ingest
from accordingto.ingest.csv_rows import cells_of, rows_of
from accordingto.ingest.lines import lines_of
from accordingto.model import Issue, Original
from accordingto.reference.plain_text import plain_text
from tests.ingest.taking import taken_in, texts_of

_TEXTS = st.text(min_size=1).filter(lambda text: bool(plain_text(text).text.strip()))


def _taken(name: str, content: bytes) -> list[Issue | Ingested]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return taken_in(path)


@settings(deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=4), st.booleans())
def test_any_text_in_a_jsonl_record_comes_through_exactly(texts: list[str], ascii_only: bool) -> None:
    lines = "".join(json.dumps({"text": text}, ensure_ascii=ascii_only) + "\n" for text in texts)
    assert texts_of(_taken("a.jsonl", lines.encode())) == texts


_SIGNS = st.sampled_from(
    ["\u00ad", "\ufeff", "\u00a0", "  ", "\n", "\r\n", "&quot;", "„", "“", "By Ali", "Homs", "12", ". "]
)


@settings(deadline=None)
@given(st.lists(_SIGNS, min_size=1, max_size=30).map("".join))
def test_sections_hold_every_sign_that_is_no_blank_once(text: str) -> None:
    for item in _taken("a.jsonl", (json.dumps({"text": text}) + "\n").encode()):
        if isinstance(item, Ingested) and item.report is not None:
            held = [i for s in item.report.sections for i in range(s.span.start, s.span.end)]
            assert len(held) == len(set(held))
            assert set(held) >= {i for i, sign in enumerate(text) if not sign.isspace()}


@settings(deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=4), st.sampled_from([None, 1]))
def test_any_text_in_a_json_array_comes_through_exactly(texts: list[str], indent: int | None) -> None:
    content = json.dumps([{"text": text} for text in texts], indent=indent)
    assert texts_of(_taken("a.json", content.encode())) == texts


@settings(deadline=None)
@given(st.lists(_TEXTS.filter(lambda text: "\0" not in text), min_size=1, max_size=4))
def test_any_text_in_a_csv_row_comes_through_exactly(texts: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [["id", "text"], *([str(n), t] for n, t in enumerate(texts))]
    )
    assert texts_of(_taken("a.csv", out.getvalue().encode())) == texts


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.text(alphabet='ab",;\n\r ', max_size=6), min_size=1, max_size=4), min_size=1, max_size=4
    )
)
def test_rows_and_cells_are_those_of_the_standard_module(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    stream = iter([out.getvalue().encode()])
    read = [
        cells_of(row.content.decode(), ",")
        for row in rows_of(lines_of(stream, 10_000), b",", 10_000)
        if row.content is not None
    ]
    assert read == rows


@settings(deadline=None)
@given(st.lists(st.binary(max_size=8)), st.integers(min_value=0, max_value=12))
def test_lines_are_cut_alike_however_the_bytes_arrive(chunks: list[bytes], longest: int) -> None:
    whole = b"".join(chunks)
    lines = list(lines_of(iter(chunks), longest))
    expected = whole.split(b"\n")
    if expected[-1] == b"":
        expected.pop()
    assert [line.size for line in lines] == [len(line) for line in expected]
    assert [line.content for line in lines] == [line if len(line) <= longest else None for line in expected]
    assert [line.number for line in lines] == list(range(1, len(expected) + 1))


_NAMES = [
    "a.txt",
    "a.md",
    "a.html",
    "a.json",
    "a.jsonl",
    "a.csv",
    "a.tsv",
    "a.jsonl.gz",
    "a.gz",
    "a",
    "a.bin",
]
_FRAGMENTS = st.sampled_from(
    [
        *(b'{"text": "', b'"}', b"[", b"]", b"null", b"1e999", b"\\ud800"),
        *(b"<html>", b"<p>", b"</p", b"<!--", b"&#xD800;"),
        *(b"<meta charset=utf-16>", b"<meta charset='unicode_escape'>"),
        *(b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xc3", b"\x1f\x8b"),
        *(b"text,id\n", b'"', b",", b"\n", b"\r\n", b"---\n", b"# "),
        *(b"JUNE 2023", b"By ", b"(Reuters) - "),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(_NAMES),
    st.one_of(st.binary(), st.lists(st.one_of(_FRAGMENTS, st.binary(max_size=6))).map(b"".join)),
)
def test_no_bytes_under_any_name_raise_and_each_file_is_accounted_for(name: str, content: bytes) -> None:
    results = _taken(name, content)
    for result in results:
        if isinstance(result, Ingested):
            assert result.report is not None or any(issue.fatal for issue in result.issues)
            if result.report is not None:
                result.report.text.encode("utf-8")
    assert results


@settings(deadline=None)
@given(_TEXTS)
def test_the_same_bytes_have_the_same_id(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode())
        found = [ingest(one).report for one in find([path, path]) if isinstance(one, Original)]
    assert len({report.id for report in found if report is not None}) <= 1
