"""Runs a command of the program in this process and gives back what it printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from accordingto.cli import main
from accordingto.ledger import open_ledger
from tests.cli.scripted import ScriptedNetwork, scripted_tools
from tests.ledger.stories import NOON, Story


@dataclass(frozen=True, kw_only=True)
class Printed:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Printed]


def runner(capsys: pytest.CaptureFixture[str], network: ScriptedNetwork | None = None) -> Run:
    """A function that runs `accordingto` with the given arguments and the scripted network."""
    scripted = network or ScriptedNetwork()

    def run(*arguments: str | Path) -> Printed:
        capsys.readouterr()
        code = main([str(one) for one in arguments], build_tools=lambda _: scripted_tools(scripted))
        out, err = capsys.readouterr()
        return Printed(code=code, out=out, err=err)

    return run


def recorded(folder: Path, *stories: Story) -> Path:
    """A ledger in `folder` that holds these stories."""
    path = folder / "ledger.sqlite"
    with open_ledger(path) as ledger:
        for one in stories:
            ledger.record(one.report, one.original, one.sheet, at=NOON)
    return path
