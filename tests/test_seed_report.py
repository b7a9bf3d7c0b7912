"""The report that the project started from, through the whole path with the shipped reader."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from accordingto.config import build_tools
from accordingto.model import Issue, LoadedKind, OverreachKind, ReportPart
from accordingto.pipeline import Read, mark

CORPORA = Path(os.environ.get("ACCORDINGTO_CORPORA", Path(__file__).resolve().parents[2] / "shared"))
SEED = CORPORA / "seed/report.txt"


@pytest.fixture(scope="module")
def seed() -> Read:
    if not SEED.exists():
        pytest.skip("the seed report is not here; ACCORDINGTO_CORPORA says where it is")
    (item,) = mark([SEED], build_tools())
    assert not isinstance(item, Issue)
    return item


def test_the_headline_states_as_fact_what_the_body_attributes(seed: Read) -> None:
    found = [one for one in seed.sheet.overreaches or () if one.kind is OverreachKind.ATTRIBUTION]
    claims = {claim.id: claim for claim in seed.sheet.claims}
    assert found
    for overreach in found:
        assert claims[overreach.claim].part is ReportPart.HEADLINE
        assert all(claims[id_].attribution for id_ in overreach.tellings)
    told = {claims[id_].event.trigger.of(seed.report.text) for one in found for id_ in one.tellings}  # type: ignore[union-attr]
    assert "train" in told


def test_terrorists_and_so_called_are_the_statements_words(seed: Read) -> None:
    text = seed.report.text
    loaded = {
        one.span.of(text): (one.kind, {user.name for user in one.users}) for one in seed.sheet.loaded or ()
    }
    voice = {"representative of the Russian forces in Syria"}
    assert loaded["terrorists"] == (LoadedKind.LABEL, voice)
    assert loaded["so-called"] == (LoadedKind.DISTANCING, voice)
    assert loaded["‘ex-ISIS’"] == (LoadedKind.DISTANCING, voice)
