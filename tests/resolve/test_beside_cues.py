"""Whose words a sentence is, told by the words beside a cue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import Act, AttributionReading, Claim, Mark, MarkLabel, Span
from accordingto.reference.gazetteer import PackagedGazetteer
from accordingto.resolve import resolve
from accordingto.resolve.beside_cues import introduced_before, said_by_nobody, speaker_beside
from tests.read.annotated import Annotated, annotated
from tests.resolve.test_resolve import hop_of, reading_of


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words))


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker"),
    [
        ("Warplanes bombed a market, he said.", "said", "he"),
        ("“Shells hit the school,” said she, and left.", "said", "she"),
        ("Shells hit the school, residents said.", "said", None),
        ("Shells hit the school and the said market.", "said", None),
    ],
)
def test_a_pronoun_beside_its_cue(sentence: str, cue: str, speaker: str | None) -> None:
    found = speaker_beside(sentence, at(sentence, cue))
    assert (found.of(sentence) if found else None) == speaker


@pytest.mark.parametrize(
    ("sentence", "cue", "nobody"),
    [
        ("No group has claimed responsibility for the bombing.", "claimed responsibility", True),
        ("Nobody claimed responsibility.", "claimed responsibility", True),
        ("The group claimed responsibility for the bombing.", "claimed responsibility", False),
        ("No group said that.", "said", False),
    ],
)
def test_who_claims_no_responsibility(sentence: str, cue: str, nobody: bool) -> None:
    assert said_by_nobody(sentence, at(sentence, cue)) is nobody


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The governor of Idlib spoke on Monday. Shells hit a market, he said.", "The governor of Idlib"),
        ("A senior army officer came. It was late. Shells fell, he said.", "A senior army officer"),
        # the last sentence of the paragraph above, and no other there
        ("It was late. The governor of Idlib spoke.\n\n“Shells fell,” he said.", "The governor of Idlib"),
        ("The governor of Idlib spoke. It was late.\n\n“Shells fell,” he said.", None),
        ("The governor of Idlib spoke.\n\nIt was late.\n\n“Shells fell,” he said.", None),
        ("The market of Idlib burnt. Shells hit it, he said.", None),
    ],
)
def test_the_person_that_a_sentence_before_begins_with(text: str, person: str | None) -> None:
    found = introduced_before(text, at(text, "he said"))
    assert (found.of(text) if found else None) == person


def claim_of(case: Annotated, *attributions: AttributionReading, with_source: bool = True) -> Claim:
    hop = hop_of(case)
    hop = hop if with_source else replace(hop, source=None)
    reading = replace(reading_of(case, hop), attributions=attributions)
    (claim,) = resolve(case.report(), reading, PackagedGazetteer()).claims
    return claim


def test_he_is_the_governor_who_spoke_a_sentence_before() -> None:
    case = annotated(
        "The governor of Idlib spoke on Monday. Warplanes [bombed|trigger] a market, [he|speaker] [said|cue]."
    )
    for with_source in (True, False):
        hop = claim_of(case, with_source=with_source).attribution[0]
        assert hop.speaker.name == "governor of Idlib"
        assert hop.source is not None
        assert hop.source.of(case.text) == "he"


def pointing(case: Annotated) -> AttributionReading:
    """The last speaker, cue and content of a case."""
    last = {label: Mark(label=label, span=span, confidence=0.9) for label, span in case.marks}
    return AttributionReading(
        source=last[MarkLabel.SPEAKER],
        cue=last[MarkLabel.CUE],
        content=(last[MarkLabel.CONTENT],),
        confidence=0.9,
    )


def test_a_speaker_named_a_sentence_after() -> None:
    case = annotated(
        "[The Tigris Observatory|speaker] [spoke|cue] of Homs. Six rebels were [killed|trigger]. "
        "[The army|speaker] [announced|cue] [this|content]."
    )
    claim = claim_of(case, pointing(case))
    assert [hop.speaker.name for hop in claim.attribution] == ["army"]
    cue = claim.attribution[0].cue
    assert cue is not None
    assert cue.of(case.text) == "announced"


def test_who_denies_what_a_sentence_before_tells_does_not_tell_it() -> None:
    case = annotated(
        "[The Tigris Observatory|speaker] [said|cue] six rebels were [killed|trigger]. "
        "[The army|speaker] [denied|cue] [this|content]."
    )
    claim = claim_of(case, pointing(case))
    assert [hop.speaker.name for hop in claim.attribution] == ["Tigris Observatory"]


def test_nobody_claiming_responsibility_leaves_the_outlets_own_voice() -> None:
    case = annotated("No group has [claimed responsibility for|cue] the [bombing|trigger] in Azaz.")
    reading = reading_of(case, None)
    hop = replace(
        hop_of(annotated("[It|speaker] spoke.")),
        source=None,
        cue=Mark(label=MarkLabel.CUE, span=case.marks[0][1], confidence=0.9),
    )
    event = replace(reading.events[0], hops=(hop,))
    (claim,) = resolve(case.report(), replace(reading, events=(event,)), PackagedGazetteer()).claims
    assert claim.attribution == ()
    assert claim.evidence[-1].rule == "chains.nobody-says-so"


def test_a_headline_behind_a_colon_is_the_speakers_and_not_somebody_elses_further_down() -> None:
    case = annotated(
        "Army: rebels [shelled|trigger] the town\n\n[The monitor|speaker] [spoke|cue] of other things."
    )
    claim = claim_of(case)
    assert [(hop.speaker.name, hop.act) for hop in claim.attribution] == [("Army", Act.STATE)]
