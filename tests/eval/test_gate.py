"""Floors hold, rise by themselves and fall only with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval import corpora, gate, run


def entry(floor: float) -> dict[str, Any]:
    return {"task": "ledger", "gold": "gold/dev.jsonl", "sha256": "0", "floors": {"event": floor}}


def test_a_figure_below_its_floor_is_named_with_both() -> None:
    assert gate.broken(entry(50.0), {"event": 49.9}) == [
        "ledger gold/dev.jsonl: event is 49.9, its floor is 50.0"
    ]
    assert gate.broken(entry(50.0), {"event": 50.0}) == []


def test_a_figure_that_the_scorer_no_longer_gives_breaks_its_floor() -> None:
    assert gate.broken(entry(50.0), {}) != []


def test_pinning_raises_a_floor_and_never_lowers_it() -> None:
    raised, kept = entry(50.0), entry(50.0)
    gate.pin(raised, {"event": 60.0}, None)
    gate.pin(kept, {"event": 40.0}, None)
    assert raised["floors"]["event"] == pytest.approx(60.0 - gate.MARGIN)
    assert kept["floors"]["event"] == 50.0


def test_a_floor_is_lowered_only_with_a_reason_that_is_kept() -> None:
    lowered = entry(50.0)
    gate.pin(lowered, {"event": 40.0}, "the corpus was corrected")
    assert lowered["floors"]["event"] == pytest.approx(40.0 - gate.MARGIN)
    assert lowered["lowered"][0]["reason"] == "the corpus was corrected"


@pytest.mark.parametrize(("value", "f1"), [({"f1": 0.725}, 72.5), ([1.0, 2.0, 33.3], 33.3), (12.5, 12.5)])
def test_the_scorers_figures_are_read_in_percent(value: Any, f1: float) -> None:
    assert gate.f1_of(value) == pytest.approx(f1)


def test_without_corpora_the_gate_says_so_and_passes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ACCORDINGTO_CORPORA", str(tmp_path))
    assert gate.main([]) == 0
    assert "no corpora" in capsys.readouterr().out


def test_another_corpus_than_the_floors_were_measured_on_stops_the_gate(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("benchmarks/score.py", "benchmarks/polnear/dev.jsonl.gz", "gold/dev.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}\n", encoding="utf-8")
    monkeypatch.setenv("ACCORDINGTO_CORPORA", str(tmp_path))
    assert corpora.corpora() == tmp_path
    assert gate.main([]) == 2


def test_every_floor_is_tied_to_the_hash_of_its_corpus() -> None:
    baseline = json.loads(gate.BASELINE.read_text(encoding="utf-8"))
    assert baseline["entries"]
    for item in baseline["entries"]:
        assert len(item["sha256"]) == 64
        assert item["floors"]


def test_only_what_a_report_says_of_itself_goes_in(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    row = {
        "id": "r1",
        "text": "Two people were hurt.",
        "outlet": "Lakeside Agency",
        "published": "2024-03-01",
        "claims": [{"id": "r1#0"}],
        "relations": [{"source": [[0, 3]]}],
        "spans": [],
        "meta": {"date": "2024-03-02", "credible": 1},
    }
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (given,) = corpora.rows_of(run.texts_only(gold, tmp_path))
    assert given == {k: row[k] for k in ("id", "text", "outlet", "published")}
