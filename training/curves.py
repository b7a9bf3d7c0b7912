"""The losses of a training run as a picture: `python -m training.curves LOG PICTURE`.

One small panel a loss, drawn over the steps of all stages; the vertical line is where a stage begins.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

PANELS = ("tags", "arguments", "to-source", "to-cue", "type", "factuality", "hops", "act", "incidents")
WIDE, HIGH, COLUMNS = 230, 130, 3
LEFT, TOP = 34, 26
STYLE = (
    "text{font:11px system-ui,sans-serif;fill:#333}.t{font-weight:600}.a{stroke:#999}"
    ".l{fill:none;stroke:#1f5fa8;stroke-width:1.5}.s{stroke:#bbb;stroke-dasharray:3 3}"
    "@media(prefers-color-scheme:dark){text{fill:#ddd}.l{stroke:#7db4ee}}"
)


def points(rows: list[dict[str, Any]]) -> tuple[list[int], list[int]]:
    """Steps counted through all stages, one a row, and those at which a stage begins."""
    steps, starts, before = [], [], 0
    for number, row in enumerate(rows):
        if number and row["stage"] != rows[number - 1]["stage"]:
            before += rows[number - 1]["steps"]
            starts.append(before)
        steps.append(before + row["step"])
    return steps, starts


def panel(name: str, rows: list[dict[str, Any]], x0: float, y0: float) -> str:
    """One loss over the steps; the scale is cut at four times the median, for the first steps tower."""
    steps, starts = points(rows)
    found = [(step, row["loss"][name]) for step, row in zip(steps, rows, strict=True) if name in row["loss"]]
    values = sorted(value for _, value in found)
    top = min(values[-1], 4 * values[len(values) // 2])
    width, height = WIDE - LEFT - 12, HIGH - TOP - 22

    def at(step: float, value: float) -> tuple[float, float]:
        return x0 + LEFT + width * step / steps[-1], y0 + TOP + height * (1 - min(value, top) / top)

    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*point) for point in found))
    left, bottom = at(0, 0)
    begins = "".join(
        f'<line class="s" x1="{at(s, 0)[0]:.1f}" x2="{at(s, 0)[0]:.1f}" y1="{y0 + TOP}" y2="{bottom}"/>'
        for s in starts
    )
    return (
        f'<text class="t" x="{x0 + LEFT}" y="{y0 + 16}">{name}</text>{begins}'
        f'<line class="a" x1="{left}" x2="{left + width}" y1="{bottom}" y2="{bottom}"/>'
        f'<text x="{left - 4}" y="{y0 + TOP + 8}" text-anchor="end">{top:.2g}</text>'
        f'<text x="{left - 4}" y="{bottom}" text-anchor="end">0</text>'
        f'<text x="{left + width}" y="{bottom + 14}" text-anchor="end">{steps[-1]} steps, '
        f'last {found[-1][1]:.2f}</text><polyline class="l" points="{line}"/>'
    )


def picture(rows: list[dict[str, Any]]) -> str:
    """The whole picture as SVG."""
    names = [name for name in PANELS if any(name in row["loss"] for row in rows)]
    lines = -(-len(names) // COLUMNS)
    panels = [
        panel(name, rows, WIDE * (number % COLUMNS), HIGH * (number // COLUMNS))
        for number, name in enumerate(names)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE * COLUMNS} {HIGH * lines}" role="img" '
        f'aria-label="Losses of training over its steps"><style>{STYLE}</style>{"".join(panels)}</svg>\n'
    )


def main() -> None:
    """Command line of `python -m training.curves`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("log", type=Path)
    parser.add_argument("picture", type=Path)
    args = parser.parse_args()
    rows = [json.loads(line) for line in args.log.read_text(encoding="utf-8").splitlines()]
    args.picture.write_text(picture(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
