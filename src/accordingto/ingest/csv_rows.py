"""CSV and TSV: rows of a stream, cells of a row.

The grammar is that of RFC 4180 as Python's `csv` reads it: a quote opens a cell only at its
beginning, `""` inside stands for one quote, a quote elsewhere is a character. The standard module
is not used since it reads past a never-closed quote to the end of the file, and bounds cells by a
setting that is global to the process.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.ingest.lines import Line

# The possessive `++` and `*+` keep the scan linear on quotes by the thousand.
_CLOSES = re.compile(rb'(?:[^"]++|"")*+"')
MAX_UNCLOSED = 50
"""Never-closed quotes after which a file is given up: each costs reading one record's limit again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record, line feeds inside quotes kept, or what is wrong with it when `content` is None."""

    number: int
    content: bytes | None
    problem: str = ""
    too_long: bool = False


def rows_of(lines: Iterator[Line], delimiter: bytes, max_line: int) -> Iterator[Row]:
    """The rows of a file; a broken one is reported and reading goes on with the line after it."""
    again: deque[Line] = deque()
    unclosed = 0
    while True:
        first = again.popleft() if again else next(lines, None)
        if first is None:
            return
        if first.content is None:
            yield Row(number=first.number, content=None, problem=f"{first.size:,}", too_long=True)
            continue
        taken, is_open = [first], _open_after(first.content, delimiter, is_open=False)
        size = first.size
        while is_open and size <= max_line:
            following = again.popleft() if again else next(lines, None)
            if following is None:
                break
            taken.append(following)
            if following.content is None:
                break
            size += following.size + 1
            is_open = _open_after(following.content, delimiter, is_open=True)
        if not is_open and size <= max_line:
            content = b"\n".join(line.content or b"" for line in taken)
            yield Row(number=first.number, content=content.removesuffix(b"\r"))
            continue
        unclosed += 1
        yield Row(number=first.number, content=None, problem="A quote opens in this row and is not closed")
        if unclosed >= MAX_UNCLOSED:
            yield Row(number=first.number + 1, content=None, problem="")
            return
        again.extendleft(reversed(taken[1:]))


def _open_after(line: bytes, delimiter: bytes, *, is_open: bool) -> bool:
    """Whether a quoted cell is still open at the end of `line`."""
    position = 0
    while True:
        if is_open or line[position : position + 1] == b'"':
            closed = _CLOSES.match(line, position if is_open else position + 1)
            if closed is None:
                return True
            position, is_open = closed.end(), False
        position = line.find(delimiter, position)
        if position < 0:
            return False
        position += 1


def cells_of(row: str, delimiter: str) -> list[str]:
    """The cells of one row, unquoted, otherwise exactly as they stand."""
    sign = re.escape(delimiter)
    cell = re.compile(rf'(?:"((?:[^"]++|"")*+)"([^{sign}]*)|([^{sign}]*))({sign}|\Z)')
    cells, position = [], 0
    while True:
        found = cell.match(row, position)
        if found is None:  # every string matches: the last branch takes any run up to a delimiter
            raise AssertionError(f"no cell at {position}")
        quoted, after, bare, end = found.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"') + after)
        position = found.end()
        if not end:
            return cells


def delimiter_of(header: str) -> str:
    """The delimiter of a header row: the one that yields a column `text`, else the most columns."""
    splits = [(sign, cells_of(header, sign)) for sign in (",", "\t", ";", "|")]
    for sign, cells in splits:
        if "text" in (name.strip().lower() for name in cells):
            return sign
    return max(splits, key=lambda split: len(split[1]))[0]
