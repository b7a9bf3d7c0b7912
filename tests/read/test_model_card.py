"""The model card speaks of the weights that are there."""

from __future__ import annotations

import hashlib

from accordingto.read.onnx import WEIGHTS


def test_the_card_gives_size_and_hash_of_the_weights() -> None:
    content = WEIGHTS.read_bytes()
    card = (WEIGHTS.parent / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(content).hexdigest() in card
    assert f"{len(content):,} bytes" in card
    assert len(content) <= 40_000_000
