"""Errors are one sentence, and a command loads no more than it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from accordingto import __version__
from accordingto.cli import main
from accordingto.cli.issues import ADVICE
from accordingto.errors import ModelError
from accordingto.model import IssueCode
from accordingto.pipeline import Tools
from tests.cli.running import Run, recorded

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out == f"accordingto {__version__}\n"


@pytest.mark.parametrize("command", [("claims",), ("show", "a"), ("export", "claims-jsonl")])
def test_a_ledger_that_is_not_there_is_not_made_by_looking_at_it(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    printed = run(*command, "--ledger", tmp_path / "none.sqlite")
    assert (printed.code, printed.out) == (2, "")
    assert len(printed.err.splitlines()) == 1
    assert "none.sqlite" in printed.err
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_ledger_is_left_as_it_was(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes")
    printed = run("read", tmp_path, "--ledger", tmp_path / "notes.txt")
    assert (printed.code, len(printed.err.splitlines())) == (2, 1)
    assert (tmp_path / "notes.txt").read_text() == "my notes"


def test_missing_weights_are_one_sentence_and_make_no_ledger(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def without_weights(threads: int) -> Tools:
        raise ModelError("the reader's weights are not there: install the package again")

    code = main(["read", str(tmp_path), "--ledger", str(tmp_path / "l.sqlite")], build_tools=without_weights)
    assert code == 2
    assert capsys.readouterr().err == "the reader's weights are not there: install the package again\n"
    assert not (tmp_path / "l.sqlite").exists()


@pytest.mark.parametrize("wrong", [("read",), ("raed", "x"), ("read", "x", "--threads", "-1"), ("show",)])
def test_a_wrong_call_is_a_usage_error(run: Run, wrong: tuple[str, ...]) -> None:
    assert run(*wrong).code == 2


def test_every_code_of_an_issue_has_advice() -> None:
    assert set(ADVICE) == set(IssueCode)
    assert all(advice.endswith(".") for advice in ADVICE.values())


def _loaded(arguments: list[str]) -> set[str]:
    """Modules that a fresh process has loaded after a command."""
    script = (
        "import sys; from accordingto.cli import main; code = main(sys.argv[1:]); "
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT / "src", capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines()[-1].split())


def test_the_version_loads_nothing_heavy() -> None:
    assert not _loaded(["--version"]) & {"typer", "rich", "sqlalchemy", "onnxruntime", "trafilatura", "numpy"}


def test_help_loads_no_library_of_the_path() -> None:
    assert not _loaded(["read", "--help"]) & {
        "sqlalchemy",
        "onnxruntime",
        "trafilatura",
        "numpy",
        "tokenizers",
    }


def test_listing_loads_no_network_and_no_web_page_parser(tmp_path: Path) -> None:
    loaded = _loaded(["claims", "--ledger", str(recorded(tmp_path))])
    assert "sqlalchemy" in loaded
    assert not loaded & {"onnxruntime", "trafilatura", "numpy", "tokenizers", "lxml"}
