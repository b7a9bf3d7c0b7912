"""The example reports are invented, say so, are well formed, and copy nothing from the corpora."""

from __future__ import annotations

import csv
import json
import os
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
CORPORA = Path(os.environ.get("ACCORDINGTO_CORPORA", ROOT.parent / "shared"))
RUN = 8
"""Words in a row that count as copied; shorter runs are the common stock of the genre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One report of examples/, with the text that a reader of the file would see."""

    name: str
    text: str


class _Visible(HTMLParser):
    """Collects the words of a page that are shown, without scripts and the head."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._hidden += tag in {"script", "head"}

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"script", "head"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)


def _page(path: Path) -> _Visible:
    page = _Visible()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _files() -> list[Path]:
    return sorted(p for p in EXAMPLES.rglob("*") if p.is_file() and p != EXAMPLES / "README.md")


def _records(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with path.open(encoding="utf-8", newline="") as lines:
        return [dict(row) for row in csv.DictReader(lines)]


def _examples() -> list[Example]:
    found: list[Example] = []
    for path in _files():
        name = path.relative_to(EXAMPLES).as_posix()
        if path.suffix in {".jsonl", ".csv"}:
            found += [Example(name=f"{name}:{r['id']}", text=str(r["text"])) for r in _records(path)]
        elif path.suffix == ".html":
            found.append(Example(name=name, text=" ".join(_page(path).words)))
        else:
            found.append(Example(name=name, text=path.read_text(encoding="utf-8")))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


ALL = _examples()
each = pytest.mark.parametrize("example", ALL, ids=lambda e: e.name)


def test_there_are_fourteen_reports_in_five_formats() -> None:
    assert len(ALL) == 14
    assert {p.suffix for p in _files()} == {".txt", ".md", ".html", ".jsonl", ".csv"}


@each
def test_a_report_says_in_its_own_text_that_it_is_invented(example: Example) -> None:
    assert "Invented report" in example.text


@each
def test_a_report_is_as_long_as_a_news_report(example: Example) -> None:
    assert 150 <= len(example.text.split()) <= 350


@pytest.mark.parametrize("path", _files(), ids=lambda p: p.name)
def test_a_file_is_utf8_without_a_byte_order_mark_or_carriage_returns(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")


def test_records_carry_the_fields_that_ingest_knows_and_one_that_it_does_not() -> None:
    known = {"id", "text", "title", "outlet", "published", "url"}
    records = [r for p in _files() if p.suffix in {".jsonl", ".csv"} for r in _records(p)]
    assert len(records) == 4
    assert len({r["id"] for r in records}) == 4
    for record in records:
        assert known <= set(record)
        assert set(record) - known


@pytest.mark.parametrize("path", [p for p in _files() if p.suffix == ".html"], ids=lambda p: p.name)
def test_a_page_is_whole_with_metadata_and_furniture(path: Path) -> None:
    assert {"html", "head", "meta", "title", "script", "body", "nav", "article", "footer"} <= set(
        _page(path).tags
    )
    block = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.S
    )
    assert block is not None
    assert json.loads(block[1])["@context"] == "https://schema.org"


def test_the_evening_courier_repeats_the_wire_word_for_word() -> None:
    wire = (EXAMPLES / "al-bab/1-wire.txt").read_text(encoding="utf-8")
    body = wire.split("(Meridian Press) - ", 1)[1]
    courier = _records(EXAMPLES / "al-bab/4-papers.jsonl")[0]
    assert str(courier["text"]).endswith(body)


def test_apart_from_the_reprint_no_two_examples_share_a_run_of_eight_words() -> None:
    last_line = _runs("Invented report, written for accordingto")
    seen: dict[tuple[str, ...], str] = {}
    for example in ALL:
        if "kilis-courier" in example.name:
            continue
        for run in _runs(example.text) - last_line:
            assert run not in seen or seen[run] == example.name, f"{example.name} and {seen[run]}: {run}"
            seen[run] = example.name


def test_the_headline_toll_of_the_rebel_side_outlet_is_nowhere_in_its_body() -> None:
    # "massacres more than 30 civilians" over "more than 20 civilians", "22 martyrs by name"
    headline, _, body = (EXAMPLES / "al-bab/3-rebel-side.md").read_text(encoding="utf-8").partition("\n")
    assert "30" in headline
    assert "30" not in _words(body)


def test_the_rebel_side_outlet_and_the_masthead_report_never_name_the_year_of_the_event() -> None:
    rebel_side = (EXAMPLES / "al-bab/3-rebel-side.md").read_text(encoding="utf-8")
    assert not re.search(r"\b(19|20)\d\d\b", rebel_side)
    masthead, _, rest = (EXAMPLES / "shapes/masthead-sudan.txt").read_text(encoding="utf-8").partition("\n")
    assert masthead == "NOVEMBER 2023"
    assert not re.search(r"\b(19|20)\d\d\b", rest)


def test_the_cable_is_all_lower_case_without_quotation_marks() -> None:
    text = (EXAMPLES / "shapes/cable-colombia.txt").read_text(encoding="utf-8")
    cable = text.split("Invented report", maxsplit=1)[0]
    assert cable == cable.lower()
    assert not set(cable) & set('"“”‘’')


def test_the_readme_has_a_row_for_every_file_and_names_no_file_that_is_not_there() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([^`]+)`", readme, re.M))
    assert rows == {p.relative_to(EXAMPLES).as_posix() for p in _files()}
    assert len(re.findall(r"^\| `", readme, re.M)) == len(ALL)


def _corpus_texts() -> list[tuple[str, str]]:
    seed = CORPORA / "seed/report.txt"
    texts = [("seed", seed.read_text(encoding="utf-8"))] if seed.exists() else []
    for side in ("train", "dev"):
        gold = CORPORA / f"gold/{side}.jsonl"
        if gold.exists():
            records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
            texts += [(r["id"], r["text"]) for r in records]
    return texts


def test_no_example_shares_a_run_of_eight_words_with_the_gold_corpus() -> None:
    texts = _corpus_texts()
    if not texts:
        pytest.skip("the corpora are not here; ACCORDINGTO_CORPORA says where they are")
    ours = {run: example.name for example in ALL for run in _runs(example.text)}
    shared = [(ours[run], id_, " ".join(run)) for id_, text in texts for run in _runs(text) & ours.keys()]
    assert shared == []
