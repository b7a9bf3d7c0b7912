"""`accordingto export`: everything the ledger holds, in a form for another program."""

from __future__ import annotations

from typing import Annotated

import typer

from accordingto.cli.options import LedgerOption, OutOption
from accordingto.cli.screen import STDOUT, write_lines
from accordingto.config import DEFAULT_LEDGER, open_ledger_for_reading
from accordingto.errors import UsageError
from accordingto.export import PROFILES, every_report


def export(
    profile: Annotated[
        str,
        typer.Argument(
            metavar="PROFILE", help=f"One of: {', '.join(PROFILES)}. docs/exports.md has the fields."
        ),
    ],
    ledger: LedgerOption = DEFAULT_LEDGER,
    out: OutOption = STDOUT,
) -> None:
    """Write every report of the ledger with its current claims."""
    if profile not in PROFILES:
        raise UsageError(f"There is no profile {profile}; there are {', '.join(PROFILES)}.")
    with open_ledger_for_reading(ledger) as opened:
        write_lines(PROFILES[profile](every_report(opened)), out)
