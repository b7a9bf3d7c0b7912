"""Writes the tables of commands and options in docs/cli.md from the program itself.

    python tools/build_cli_docs.py            writes them
    python tools/build_cli_docs.py --check    exits 1 when a table is not current

What stands outside the marked blocks is written by hand and kept.
"""

from __future__ import annotations

import inspect
import re
import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo, OptionInfo

from accordingto.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "cli.md"
BLOCK = re.compile(r"(<!-- generated:begin (\w+) -->\n).*?(<!-- generated:end -->)", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """An argument or option of a command, as its signature declares it."""

    names: str
    is_argument: bool
    default: str
    help: str


def commands() -> dict[str, Callable[..., None]]:
    """The functions behind the commands by name, in the order of the help page."""
    return {str(one.name): one.callback for one in app.registered_commands if one.callback}


def parameters(command: Callable[..., None]) -> list[Parameter]:
    """What a command takes, in order."""
    hints = get_type_hints(command, include_extras=True)
    return [
        _parameter(name, declared.default, get_args(hints[name])[0], info)
        for name, declared in inspect.signature(command).parameters.items()
        for info in getattr(hints[name], "__metadata__", ())
        if isinstance(info, ArgumentInfo | OptionInfo)
    ]


def _parameter(name: str, default: object, kind: object, info: ArgumentInfo | OptionInfo) -> Parameter:
    is_argument = isinstance(info, ArgumentInfo)
    # Inside Annotated the first name that is given lands in `default`.
    first = (info.default,) if isinstance(info.default, str) else ()
    names = ", ".join(f"`{one}`" for one in (*first, *(info.param_decls or ())) or (f"--{name}",))
    choices = _choices(kind)
    takes = f" {choices}" if choices else f" `{info.metavar}`" if info.metavar else ""
    required = default is inspect.Parameter.empty
    return Parameter(
        names=f"`{info.metavar}`" if is_argument else names + takes,
        is_argument=is_argument,
        default="must be given" if required else _default(default, info.envvar),
        help=_cell(info.help or ""),
    )


def _choices(kind: object) -> str:
    kinds = get_args(kind) if isinstance(kind, types.UnionType) else (kind,)
    chosen = [one for one in kinds if isinstance(one, type) and issubclass(one, StrEnum)]
    return " \\| ".join(f"`{choice}`" for one in chosen for choice in one)


def _default(value: Any, variable: str | list[str] | None) -> str:
    shown = "" if value is None or value is False else f"`{value}`"
    return f"`${variable}`, else {shown}" if variable else shown


def build(page: str) -> str:
    """The page with every block filled anew; KeyError for a block that names no command."""
    return BLOCK.sub(lambda match: match[1] + "\n".join(_block(match[2])) + "\n" + match[3], page)


def _block(name: str) -> Iterator[str]:
    if name == "commands":
        yield "| command | what it does |"
        yield "|---|---|"
        for each, made in commands().items():
            yield f"| [`{usage(each)}`](#{each}) | {_cell(_documented(made)[0])} |"
        return
    command = commands()[name]
    yield f"    {usage(name)}"
    yield ""
    yield " ".join(_cell(paragraph) for paragraph in _documented(command))
    yield ""
    yield "| argument or option | default | meaning |"
    yield "|---|---|---|"
    for one in parameters(command):
        yield f"| {one.names} | {one.default} | {one.help} |"


def usage(name: str) -> str:
    """How the command is called: `accordingto read PATH... [OPTIONS]`."""
    arguments = [one.names.strip("`") for one in parameters(commands()[name]) if one.is_argument]
    return " ".join(["accordingto", name, *arguments, "[OPTIONS]"])


def _documented(command: Callable[..., None]) -> list[str]:
    return (inspect.getdoc(command) or "").split("\n\n")


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: list[str]) -> int:
    """Writes or checks the page; returns the exit code."""
    page = PAGE.read_text(encoding="utf-8")
    built = build(page)
    if "--check" in arguments:
        print(f"docs/cli.md: {'current' if built == page else 'not current, run tools/build_cli_docs.py'}")
        return int(built != page)
    PAGE.write_text(built, encoding="utf-8")
    print("wrote docs/cli.md")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
