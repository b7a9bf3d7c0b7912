"""The collaborators of the path, with a word to the user where they lack something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from accordingto.cli.screen import complain
from accordingto.config import BuildTools

if TYPE_CHECKING:
    from accordingto.pipeline import Tools


def tools_of(ctx: typer.Context, threads: int) -> Tools:
    """What `main` was given to build, built; says so where confidences will be missing."""
    from accordingto.reference.calibration import UNCALIBRATED

    build: BuildTools = ctx.obj
    tools = build(threads)
    if tools.calibration == UNCALIBRATED:
        complain(
            f"The packaged calibration belongs to other weights than {tools.network.version}: claims get no "
            "confidences; `python -m training.calibrate` fits one."
        )
    return tools
