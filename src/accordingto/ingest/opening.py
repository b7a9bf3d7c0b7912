"""Opens a path for reading without ever blocking on it, whatever kind of file it is."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from accordingto.model import Issue, IssueCode

CHUNK = 65_536

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def place_of(path: Path) -> str:
    """The path in words that can be printed: bytes that are no UTF-8 are shown as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def unreadable(path: Path, problem: OSError | ValueError) -> Issue:
    """The issue for a path that the operating system refuses; `ValueError` is a NUL in its name."""
    reason = getattr(problem, "strerror", None) or str(problem)
    return Issue(
        code=IssueCode.UNREADABLE,
        place=place_of(path) if isinstance(problem, OSError) else repr(str(path)),
        message=f"The file cannot be read: {reason}.",
    )


def open_regular(path: Path) -> BinaryIO | Issue:
    """An open regular file, or the issue why it is none. The caller closes it.

    The kind is looked at before opening, since opening a device may do something, and again on the
    open descriptor, since a path may change in between; `O_NONBLOCK` keeps a pipe that slips in
    there from blocking.
    """
    try:
        refused = _not_a_file(path, path.stat().st_mode)
        if refused is not None:
            return refused
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError) as problem:
        return unreadable(path, problem)
    refused = _not_a_file(path, os.fstat(descriptor).st_mode)
    if refused is not None:
        os.close(descriptor)
        return refused
    return os.fdopen(descriptor, "rb")


def _not_a_file(path: Path, mode: int) -> Issue | None:
    if stat.S_ISREG(mode):
        return None
    kind = next((words for is_kind, words in _KINDS if is_kind(mode)), "something else")
    return Issue(
        code=IssueCode.NOT_A_FILE,
        place=place_of(path),
        message=f"This is {kind}, not a regular file; it was not opened.",
    )


def read_whole(path: Path, handle: BinaryIO, max_bytes: int) -> bytes | Issue:
    """All bytes of an open file, or the issue that it has more than `max_bytes`.

    The size is asked for first; reading is bounded as well, since a file may grow and those under
    `/proc` say 0.
    """
    size = os.fstat(handle.fileno()).st_size
    content = b"" if size > max_bytes else handle.read(max_bytes + 1)
    if size <= max_bytes and len(content) <= max_bytes:
        return content
    return Issue(
        code=IssueCode.TOO_LARGE,
        place=place_of(path),
        message=(
            f"The file has {max(size, len(content)):,} bytes, more than the {max_bytes:,} that are read "
            "as one; it was left out. Records can be given as JSONL, which is streamed."
        ),
    )
