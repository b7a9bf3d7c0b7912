"""Laws: what is recorded comes out equal, and the last recorded of a report is what is current."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accordingto.ledger import Ledger, open_ledger
from accordingto.model import ClaimFilter, ReceiptStatus
from tests.ledger.stories import NOON, Story
from tests.ledger.strategies import stories

_LAWS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    """One ledger for all examples: they are to get along in it."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "laws.sqlite") as opened:
        yield opened


@_LAWS
@given(one=stories())
def test_a_sheet_comes_out_as_it_went_in(ledger: Ledger, one: Story) -> None:
    receipt = ledger.record(one.report, one.original, one.sheet, at=NOON)
    if receipt.status is ReceiptStatus.UNCHANGED:
        return  # an earlier example had the same id, bytes and reader; its claims stay
    stored = ledger.report(one.report.id) if one.report.id else None
    if one.report.id:
        assert stored is not None
        assert stored.report == one.report
        assert stored.sheet == one.sheet
        assert stored.media_type is one.original.media_type
        assert stored.sequence == receipt.sequence
    listed = [s for s in ledger.claims(ClaimFilter(report=one.report.id)) if s.report.id == one.report.id]
    assert tuple(s.claim for s in listed) == one.sheet.claims
    assert all(s.report == one.report and s.reader == one.sheet.reader for s in listed)
    assert ledger.original(one.original.sha256) == one.original.content


def test_and_the_ledger_of_all_those_is_whole(ledger: Ledger) -> None:
    assert ledger.check() == ()


_POOL = st.lists(st.sampled_from(["r1", "r2"]).flatmap(lambda id_: stories(id_=id_)), min_size=1, max_size=3)


@settings(_LAWS, max_examples=15)
@given(told=_POOL.flatmap(lambda pool: st.lists(st.sampled_from(pool), max_size=6)))
def test_the_last_recorded_is_current_and_nothing_before_it_is_lost(told: list[Story]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "one.sqlite") as ledger:
        current: dict[str, Story] = {}
        last = 0
        for minute, one in enumerate(told):
            before = current.get(one.report.id)
            same = before is not None and (before.original.sha256, before.sheet.reader) == (
                one.original.sha256,
                one.sheet.reader,
            )
            receipt = ledger.record(one.report, one.original, one.sheet, at=NOON + timedelta(minutes=minute))
            expected = ReceiptStatus.NEW if before is None else ReceiptStatus.SUPERSEDED
            assert receipt.status is (ReceiptStatus.UNCHANGED if same else expected)
            if not same:
                assert receipt.sequence > last
                last = receipt.sequence
                current[one.report.id] = one
        assert {s.report.id: s.report for s in ledger.reports()} == {k: v.report for k, v in current.items()}
        for id_, one in current.items():
            assert ledger.has(one.original.sha256, id_, one.sheet.reader)
            stored = ledger.report(id_)
            assert stored is not None
            assert stored.sheet == one.sheet
        for one in told:
            assert ledger.original(one.original.sha256) == one.original.content
        assert ledger.check() == ()


@given(hours=st.integers(-12, 14))
@settings(max_examples=5, deadline=None)
def test_a_moment_is_kept_in_utc_whatever_the_clock_of_the_run(hours: int) -> None:
    from datetime import timezone

    from accordingto.ledger.columns import moment_text

    local = datetime(2031, 5, 4, 12, 0, tzinfo=timezone(timedelta(hours=hours)))
    assert datetime.fromisoformat(moment_text(local)) == local
    assert datetime.fromisoformat(moment_text(local)).tzinfo == UTC
