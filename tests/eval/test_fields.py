"""Fields are right as the gold ledger's scorer pairs and judges them; the sentences are invented."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from accordingto.export.claims_jsonl import report_row
from accordingto.model import Field
from accordingto.pipeline import Read, mark
from eval.corpora import corpora
from eval.fields import judged, module_at
from tests.cli.scripted import scripted_tools

TEXT = "Officials said 12 people were killed in Aleppo on Saturday."


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    folder = corpora()
    if folder is None:
        pytest.skip("the corpora are not here; ACCORDINGTO_CORPORA says where they are")
    return module_at(folder / "gold" / "score_ledger.py")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    path = tmp_path_factory.mktemp("fields") / "a.jsonl"
    path.write_text(json.dumps({"id": "r", "text": TEXT, "published": "2024-04-15"}), encoding="utf-8")
    [item] = mark([path], scripted_tools())
    assert isinstance(item, Read)
    return item


Claims = list[dict[str, Any]]


def own(read: Read) -> Claims:
    """The program's own claims as if an annotator had made them."""
    claims: Claims = copy.deepcopy(report_row(read.report, read.sheet)["claims"])  # type: ignore[arg-type]
    return claims


def wrong(read: Read, scorer: ModuleType, claims: Claims) -> set[Field]:
    return {
        one.evidence.field for one in judged(read, claims, scorer) if not one.right and one.evidence.field
    }


def test_against_itself_every_field_is_right(read: Read, scorer: ModuleType) -> None:
    assert wrong(read, scorer, own(read)) == set()
    assert len(list(judged(read, own(read), scorer))) >= 15


def _without_speaker(claim: dict[str, Any]) -> None:
    claim["attribution"] = []


def _other_speaker(claim: dict[str, Any]) -> None:
    claim["attribution"][0] |= {"source": [32, 38], "name": "Red Crescent"}


def _other_low(claim: dict[str, Any]) -> None:
    claim["event"]["figures"][0]["low"] = 11


def _far_place(claim: dict[str, Any]) -> None:
    claim["event"]["places"][0]["lat"] = 33.5


def _undated(claim: dict[str, Any]) -> None:
    claim["event"]["time"] |= {"start": None, "end": None}


HOP = {Field.SOURCE, Field.NAME}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (_without_speaker, {Field.CHAIN, *HOP, Field.CUE, Field.ROLE, Field.ACT}),
        (_other_speaker, HOP),
        (_other_low, {Field.BOUNDS}),
        (_far_place, {Field.RESOLUTION}),
        (_undated, {Field.DAYS}),
    ],
)
def test_one_difference_makes_its_own_field_wrong(
    read: Read, scorer: ModuleType, change: Callable[[dict[str, Any]], None], fields: set[Field]
) -> None:
    claims = own(read)
    change(claims[0])
    assert wrong(read, scorer, claims) == fields


def test_of_a_claim_that_nobody_made_every_field_is_wrong(read: Read, scorer: ModuleType) -> None:
    assert not any(one.right for one in judged(read, [], scorer))
