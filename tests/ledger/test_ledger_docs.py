"""docs/ledger.md names exactly the tables and columns that there are, and its example runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, open_ledger
from accordingto.ledger.schema import metadata
from tests.ledger.stories import NOON, Told, story

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def _documented() -> dict[str, list[str]]:
    """Table -> columns, from the headings of the third level and the first cells under them."""
    tables: dict[str, list[str]] = {}
    for part in re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]:
        own = re.split(r"^## ", part, flags=re.MULTILINE)[0]
        cells = re.findall(r"^\| (`[^|]*) \|", own, flags=re.MULTILINE)
        tables[part.splitlines()[0]] = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    return tables


def test_the_page_has_every_table_and_column_in_the_order_of_the_schema() -> None:
    documented = _documented()
    assert list(documented) == list(metadata.tables)
    for table in metadata.tables.values():
        assert sorted(documented[table.name]) == sorted(column.name for column in table.columns)


def test_the_page_has_every_method() -> None:
    methods = {name for name in vars(Ledger) if not name.startswith("_")} - {"close"}
    rows = re.findall(r"^\| (`.*?) \|", PAGE.split("## What recording does")[0], flags=re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)\(", row)} == methods


def test_the_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = story(
        "r1",
        Told(sentence="[The observatory|source] [said|cue] [shelling|trigger] hit [Aleppo|place]."),
        Told(sentence="[Villagers|source] [said|cue] [shelling|trigger] hit [Aleppo|place]."),
    )
    monkeypatch.chdir(tmp_path)
    with open_ledger("ledger.sqlite") as ledger:
        ledger.record(one.report, one.original, one.sheet, at=NOON)
    exec(re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)[0], {})
    assert capsys.readouterr().out == "r1#0 The Daily Lantern The observatory said shelling hit Aleppo.\n"
