"""The records of a JSON file: one object, an array of objects, or JSONL under the wrong name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(parse_constant=lambda _: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of an array as it is written, or why the rest cannot be read when `source` is None.

    `mark` is its line, with its column when an earlier element begins on the same line.
    """

    mark: str
    source: str | None
    problem: str = ""


def is_array(text: str) -> bool:
    """Whether the first character that is no blank opens an array."""
    return text.startswith("[", _after_blanks(text, 0))


def is_json_lines(text: str) -> bool:
    """Whether one object is followed by another: JSONL in a file called `.json`."""
    start = _after_blanks(text, 0)
    if not text.startswith("{", start):
        return False
    try:
        _, end = _DECODER.raw_decode(text, start)
    except (ValueError, RecursionError):
        # A broken first line with others below it is still JSONL, a broken single object is not.
        first, _, rest = text[start:].partition("\n")
        return first.rstrip().endswith("}") and rest.lstrip().startswith("{")
    return text.startswith("{", _after_blanks(text, end))


def elements_of(text: str) -> Iterator[Element]:
    """The elements of the array that `text` holds, in order; stops with a problem where it breaks."""
    position = _after_blanks(text, 0) + 1
    line, counted, last_line = 1, 0, 0
    while True:
        start = _after_blanks(text, position)
        line += text.count("\n", counted, start)
        counted = start
        mark = str(line) if line != last_line else f"{line}:{start - text.rfind(chr(10), 0, start)}"
        last_line = line
        if text.startswith("]", start):
            yield from _after_the_end(text, start, mark)
            return
        try:
            _, end = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError) as problem:
            yield Element(mark=mark, source=None, problem=_reason(problem))
            return
        yield Element(mark=mark, source=text[start:end])
        position = _after_blanks(text, end)
        if text.startswith("]", position):
            yield from _after_the_end(text, position, mark)
            return
        if not text.startswith(",", position):
            yield Element(mark=mark, source=None, problem="a comma or ] is missing after this element")
            return
        position += 1


def _after_the_end(text: str, bracket: int, mark: str) -> Iterator[Element]:
    if _after_blanks(text, bracket + 1) < len(text):
        yield Element(mark=mark, source=None, problem="the array ends and something else follows")


def _after_blanks(text: str, position: int) -> int:
    found = _BLANK.match(text, position)
    return position if found is None else found.end()


def _reason(problem: ValueError | RecursionError) -> str:
    if isinstance(problem, RecursionError):
        return "it is nested too deeply"
    return problem.msg if isinstance(problem, json.JSONDecodeError) else str(problem)
