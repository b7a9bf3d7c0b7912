"""The command line: `main` is what the script `accordingto` runs.

One file a command; `cards`, `phrases` and `marked` say how claims look, `screen` where they go.
Answers go to stdout, progress and what went wrong to stderr. Exit codes: 0 all well, 1 some reports
were left out, 2 what was asked cannot be done, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from accordingto import __version__

if TYPE_CHECKING:
    from accordingto.config import BuildTools

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None, build_tools: BuildTools | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        arguments: what follows the program's name; by default the process's own.
        build_tools: makes the collaborators of the path; by default the packaged ones.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:
        # Answered before typer is imported: 30 ms in place of 200.
        sys.stdout.write(f"accordingto {__version__}\n")
        return 0
    from accordingto.cli.app import app
    from accordingto.config import build_tools as packaged

    try:
        app(args=given, prog_name="accordingto", obj=build_tools or packaged)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 2
    return 0
