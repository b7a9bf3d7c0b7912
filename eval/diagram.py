"""A reliability diagram as SVG, one small panel a field, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

Point = tuple[float, float, int]
"""Mean confidence and share right of a bin, both in [0, 1], and how many values it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One field: its bins before and after calibration, and a line below its name."""

    before: list[Point]
    after: list[Point]
    note: str


SIDE = 132
GAP_X, GAP_Y = 44, 74
COLUMNS = 6
LEFT, TOP = 52, 116
BEFORE, AFTER, INK, SOFT, FAINT = "#b34700", "#0b5cad", "#1a1a1a", "#4a4a4a", "#8a8a8a"
"""Orange and blue that differ for every kind of colour vision; shapes differ too."""


def panels(fields: dict[str, Panel]) -> str:
    """The picture: for each field its bins before and after calibration."""
    rows = -(-len(fields) // COLUMNS)
    width = LEFT + COLUMNS * (SIDE + GAP_X)
    height = TOP + rows * (SIDE + GAP_Y)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12">',
        '<title id="title">Reliability of every field, before and after calibration</title>',
        '<desc id="desc">One panel a field. Across: how sure the program is, from 0 to 1. Up: the share '
        "that is right. On the diagonal it is right as often as it says; below it, it is too sure. Orange "
        "circles: the network's own probability. Blue squares: the calibrated confidence. "
        f"{escape(' '.join(_told(name, panel.after) for name, panel in fields.items()))}</desc>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_legend(),
    ]
    for i, (name, panel) in enumerate(fields.items()):
        x = LEFT + (i % COLUMNS) * (SIDE + GAP_X)
        y = TOP + (i // COLUMNS) * (SIDE + GAP_Y)
        out += _panel(name, panel, x, y)
    return "\n".join([*out, "</svg>", ""])


def _told(name: str, after: list[Point]) -> str:
    """A panel in words, for whoever does not see it."""
    return f"{name}: " + ", ".join(f"says {sure:.2f}, right {right:.2f}" for sure, right, _ in after) + "."


def _legend() -> list[str]:
    return [
        f'<text x="{LEFT}" y="24" font-size="16" font-weight="bold" fill="{INK}">'
        "How often a field is right when the program is so sure</text>",
        f'<circle cx="{LEFT + 6}" cy="43" r="4" fill="none" stroke="{BEFORE}" stroke-width="2"/>',
        f'<text x="{LEFT + 16}" y="47" fill="{INK}">the network’s own probability</text>',
        f'<rect x="{LEFT + 206}" y="39" width="8" height="8" fill="{AFTER}"/>',
        f'<text x="{LEFT + 220}" y="47" fill="{INK}">calibrated</text>',
        f'<text x="{LEFT}" y="67" fill="{INK}">across: how sure; up: share right; one mark a bin of '
        "equally many values; on the line is as it should be, below it too sure</text>",
    ]


def _panel(name: str, panel: Panel, x: int, y: int) -> list[str]:
    count = sum(n for _, _, n in panel.after)
    out = [
        f'<text x="{x}" y="{y - 23}" fill="{INK}" font-weight="bold">{escape(name)}'
        f'<tspan dx="5" font-weight="normal" fill="{SOFT}">{count:,}</tspan></text>',
        f'<text x="{x}" y="{y - 8}" fill="{SOFT}">{escape(panel.note)}</text>',
        f'<rect x="{x}" y="{y}" width="{SIDE}" height="{SIDE}" fill="#fafafa" stroke="{FAINT}"/>',
        f'<line x1="{x}" y1="{y + SIDE}" x2="{x + SIDE}" y2="{y}" stroke="{FAINT}" stroke-dasharray="4 3"/>',
    ]
    for tick in (0, 0.5, 1):
        across, up = x + tick * SIDE, y + SIDE - tick * SIDE
        out.append(
            f'<text x="{across:.0f}" y="{y + SIDE + 15}" text-anchor="middle" fill="{INK}">{tick:g}</text>'
        )
        out.append(f'<text x="{x - 5}" y="{up + 4:.0f}" text-anchor="end" fill="{INK}">{tick:g}</text>')
    for sure, right, _ in panel.before:
        cx, cy = x + sure * SIDE, y + SIDE - right * SIDE
        out.append(
            f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="4" fill="none" stroke="{BEFORE}" stroke-width="2"/>'
        )
    for sure, right, _ in panel.after:
        cx, cy = x + sure * SIDE - 3.5, y + SIDE - right * SIDE - 3.5
        out.append(f'<rect x="{cx:.1f}" y="{cy:.1f}" width="7" height="7" fill="{AFTER}"/>')
    return out
