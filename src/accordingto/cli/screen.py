"""Where output goes, and how text of unknown origin is made safe to print.

A report may hold escape sequences that rewrite the terminal and bidirectional overrides that show
"killed 12" as "killed 21". Everything that comes out of a report, a path or an error passes through
`visible` before it reaches a terminal.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text

from accordingto.errors import UsageError

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Controls except tab and line feed, bidirectional marks, invisible and tag characters, halves of
surrogate pairs. The joiners U+200C and U+200D stay: Persian and Hindi are misspelt without them."""


def visible(text: str) -> str:
    """`text` with everything that does not show itself written out: ESC becomes `\\x1b`."""
    return _HIDDEN.sub(_written_out, text.replace("\r\n", "\n"))


def _written_out(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def on_one_line(text: str) -> str:
    """`text` made visible, runs of blanks and line breaks as one blank."""
    return " ".join(visible(text).split())


class Screen(Console):
    """A console that leaves a closed pipe to whoever runs the command."""

    def on_broken_pipe(self) -> None:
        """Called by rich, which would end the process by itself."""
        raise BrokenPipeError


def console_on_stdout() -> Console:
    """For answers; colour only on a terminal."""
    return _console(stderr=False)


def console_on_stderr() -> Console:
    """For progress, issues and errors."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    if hasattr(stream, "reconfigure"):
        # A terminal that cannot show a character gets its number instead of a traceback.
        stream.reconfigure(errors="backslashreplace")
    return Screen(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)


def complain(sentence: str) -> None:
    """One red sentence on stderr."""
    console_on_stderr().print(Text(visible(sentence), style="red"), soft_wrap=True)


STDOUT = "-"


def write_lines(lines: Iterable[str], out: str) -> None:
    """Write `lines` as UTF-8 to the file `out`, or to stdout where it is `-`.

    A file is written beside its place and moved there when it is whole, so that a run that is
    killed leaves no half of it. What is no regular file (a pipe, a device) is written directly.
    Raises UsageError when the file cannot be written.
    """
    if out == STDOUT:
        _to_stdout(lines)
        return
    path = Path(out)
    # What is there and no regular file (a pipe, a device) has no place to be moved to.
    part = path if path.exists() and not path.is_file() else path.with_name(path.name + ".part")
    try:
        with _refusals_of(path), part.open("w", encoding="utf-8", newline="") as file:
            for line in lines:
                file.write(line)
        if part != path:
            with _refusals_of(path):
                part.replace(path)
    finally:
        if part != path:
            part.unlink(missing_ok=True)


@contextmanager
def _refusals_of(path: Path) -> Iterator[None]:
    """What the operating system refuses becomes a sentence; a pipe that closes is no refusal."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise UsageError(f"{path} cannot be written: {problem.strerror}.") from problem


def _to_stdout(lines: Iterable[str]) -> None:
    sys.stdout.flush()
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
