"""Paths, folders and globs to the files behind them, in a fixed order."""

from __future__ import annotations

import glob
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from accordingto.ingest.opening import place_of, unreadable
from accordingto.model import Issue, IssueCode


def files_of(paths: Sequence[str | Path]) -> Iterator[Path | Issue]:
    """Every file that `paths` name, in their order; a path that leads nowhere gives an issue.

    A folder is read to any depth, sorted by name, hidden names (`.git`) and ledgers skipped: the default
    ledger lies in the working folder, so `accordingto read .` meets it every time. A pattern
    (`reports/**/*.txt`) gives the files that match it, sorted, and no folders, so that `**/*` gives
    none twice. A path that exists is taken as it stands even when it looks like a pattern.
    """
    for given in paths:
        path = Path(given)
        if not str(given):
            yield Issue(code=IssueCode.UNREADABLE, place="''", message="The path is empty.")
            continue
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as problem:
            if isinstance(problem, FileNotFoundError) and glob.has_magic(str(given)):
                yield from _matches(str(given))
            else:
                yield unreadable(path, problem)
            continue
        if stat.S_ISDIR(mode):
            yield from _files_under(path)
        else:
            yield path


def _matches(pattern: str) -> Iterator[Path | Issue]:
    found = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207 (Path.glob refuses absolute patterns)
    files = [path for path in found if not path.is_dir()]
    if not files:
        yield Issue(
            code=IssueCode.UNREADABLE,
            place=pattern,
            message="No file matches this pattern; nothing was read.",
        )
    yield from files


def _files_under(root: Path) -> Iterator[Path | Issue]:
    """Files below `root`, depth first. Each folder is entered once, however many links lead to it."""
    entered: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield path
                continue
            if (status.st_dev, status.st_ino) in entered:
                yield _entered_before(path)
                continue
            entered.add((status.st_dev, status.st_ino))
            inside = sorted((entry for entry in path.iterdir() if not _passed_over(entry)), reverse=True)
        except OSError as problem:
            yield unreadable(path, problem)
            continue
        waiting.extend(inside)


def _passed_over(entry: Path) -> bool:
    """Whether a name in a folder is hidden, or a ledger or one of the files that SQLite keeps beside it."""
    return (
        entry.name.startswith(".")
        or _is_ledger(entry)
        or (
            entry.name.endswith(("-wal", "-shm", "-journal"))
            and _is_ledger(entry.with_name(entry.name.rpartition("-")[0]))
        )
    )


def _is_ledger(path: Path) -> bool:
    if path.suffix not in (".sqlite", ".sqlite3", ".db") or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _entered_before(path: Path) -> Issue:
    return Issue(
        code=IssueCode.NOT_A_FILE,
        place=place_of(path),
        message="This link leads to a folder that was already read; it was not followed.",
        fatal=False,
    )
