"""The pages say what the program does, and the packaged table is that of the resources."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from accordingto.ingest import IngestLimits
from accordingto.ingest.formats import _BY_ENDING
from accordingto.ingest.furniture import furniture_table
from accordingto.model import IssueCode, SectionKind

ROOT = Path(__file__).resolve().parents[2]


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_issue_code_is_explained_and_no_other() -> None:
    headings = re.findall(r"^## `([a-z-]+)`$", _page("issues.md"), re.MULTILINE)
    assert headings == [code.value for code in IssueCode]


def test_the_page_on_ingest_names_every_limit_format_and_section() -> None:
    page = _page("ingest.md")
    for name in IngestLimits.__dataclass_fields__:
        assert f"| `{name}` | {getattr(IngestLimits(), name):,} |" in page
    for ending in _BY_ENDING:
        assert f"`{ending}`" in page
    for kind in SectionKind:
        assert f"| {kind.value} |" in page


def test_the_packaged_furniture_is_built_from_the_resources() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "build_furniture.py"), "--check"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.decode()
    assert len(furniture_table().ids) > 20
