"""One value as one line of JSON that is safe to print."""

from __future__ import annotations

import json
import re

_NOT_PRINTED = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Beyond what JSON itself escapes: DEL, C1 controls (0x9b is a terminal's CSI), bidirectional
overrides, invisible and tag characters."""


def json_line(value: object) -> str:
    """`value` as JSON and a line break; reading it back gives exactly `value`."""
    return _NOT_PRINTED.sub(_escaped, json.dumps(value, ensure_ascii=False)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]
