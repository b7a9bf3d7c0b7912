"""How much of one original is read at most, so that a hostile file costs bounded time and memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestLimits:
    """Bounds of what is taken in; what goes beyond them becomes an issue, never a silent cut.

    A long news report has some 20,000 code points and its page some 1 MB, so the bounds leave a
    factor of ten and more.
    """

    max_bytes: int = 10_000_000
    """Bytes of a file that is read whole: text, Markdown, HTML, JSON. JSONL and CSV are streamed."""
    max_line: int = 1_000_000
    """Bytes of one record of a JSONL or CSV file."""
    max_text: int = 500_000
    """Code points of one report's text. The reader's outputs take 3.5 kB a token, so half a million
    characters are some 400 MB; the longest report of PolNeAR, FA-KES and the gold ledger has 33,672."""
    max_elements: int = 50_000
    """Start tags of an HTML page. Measured: 60,000 tags in hostile nesting take trafilatura 9 to 14
    seconds, 50,000 flat ones under 2; a news page has 1,000 to 5,000."""


DEFAULT_LIMITS = IngestLimits()
