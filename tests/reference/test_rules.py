"""Every rule that can stand in evidence is put into words, and no other."""

from __future__ import annotations

import re
from pathlib import Path

from accordingto.reference.rules import SAYS
from accordingto.resolve.figures.traps import Trap

SOURCE = Path(__file__).resolve().parents[2] / "src/accordingto"
NAMED = re.compile(
    r'"((?:reader|speakers|voices|chains|acts|actors|places|figures|dates)\.[a-z]+(?:-[a-z]+)*)"'
)


def _in_code() -> set[str]:
    found: set[str] = set()
    for path in (*(SOURCE / "resolve").rglob("*.py"), *(SOURCE / "read").rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        found |= set(NAMED.findall(code))
        if path.parent.name == "dates":
            found |= {f"dates.{name}" for name in re.findall(r'\brule\(\s*"([a-z-]+)"', code)}
        if path.name == "counted.py":
            found |= {f"figures.{name}" for name in re.findall(r'_unknown\("([a-z]+)"', code)}
            found |= {f"figures.no-count.{trap}" for trap in Trap if trap is not Trap.PERCENT}
            found |= {"figures.no-count.no-word"} if '"no-word"' in code else set()
        if path.name == "place_choice.py":
            grounds = re.findall(r'(?:rule=|_settle\(\w+, )"([a-z-]+)"', code)
            found |= {f"places.{name}" for name in grounds}
        if path.name == "place_answers.py":
            found |= {f"places.{name}" for name in ("country", "demonym") if f'"{name}"' in code}
    return found - {"reader.onnx"}


def test_every_rule_is_put_into_words() -> None:
    assert _in_code() - set(SAYS) == set()


def test_no_rule_is_put_into_words_that_the_program_does_not_have() -> None:
    assert set(SAYS) - _in_code() == set()


def test_the_words_are_half_a_sentence() -> None:
    assert all(says and not says.endswith(".") for says in SAYS.values())
