"""The invented training reports are annotated in their own words, and are invented."""

from __future__ import annotations

import json
import re

import pytest

from eval.corpora import corpora
from training.invented import compiled, invented_rows, located

RUN = 8


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def test_every_annotation_stands_in_its_report() -> None:
    rows = invented_rows()
    assert len(rows) == 270
    assert sum(len(row["claims"]) for row in rows) > 5400
    assert all("Invented report" in row["text"] for row in rows)


def test_words_that_are_not_in_the_report_are_refused() -> None:
    row = {
        "id": "x",
        "text": "Two died.",
        "claims": [{"content": "Three died", "attribution": [], "kind": "judgement"}],
    }
    with pytest.raises(ValueError, match="not in the report"):
        compiled(row)


def test_a_pronoun_is_found_as_a_word_and_not_inside_one() -> None:
    text = "The army left, he said."
    assert located(text, "he", near=(0, 13)) == [15, 17]


def test_no_report_repeats_a_corpus() -> None:
    folder = corpora()
    if folder is None:
        pytest.skip("no corpora at ACCORDINGTO_CORPORA: nothing to compare with")
    known: set[tuple[str, ...]] = set()
    for name in ("train", "dev"):
        for line in (folder / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            known |= runs(json.loads(line)["text"])
    repeated = {row["id"]: runs(row["text"]) & known for row in invented_rows()}
    assert {name: found for name, found in repeated.items() if found} == {}
