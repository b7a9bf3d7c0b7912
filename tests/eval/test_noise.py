"""The distortions keep their spans on the words."""

from __future__ import annotations

from typing import Any

import pytest

from eval.noise import DISTORTIONS, distorted

TEXT = "Rebels shell Homs\n\n\"Two rockets hit the airport,\" a soldier said. It wasn't the army's.\n\nTen people fled."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


ROW: dict[str, Any] = {
    "id": "r",
    "text": TEXT,
    "claims": [
        {
            "content": span("Two rockets hit the airport"),
            "event": {"trigger": span("hit"), "places": [], "low": 2},
        }
    ],
}


@pytest.mark.parametrize("name", DISTORTIONS)
def test_a_span_stays_on_its_words(name: str) -> None:
    row = distorted(ROW, DISTORTIONS[name])
    (claim,) = row["claims"]
    words = " ".join(row["text"][slice(*claim["content"])].replace("\u00ad", "").split()).casefold()
    assert words == "two rockets hit the airport"
    assert row["text"][slice(*claim["event"]["trigger"])].casefold() == "hit"
    assert claim["event"]["low"] == 2


def test_every_distortion_changes_a_text() -> None:
    long = (
        f"{TEXT}\n\n{'The shelling went on for hours in all the quarters of the town of Homs. ' * 3}".strip()
    )
    same = [name for name, distort in DISTORTIONS.items() if "".join(w for w, _ in distort(long)) == long]
    assert same == ["as it is"]


def test_the_newest_entry_of_a_liveblog_stands_first() -> None:
    text = distorted(ROW, DISTORTIONS["liveblog"])["text"]
    assert text.index("Rebels shell") < text.index("Ten people") < text.index("Two rockets")
