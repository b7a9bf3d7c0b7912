"""A hostile report cannot paint over what is printed about it, and a file is whole or not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.cli.screen import on_one_line, visible, write_lines

RAW = set(
    map(chr, [*range(9), *range(11, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
)


@given(st.text())
def test_no_control_or_override_is_left_raw(text: str) -> None:
    assert not set(visible(text)) & RAW
    assert not set(on_one_line(text)) & {*RAW, "\n", "\t"}


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("killed \u202e21\u202c", "killed \\u202e21\\u202c"),
        ("\x9b2J", "\\x9b2J"),
        ("a\r\nb\rc", "a\nb\\x0dc"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("\ud800", "\\ud800"),
    ],
)
def test_what_does_not_show_itself_is_written_out(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@pytest.mark.parametrize("text", ["حلب", "می\u200cخواهم", "Türkiye", "“quoted” – 12 €", "क्\u200dष"])
def test_words_of_any_script_stay_as_they_are(text: str) -> None:
    assert visible(text) == text


def test_a_file_whose_writing_fails_is_not_there_and_the_old_one_stays(tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    out.write_text("old\n")

    def lines() -> Iterator[str]:
        yield "new\n"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_lines(lines(), str(out))
    assert out.read_text() == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["claims.jsonl"]


def test_a_file_is_utf_8_with_line_feeds_only(tmp_path: Path) -> None:
    write_lines(["“حلب”\n", "b\r\n"], str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == "“حلب”\nb\r\n".encode()
