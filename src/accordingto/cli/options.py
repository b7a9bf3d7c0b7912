"""Options that several commands share, said once."""

from __future__ import annotations

from typing import Annotated

import typer

from accordingto.config import LEDGER_VARIABLE

LedgerOption = Annotated[
    str,
    typer.Option(
        "--ledger", metavar="FILE", envvar=LEDGER_VARIABLE, help="File (or sqlite:/// URL) of the ledger."
    ),
]

ThreadsOption = Annotated[
    int,
    typer.Option(
        "--threads", metavar="N", min=0, help="Threads that read; 0 takes every processor there is."
    ),
]

OutOption = Annotated[
    str,
    typer.Option("--out", metavar="FILE", help="File to write; it appears when it is whole. - is stdout."),
]
