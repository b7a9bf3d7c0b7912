"""Files to originals: each file whole, or each record of a JSONL, CSV or JSON file on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from accordingto.ingest.charset import decode, has_binary_mark
from accordingto.ingest.csv_rows import Row, cells_of, delimiter_of, rows_of
from accordingto.ingest.formats import Format, format_by_content, format_by_name
from accordingto.ingest.json_array import elements_of, is_array, is_json_lines
from accordingto.ingest.limits import DEFAULT_LIMITS, IngestLimits
from accordingto.ingest.lines import Line, PackedFileError, chunks_of, lines_of
from accordingto.ingest.opening import open_regular, place_of, read_whole, unreadable
from accordingto.ingest.walk import files_of
from accordingto.model import Issue, IssueCode, MediaType, Original

HEAD = 4096


def find(paths: Sequence[str | Path], limits: IngestLimits = DEFAULT_LIMITS) -> Iterator[Original | Issue]:
    """Everything there is to read under `paths`, one at a time; what cannot be read is an issue.

    Files, folders (to any depth, sorted, hidden ones skipped) and patterns. Never holds more than
    one file, or one record of a streamed file, and never blocks on a pipe or device.
    """
    for entry in files_of(paths):
        if isinstance(entry, Issue):
            yield entry
        else:
            yield from _originals_of(entry, limits)


def _originals_of(path: Path, limits: IngestLimits) -> Iterator[Original | Issue]:
    handle = open_regular(path)
    if isinstance(handle, Issue):
        yield handle
        return
    place = place_of(path)
    with handle:
        try:
            head = handle.read(HEAD)
            handle.seek(0)
            form, packed = format_by_name(path.name)
            form = form or (None if packed else format_by_content(head))
            if form is None:
                yield _unknown_format(place)
            elif not head:
                yield Issue(code=IssueCode.EMPTY, place=place, message="The file has no bytes.")
            elif form in (Format.JSONL, Format.CSV):
                yield from _streamed(handle, place, form, packed=packed, head=head, limits=limits)
            else:
                yield from _whole(path, handle, form, limits)
        except OSError as problem:
            yield unreadable(path, problem)


def _whole(path: Path, handle: BinaryIO, form: Format, limits: IngestLimits) -> Iterator[Original | Issue]:
    content = read_whole(path, handle, limits.max_bytes)
    place = place_of(path)
    if isinstance(content, Issue):
        yield content
    elif form is Format.JSON:
        yield from _json_originals(content, place, limits)
    else:
        yield original(place, form.media_type, content)


def _json_originals(content: bytes, place: str, limits: IngestLimits) -> Iterator[Original | Issue]:
    """One original for an object; one for each element of an array, with its bytes in UTF-8."""
    decoded = decode(content, place)
    if isinstance(decoded, Issue):
        yield decoded
    elif is_array(decoded.text):
        if decoded.issue is not None:
            yield decoded.issue
        element = None
        for element in elements_of(decoded.text):
            mark = f"{place}:{element.mark}"
            if element.source is None:
                message = f"The array breaks here and the rest of it was not read: {element.problem}."
                yield Issue(code=IssueCode.BAD_RECORD, place=mark, message=message)
            else:
                yield original(mark, MediaType.JSON, element.source.encode("utf-8"))
        if element is None:
            yield Issue(code=IssueCode.EMPTY, place=place, message="The array has no records.")
    elif is_json_lines(decoded.text):
        lines = lines_of(chunks_of_text(decoded.text), limits.max_line)
        yield from _json_lines(lines, place, limits)
    else:
        yield original(place, MediaType.JSON, content)


def chunks_of_text(text: str) -> Iterator[bytes]:
    """A text that is in memory already, as the stream of bytes that lines are cut from."""
    yield text.encode("utf-8")


def _streamed(
    handle: BinaryIO, place: str, form: Format, *, packed: bool, head: bytes, limits: IngestLimits
) -> Iterator[Original | Issue]:
    if not packed and has_binary_mark(head):
        yield Issue(
            code=IssueCode.BINARY, place=place, message="This is binary data, not text; it was left out."
        )
        return
    lines = lines_of(chunks_of(handle, packed=packed), limits.max_line)
    split = _json_lines if form is Format.JSONL else _csv_rows
    last = place
    try:
        for found in split(lines, place, limits):
            last = found.place
            yield found
    except PackedFileError as problem:
        message = f"The packed file is damaged and was read only up to here: {problem}."
        yield Issue(code=IssueCode.TRUNCATED, place=last, message=message)


def _json_lines(lines: Iterator[Line], place: str, limits: IngestLimits) -> Iterator[Original | Issue]:
    """One original for each line that is not blank, without its line end."""
    found = False
    for line in lines:
        mark = f"{place}:{line.number}"
        if line.content is None:
            found = True
            yield _line_too_long(mark, f"{line.size:,}", limits)
        elif line.content.strip():
            found = True
            yield original(mark, MediaType.JSON, line.content.removesuffix(b"\r"))
    if not found:
        yield Issue(code=IssueCode.EMPTY, place=place, message="The file has no records, only blanks.")


def _csv_rows(lines: Iterator[Line], place: str, limits: IngestLimits) -> Iterator[Original | Issue]:
    """One original for each row: the header line, a line feed, the row, each byte for byte."""
    first = next(lines, None)
    header = None if first is None or first.content is None else first.content.removesuffix(b"\r")
    if first is None or not header:
        yield (
            Issue(code=IssueCode.EMPTY, place=place, message="The file has no header row.")
            if first is None or first.content is not None
            else _line_too_long(f"{place}:1", f"{first.size:,}", limits)
        )
        return
    names = header.decode("utf-8", "replace")
    delimiter = delimiter_of(names)
    columns = [name.strip().lower() for name in cells_of(names, delimiter)]
    if "text" not in columns:
        message = f"The header has no column `text`, so no row was read; it has: {', '.join(columns)[:200]}."
        yield Issue(code=IssueCode.NO_TEXT, place=f"{place}:1", message=message)
        return
    found = False
    for row in rows_of(lines, delimiter.encode(), limits.max_line):
        if row.content is None or row.content.strip():
            found = True
            yield _row(row, f"{place}:{row.number}", header, limits)
    if not found:
        yield Issue(code=IssueCode.EMPTY, place=place, message="The file has a header and no rows.")


def _row(row: Row, mark: str, header: bytes, limits: IngestLimits) -> Original | Issue:
    if row.content is not None:
        return original(mark, MediaType.CSV, header + b"\n" + row.content)
    if row.too_long:
        return _line_too_long(mark, row.problem, limits)
    if row.problem:
        message = f"{row.problem}; the row was left out."
        return Issue(code=IssueCode.BAD_RECORD, place=mark, message=message)
    message = "Too many rows have a quote that is never closed; the rest of the file was not read."
    return Issue(code=IssueCode.TRUNCATED, place=mark, message=message)


def original(place: str, media_type: MediaType, content: bytes) -> Original:
    """An original with the hash of its bytes."""
    return Original(
        place=place, media_type=media_type, content=content, sha256=hashlib.sha256(content).hexdigest()
    )


def _line_too_long(place: str, size: str, limits: IngestLimits) -> Issue:
    message = f"The record has {size} bytes, more than the {limits.max_line:,} allowed; it was left out."
    return Issue(code=IssueCode.LINE_TOO_LONG, place=place, message=message)


def _unknown_format(place: str) -> Issue:
    return Issue(
        code=IssueCode.UNKNOWN_FORMAT,
        place=place,
        message=(
            "Neither the name nor the content tells a format that is read "
            "(.txt .md .html .json .jsonl .csv .tsv); it was left out."
        ),
    )
