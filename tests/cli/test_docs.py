"""docs/cli.md and README.md say what the program does: generated parts are current, commands exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from accordingto.cli.app import app
from tests.cli.running import Run
from tools import build_cli_docs, build_readme

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = {str(one.name) for one in app.registered_commands}


def test_the_tables_of_the_command_line_page_are_current() -> None:
    page = build_cli_docs.PAGE.read_text(encoding="utf-8")
    assert build_cli_docs.build(page) == page, "run tools/build_cli_docs.py"


def test_every_command_has_a_section_with_its_table() -> None:
    page = build_cli_docs.PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- generated:begin (\w+) -->", page)) == {"commands", *COMMANDS}
    assert set(re.findall(r"^## ([a-z]+)$", page, re.M)) == COMMANDS


def test_the_help_of_a_command_names_every_option_of_its_table(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for name, command in build_cli_docs.commands().items():
        shown = run(name, "--help").out
        for parameter in build_cli_docs.parameters(command):
            assert parameter.names.split("`")[1].rstrip(".") in shown


def test_a_table_that_is_not_current_is_noticed() -> None:
    page = build_cli_docs.PAGE.read_text(encoding="utf-8")
    assert build_cli_docs.build(page.replace("| `--quiet`", "| `--silent`")) == page


def test_the_readme_shows_a_command_that_exists_on_a_file_that_is_there() -> None:
    block = build_readme.BLOCK.search(build_readme.PAGE.read_text(encoding="utf-8"))
    assert block is not None
    program, command, *paths = shlex.split(block[2].splitlines()[1].removeprefix("$ "))
    assert program == "accordingto"
    assert (command, *paths) == build_readme.COMMAND
    assert command in COMMANDS
    assert all((ROOT / path).is_file() for path in paths)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/cli.md", "docs/exports.md"])
def test_every_command_that_a_page_calls_exists(page: str) -> None:
    called = re.findall(
        r"(?:^|[`$] ?)accordingto ([a-z]+)\b", (ROOT / page).read_text(encoding="utf-8"), re.M
    )
    assert set(called) <= COMMANDS


def test_the_readme_block_is_cut_behind_a_whole_claim() -> None:
    claims = "".join(f"  [{n}] attack “shot” · asserted\n    when      undated\n" for n in range(60))
    block = build_readme.block(f"Title\nWire, in its own voice\n{claims}\n1 report")
    lines = block.splitlines()
    assert lines[-2:] == ["1 report", "```"]
    assert lines[-4:-2] == ["    when      undated", "..."]
    assert len(lines) <= build_readme.LINES + 5


def test_make_and_ci_call_targets_and_tools_that_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    assert {"demo", "test", "check", "gate", "docs"} <= targets
    assert set(re.findall(r"^make ([a-z]+)", (ROOT / ".ci/run").read_text(encoding="utf-8"), re.M)) <= targets
    for tool in re.findall(r"tools/(\w+\.py)", makefile):
        assert (ROOT / "tools" / tool).is_file()
