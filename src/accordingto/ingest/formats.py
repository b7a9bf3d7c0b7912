"""Which format a file is in: by its name, else by how its bytes begin."""

from __future__ import annotations

import re
from enum import StrEnum

from accordingto.ingest.charset import looks_binary
from accordingto.model import MediaType


class Format(StrEnum):
    """The formats that ingest takes; the last two hold many records and are streamed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"

    @property
    def media_type(self) -> MediaType:
        """The media type of an original in this format."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.TEXT: MediaType.TEXT,
    Format.MARKDOWN: MediaType.MARKDOWN,
    Format.HTML: MediaType.HTML,
    Format.JSON: MediaType.JSON,
    Format.JSONL: MediaType.JSON,
    Format.CSV: MediaType.CSV,
}

_BY_ENDING = {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
}

_HTML_START = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_OTHER_MARKUP = re.compile(rb"\s*(<[?!/a-zA-Z]|\{\s*\"|\[\s*[\[{\"]|%!PS|\{\\rtf)")


def format_by_name(name: str) -> tuple[Format | None, bool]:
    """The format that a file name tells, None when unknown, and whether it is packed (`.gz`).

    Only the streamed formats are read packed.
    """
    lowered = name.lower()
    packed = lowered.endswith(".gz")
    stem = lowered.removesuffix(".gz")
    found = next((form for ending, form in _BY_ENDING.items() if stem.endswith(ending)), None)
    if packed and found not in (Format.JSONL, Format.CSV):
        return None, True
    return found, packed


def format_by_content(head: bytes) -> Format | None:
    """Text or HTML when the first bytes look like it, else None.

    Other markup (XML, RTF, JSON under a foreign name) is text too, but reading it as a report would
    be wrong, so it stays unknown and the user gives it its name.
    """
    if looks_binary(head):
        return None
    if _HTML_START.search(head[:1024]):
        return Format.HTML
    return None if _OTHER_MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")) else Format.TEXT
