"""Lines of a file as a stream: bounded memory, whatever the file holds."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from accordingto.ingest.opening import CHUNK

_WIDE_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
               (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line without its line feed (a carriage return before it stays); numbered from 1.

    `content` is None for a line longer than the limit: it was passed over, `size` bytes of it.
    """

    number: int
    content: bytes | None
    size: int


class PackedFileError(Exception):
    """A packed file that breaks off or is damaged; caught where its lines are read."""


def chunks_of(handle: BinaryIO, *, packed: bool) -> Iterator[bytes]:
    """The bytes of a file in pieces: unpacked, without a byte order mark, UTF-16 and UTF-32 as UTF-8.

    Raises PackedFileError where a `.gz` file is damaged, OSError where the disk is.
    """
    first = True
    decoder: codecs.IncrementalDecoder | None = None
    for chunk in _unpacked(handle) if packed else iter(lambda: handle.read(CHUNK), b""):
        piece = chunk
        if first:
            first = False
            wide = next((name for mark, name in _WIDE_MARKS if chunk.startswith(mark)), None)
            decoder = codecs.getincrementaldecoder(wide)("replace") if wide is not None else None
            piece = chunk.removeprefix(codecs.BOM_UTF8)
        yield piece if decoder is None else decoder.decode(piece).encode("utf-8", "replace")


def _unpacked(handle: BinaryIO) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=handle, mode="rb") as archive:
        while True:
            try:
                chunk = archive.read1(CHUNK)  # `read` would lose what precedes the damage
            except (EOFError, gzip.BadGzipFile, zlib.error) as problem:
                raise PackedFileError(str(problem)) from problem
            if not chunk:
                return
            yield chunk


def lines_of(chunks: Iterator[bytes], max_line: int) -> Iterator[Line]:
    """The lines of a stream, holding at most `max_line` bytes and one chunk at a time."""
    number, kept, size = 1, bytearray(), 0
    for chunk in chunks:
        start = 0
        while True:
            feed = chunk.find(b"\n", start)
            piece = chunk[start:] if feed < 0 else chunk[start:feed]
            size += len(piece)
            if size <= max_line:
                kept += piece
            else:
                kept.clear()
            if feed < 0:
                break
            yield Line(number=number, content=bytes(kept) if size <= max_line else None, size=size)
            number, kept, size, start = number + 1, bytearray(), 0, feed + 1
    if size:
        yield Line(number=number, content=bytes(kept) if size <= max_line else None, size=size)
