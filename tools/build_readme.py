"""Fills the example in README.md with what the program prints.

    python tools/build_readme.py            writes it
    python tools/build_readme.py --check    exits 1 when the example is missing or of another command

The check does not compare every line: int8 products round differently between processors, and a
confidence at a threshold may then add or drop a field.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path

from accordingto.cli import main as accordingto

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- demo:begin -->\n)(.*?)(<!-- demo:end -->)", re.S)
COMMAND = ("read", "examples/al-bab/2-state-agency.txt")
LINES = 46
"""As much as fits on a screen beside the words around it."""


def block(printed: str) -> str:
    """The command and what it printed, cut behind the last whole claim that fits."""
    lines = [line.rstrip() for line in printed.rstrip().splitlines()]
    if len(lines) > LINES:
        ends = [i for i, line in enumerate(lines[:LINES]) if re.match(r"  \[\d+\]|\S", line)]
        lines = [*lines[: ends[-1]], "...", lines[-1]]
    return "```\n" + "\n".join([f"$ accordingto {' '.join(COMMAND)}", *lines]) + "\n```\n"


def printed() -> str:
    """What the program prints for the example, on 100 columns."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    os.environ["COLUMNS"] = "100"
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("examples").symlink_to(ROOT / "examples")
        with contextlib.redirect_stdout(out):
            code = accordingto(COMMAND)
        out.flush()
    if code:
        raise SystemExit(f"accordingto {' '.join(COMMAND)} ended with {code}")
    buffer = out.detach()
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")


def build(page: str) -> str:
    """The page with the block filled anew."""
    filled = block(printed())
    return BLOCK.sub(lambda match: match[1] + filled + match[3], page)


def main(arguments: list[str]) -> int:
    """Writes or checks the page; returns the exit code."""
    page = PAGE.read_text(encoding="utf-8")
    if "--check" in arguments:
        found = BLOCK.search(page)
        current = (
            found is not None
            and len(found[2].splitlines()) > 20
            and f"$ accordingto {' '.join(COMMAND)}" in found[2]
        )
        print(f"README.md: {'current' if current else 'no example, run tools/build_readme.py'}")
        return int(not current)
    built = build(page)
    PAGE.write_text(built, encoding="utf-8")
    print("wrote README.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
