"""The packaged calibration belongs to the packaged weights, rises, and knows every field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import ModelError
from accordingto.model import Evidence, Field
from accordingto.read import OnnxNetwork
from accordingto.reference.calibration import PACKAGED, UNCALIBRATED, Calibration, Curve, calibration_of

STORED = {
    "reader": "reader-1",
    "rates": {"days": {"*": 0.5, "dates.weekday": 0.9}},
    "curves": {"type": {"a": 1.0, "b": 1.0, "c": 0.0}},
}


@pytest.fixture
def stored(tmp_path: Path) -> Calibration:
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps(STORED), encoding="utf-8")
    return calibration_of("reader-1", path)


def test_the_packaged_calibration_belongs_to_the_packaged_weights() -> None:
    found = calibration_of(OnnxNetwork(threads=1).version)
    assert found != UNCALIBRATED, "new weights need `python -m training.calibrate`"
    assert set(found.curves) >= {str(field) for field in Field}


def test_every_packaged_curve_rises() -> None:
    for name, curve in json.loads(PACKAGED.read_text(encoding="utf-8"))["curves"].items():
        assert curve["a"] >= 0, name
        assert curve["b"] >= 0, name


@given(
    st.builds(Curve, a=st.floats(0, 20), b=st.floats(0, 20), c=st.floats(-20, 20)),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_who_is_surer_is_righter_and_nobody_is_certain(curve: Curve, one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < curve(low) <= curve(high) < 1


def test_other_weights_have_no_confidences(tmp_path: Path) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(json.dumps(STORED), encoding="utf-8")
    assert calibration_of("reader-2", path) == UNCALIBRATED
    assert UNCALIBRATED.probability(Field.TYPE, 0.9) is None


def test_a_missing_or_damaged_calibration_is_an_error_of_the_installation(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing or damaged"):
        calibration_of("reader-1", tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="missing or damaged"):
        calibration_of("reader-1", tmp_path / "bad.json")


def test_a_rule_without_a_measure_is_as_sure_as_it_was_often_right(stored: Calibration) -> None:
    assert stored.own(Evidence(rule="dates.weekday", field=Field.DAYS)) == 0.9
    assert stored.own(Evidence(rule="dates.never-seen", field=Field.DAYS)) == 0.5
    assert stored.own(Evidence(rule="dates.weekday", field=Field.DAYS, confidence=0.3)) == 0.3
    assert stored.own(Evidence(rule="figures.exact", field=Field.BOUNDS)) == 1.0


def test_the_version_tells_one_calibration_from_another(stored: Calibration, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text(json.dumps(STORED | {"rates": {}}), encoding="utf-8")
    assert calibration_of("reader-1", other).version != stored.version
