"""A bar on stderr for long runs, that gives way to what is printed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.live import Live
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from accordingto.model import Issue

PATIENCE = 1.0
"""Seconds before the bar appears: a short run shows none."""
EVERY = 0.1
"""Seconds between two drawings."""


class RunBar:
    """Counts files, reports, claims and issues of a run; silent where stderr is no terminal.

    A run does not know how many reports its files hold before it has read them, so the bar is over
    files and the counts are over reports.
    """

    def __init__(self, console: Console, files: int) -> None:
        self._shown = console.is_terminal and not console.is_dumb_terminal
        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, auto_refresh=False)
        self._task = self._progress.add_task("reading", total=files or None)
        self._live = Live(
            self._progress,
            console=console,
            auto_refresh=False,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._began = self._drawn = time.monotonic()
        self._files: str | None = None
        self._done = self.reports = self.claims = self.issues = 0

    def count(self, place: str, claims: int) -> None:
        """One more report, from `path` or `path:line`."""
        self.reports += 1
        self.claims += claims
        self._reached(place)

    def issue(self, issue: Issue) -> None:
        """One more issue."""
        self.issues += 1
        self._reached(issue.place)

    def _reached(self, place: str) -> None:
        path, _, line = place.rpartition(":")
        file = path if line.isdigit() else place
        if file != self._files:
            self._files, self._done = file, self._done + 1
        self._draw()

    def _draw(self) -> None:
        moment = time.monotonic()
        if not self._shown or moment - self._began < PATIENCE or moment - self._drawn < EVERY:
            return
        self._drawn = moment
        said = f"{self.reports:,} reports, {self.claims:,} claims, {self.issues:,} issues"
        self._progress.update(self._task, description=said, completed=max(self._done - 1, 0))
        if not self._live.is_started:
            self._live.start()
        self._live.refresh()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Take the bar off the terminal while something else is printed."""
        self.close()
        yield

    def close(self) -> None:
        """Take the bar off the terminal."""
        if self._live.is_started:
            self._live.stop()
