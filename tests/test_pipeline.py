"""The whole path with a scripted network: order, issues in their place, and nothing read twice."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from accordingto.config import build_tools
from accordingto.ingest import IngestLimits
from accordingto.ledger import open_ledger
from accordingto.model import Field, Issue, IssueCode, ReceiptStatus
from accordingto.pipeline import BATCH, Read, Recorded, mark, run
from accordingto.resolve.confidence import RESTS_ON
from tests.cli.scripted import RAW, ScriptedNetwork, scripted_tools

TEXT = "Officials said {} people were killed in Aleppo on Saturday."


def _records(path: Path, *numbers: int, text: str = TEXT) -> Path:
    rows = [{"id": f"r{n}", "text": text.format(n % 90 + 1), "published": "2024-04-15"} for n in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def _read(folder: Path, *paths: Path, network: ScriptedNetwork | None = None) -> list[Recorded | Issue]:
    with open_ledger(folder / "ledger.sqlite") as ledger:
        return list(run(paths, ledger, scripted_tools(network)))


def _status(items: list[Recorded | Issue]) -> list[tuple[str, str]]:
    return [
        (item.place, item.code.value) if isinstance(item, Issue) else (item.report.id, item.status.value)
        for item in items
    ]


def test_officials_said_12_people_were_killed_in_aleppo_on_saturday(tmp_path: Path) -> None:
    [item] = _read(tmp_path, _records(tmp_path / "a.jsonl", 11))
    assert isinstance(item, Recorded)
    assert item.sheet is not None
    [claim] = item.sheet.claims
    text = item.report.text
    [hop] = claim.attribution
    assert hop.source is not None
    assert hop.source.of(text) == "Officials"
    assert claim.event is not None
    [figure] = claim.event.figures
    assert (figure.low, figure.high, figure.span.of(text)) == (12, 12, "12")
    [place] = claim.event.places
    assert place.span.of(text) == "Aleppo"
    assert claim.event.time.start is not None
    assert claim.event.time.start.isoformat() == "2024-04-13"


@pytest.mark.parametrize("count", [1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH])
def test_reports_come_in_the_order_given_whatever_the_batch(tmp_path: Path, count: int) -> None:
    items = _read(tmp_path, _records(tmp_path / "a.jsonl", *range(count)))
    assert _status(items) == [(f"r{n}", "new") for n in range(count)]


def test_an_issue_comes_where_its_file_was(tmp_path: Path) -> None:
    first, last = _records(tmp_path / "a.jsonl", 1), _records(tmp_path / "c.jsonl", 2)
    (tmp_path / "b.txt").write_bytes(b"")
    items = _read(tmp_path, first, tmp_path / "b.txt", last)
    assert _status(items) == [("r1", "new"), (str(tmp_path / "b.txt"), "empty"), ("r2", "new")]


def test_the_second_report_of_an_id_is_left_out_and_told(tmp_path: Path) -> None:
    items = _read(tmp_path, _records(tmp_path / "a.jsonl", 1, 2), _records(tmp_path / "b.jsonl", 1))
    assert [code for _, code in _status(items)] == ["new", "new", "duplicate-id"]
    issue = items[-1]
    assert isinstance(issue, Issue)
    assert (issue.code, issue.place, issue.fatal) == (
        IssueCode.DUPLICATE_ID,
        f"{tmp_path / 'b.jsonl'}:1",
        True,
    )
    assert str(tmp_path / "a.jsonl") in issue.message


def test_only_what_is_missing_is_read(tmp_path: Path) -> None:
    network = ScriptedNetwork()
    _read(tmp_path, _records(tmp_path / "a.jsonl", 1, 3), network=network)
    assert network.windows == 2
    items = _read(tmp_path, _records(tmp_path / "a.jsonl", 1, 2, 3), network=network)
    assert _status(items) == [("r1", "unchanged"), ("r2", "new"), ("r3", "unchanged")]
    assert network.windows == 3


def test_a_report_whose_text_changed_supersedes_the_old(tmp_path: Path) -> None:
    _read(tmp_path, _records(tmp_path / "a.jsonl", 1))
    corrected = _records(tmp_path / "a.jsonl", 1, text="Correction: officials said {} people were killed.")
    [item] = _read(tmp_path, corrected)
    assert isinstance(item, Recorded)
    assert item.status is ReceiptStatus.SUPERSEDED
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        [held] = ledger.reports()
    assert held.report.text.startswith("Correction")


def test_an_issue_is_kept_once_however_often_it_comes(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"")
    for _ in range(2):
        _read(tmp_path, tmp_path / "b.txt")
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        assert [issue.code for issue in ledger.issues()] == [IssueCode.EMPTY]


def test_marking_gives_the_readings_of_the_same_reports_without_a_ledger(tmp_path: Path) -> None:
    items = list(mark([_records(tmp_path / "a.jsonl", *range(BATCH + 2))], scripted_tools()))
    assert [item.report.id for item in items if isinstance(item, Read)] == [f"r{n}" for n in range(BATCH + 2)]
    assert all(len(item.reading.events) == 1 for item in items if isinstance(item, Read))
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_a_text_read_alone_is_read_as_among_others(tmp_path: Path) -> None:
    paths = [_records(tmp_path / f"{n}.jsonl", n) for n in range(5)]
    together = [item for item in mark(paths, scripted_tools()) if isinstance(item, Read)]
    alone = [item for path in paths for item in mark([path], scripted_tools()) if isinstance(item, Read)]
    assert together == alone, "marks, claims and confidences"


def test_every_field_of_a_claim_is_as_sure_as_what_it_rests_on(tmp_path: Path) -> None:
    [item] = mark([_records(tmp_path / "a.jsonl", 11)], scripted_tools())
    assert isinstance(item, Read)
    [claim] = item.sheet.claims
    assert claim.event is not None
    [hop], [place], [figure] = claim.attribution, claim.event.places, claim.event.figures
    values = (hop.speaker, hop, place, figure, claim.event.time, claim.event, claim)
    found = [one for value in values for one in value.evidence]
    assert [one for one in found if one.field is None or one.calibrated is None] == []
    sure = {one.field: one.calibrated or 0.0 for one in found}
    assert set(Field) - set(sure) == {
        Field.JUDGEMENT,
        Field.WEAPON,
        *(Field.ACTOR, Field.ACTOR_NAME, Field.TARGET, Field.TARGET_NAME),
    }, "the sentence has none of these"
    assert all(sure[field] <= sure[below] for field, below in RESTS_ON.items() if {field, below} <= set(sure))


def test_other_curves_make_another_reader(tmp_path: Path) -> None:
    _read(tmp_path, _records(tmp_path / "a.jsonl", 1))
    tools = replace(scripted_tools(), calibration=replace(RAW, version="raw-2"))
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        [item] = run([tmp_path / "a.jsonl"], ledger, tools)
        assert isinstance(item, Recorded)
        assert item.status is ReceiptStatus.SUPERSEDED
        [held] = ledger.reports()
    assert held.reader.endswith("+raw-2")


def test_the_limits_of_the_tools_hold(tmp_path: Path) -> None:
    tools = scripted_tools(limits=IngestLimits(max_line=60))
    [item] = mark([_records(tmp_path / "a.jsonl", 1)], tools)
    assert isinstance(item, Issue)
    assert item.code is IssueCode.LINE_TOO_LONG


def test_the_packaged_reader_gives_the_same_confidences_again_alone_and_on_any_number_of_threads() -> None:
    folder = Path(__file__).resolve().parent.parent / "examples"
    paths = sorted(path for path in folder.glob("*/*") if path.suffix in (".txt", ".md", ".html"))
    one, four = build_tools(1), build_tools(4)
    together = [item for item in mark(paths, one) if isinstance(item, Read)]
    assert len(together) >= 8
    sure = [piece.calibrated for item in together for claim in item.sheet.claims for piece in claim.evidence]
    assert sure
    assert None not in sure
    assert [item for item in mark(paths, one) if isinstance(item, Read)] == together
    assert [item for item in mark(paths, four) if isinstance(item, Read)] == together
    alone = [item for path in paths for item in mark([path], four) if isinstance(item, Read)]
    assert alone == together
