"""What a cue says by itself, as the cues of news sentences."""

from __future__ import annotations

import pytest

from accordingto.model import Act, Factuality, Hop, Span, Speaker, SpeakerRole
from accordingto.resolve.acts import act_of, stance_of


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("denied", Act.DENY),
        ("has repeatedly denied", Act.DENY),
        ("Denies", Act.DENY),
        ("has claimed responsibility for", Act.CONFIRM),
        ("acknowledged in a statement", Act.CONFIRM),
        ("accused", Act.ACCUSE),
        ("are blaming", Act.ACCUSE),
        ("called on", Act.DEMAND),
        ("has estimated", Act.ESTIMATE),
        # nothing is said of the act
        ("said", None),
        ("was quoted as saying", None),
        ("claimed", None),
        ("called", None),
        # it was not done, or one of two
        ("did not deny", None),
        ("neither denied nor confirmed", None),
        ("can't confirm", None),
        ("refused to confirm", None),
        ("confirmed or denied", None),
    ],
)
def test_the_act_of_a_cue(cue: str, act: Act | None) -> None:
    assert act_of(cue) is act


def denied(sentence: str, cue: str, read: Factuality = Factuality.ASSERTED) -> Factuality | None:
    at = sentence.index(cue)
    hop = Hop(
        source=Span(start=0, end=3),
        cue=Span(start=at, end=at + len(cue)),
        speaker=Speaker(name="army", role=SpeakerRole.MILITARY),
        act=Act.STATE,
    )
    found = stance_of(sentence, read, (hop,))
    return found[0] if found else None


def test_what_somebody_denies_is_denied() -> None:
    assert denied("The army denied that it had bombed the market.", "denied") is Factuality.DENIED
    assert denied("The army denied bombing the market.", "denied") is Factuality.DENIED


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("The group denied responsibility for the bombing.", "denied"),
        ("The group denied any involvement in the bombing.", "denied"),
        ("The army said that it had bombed the market.", "said"),
        ("The army did not deny that it had bombed the market.", "did not deny"),
    ],
)
def test_a_denied_part_in_it_is_not_a_denied_event(sentence: str, cue: str) -> None:
    assert denied(sentence, cue) is None


def test_what_was_read_as_planned_stays_planned() -> None:
    assert denied("The army denied that it would bomb the market.", "denied", Factuality.PLANNED) is None
