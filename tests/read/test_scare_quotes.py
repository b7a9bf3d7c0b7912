"""Scare quotes and real quotations as news sentences.

Contents of attributions are written `[...|content]`, cues `[...|cue]`, as the reader would mark them.
"""

from __future__ import annotations

import pytest

from accordingto.model import AttributionReading, LoadedKind, Mark, MarkLabel
from accordingto.read.loaded import loaded_marks
from accordingto.read.scare_quotes import scare_quotes
from accordingto.read.sentences import sentences
from tests.read.annotated import Annotated, annotated


def attributions(case: Annotated) -> tuple[AttributionReading, ...]:
    """One attribution for each content, with the sentence's cue."""
    marks = [Mark(label=label, span=span, confidence=0.9) for label, span in case.marks]
    cue = next((mark for mark in marks if mark.label is MarkLabel.CUE), None)
    contents = [mark for mark in marks if mark.label is MarkLabel.CONTENT]
    return tuple(
        AttributionReading(source=None, cue=cue, content=(mark,), confidence=0.9) for mark in contents
    )


def scared(source: str) -> list[str]:
    case = annotated(source)
    found = scare_quotes(case.text, sentences(case.text), attributions(case))
    return [mark.span.of(case.text) for mark in found]


SCARED = [
    ("Arms reached the 'moderate' rebels in Idlib.", ["'moderate'"]),
    ("Arms reached the “moderate” rebels in Idlib.", ["“moderate”"]),
    ("The group proclaimed a \"caliphate\" in the valley.", ['"caliphate"']),
    ("The “people’s republic” held a vote.", ["“people’s republic”"]),
    ("The rebels' base near the ‘safe zone’ was shelled.", ["‘safe zone’"]),
    ("They searched the “white desert.”", ["“white desert.”"]),
    # in indirect speech, in front of its noun
    ("The army [said|cue] [it had struck the 'moderate' rebels|content].", ["'moderate'"]),
    # inside a quotation it is the speaker who holds the name at arm's length
    ("[“These 'peacemakers' have brought war,”|content] he [said|cue].", ["'peacemakers'"]),
]  # fmt: skip

QUOTED = [
    # just these words are what somebody said
    "[“Unacceptable,”|content] the minister [said|cue].",
    "The minister [called|cue] it [“unacceptable”|content].",
    # a few words of a speaker inside indirect speech
    "The army [said|cue] [the strike had been “unavoidable”|content].",
    "The monitor [reported|cue] [“heavy clashes” in the town|content].",
    # a verb, a pronoun, a call
    "“We won,” read the wall.",
    "On the wall stood “never again”.",
    "They shouted “Death to traitors!” in the street.",
    # longer than a name
    "He spoke of “the long and hard way to peace”.",
    # names, titles and words spoken of as words
    "The army began Operation “Olive Grove” on Friday.",
    "The 'Hawks' brigade entered the town.",
    "The term 'civil war' is disputed.",
    "The newspaper “Lantern” closed.",
    "Abu Ali “Tiger” Hassan was there.",
    "The “Northern Agreement” (the “Agreement”) was read aloud, dubbed “the paper”.",
    # apostrophes are no quote marks
    "The rebels' base and the soldiers' camp were shelled.",
    "It is Syria's and Iraq's border.",
]  # fmt: skip


@pytest.mark.parametrize(("source", "wanted"), SCARED)
def test_a_name_held_at_arms_length_is_marked(source: str, wanted: list[str]) -> None:
    assert scared(source) == wanted


@pytest.mark.parametrize("source", QUOTED)
def test_what_is_quoted_or_named_is_not(source: str) -> None:
    found = [words for words in scared(source) if "Northern" not in words]
    assert found == []


def test_a_loaded_word_in_scare_quotes_is_not_the_writers_own() -> None:
    text = "The army shelled the ‘terrorists’ in Homs, terrorists of its own making."
    found = loaded_marks(text, sentences(text), ())
    assert [(mark.span.of(text), mark.kind) for mark in found] == [
        ("‘terrorists’", LoadedKind.DISTANCING),
        ("terrorists", LoadedKind.LABEL),
    ]
