"""A reading as a line of JSON: the attributions in PolNeAR's form, the events as marked."""

from __future__ import annotations

import json

from accordingto.export import reading_line
from accordingto.model import (
    Act,
    AttributionReading,
    EventReading,
    EventType,
    Factuality,
    FigureReading,
    Group,
    Harm,
    HopReading,
    JudgementReading,
    Mark,
    MarkLabel,
    Reading,
    Span,
    SpeakerRole,
)
from tests.cli.scripted import RAW
from tests.ledger.stories import story

TEXT = "“The town,” police said, “was shelled; 12 died.” That is a disgrace."


def _mark(label: MarkLabel, words: str) -> Mark:
    start = TEXT.index(words)
    return Mark(label=label, span=Span(start=start, end=start + len(words)), confidence=0.123456)


def _reading() -> Reading:
    police, said = _mark(MarkLabel.SPEAKER, "police"), _mark(MarkLabel.CUE, "said")
    hop = HopReading(
        source=police,
        source_confidence=0.5,
        cue=said,
        cue_confidence=0.5,
        role=SpeakerRole.OFFICIAL,
        role_confidence=0.5,
        act=Act.STATE,
        act_confidence=0.6,
    )
    event = EventReading(
        trigger=_mark(MarkLabel.TRIGGER, "shelled"),
        content=_mark(MarkLabel.CONTENT, "shelled; 12 died").span,
        type=EventType.SHELLING,
        type_confidence=0.9,
        factuality=Factuality.ASSERTED,
        factuality_confidence=0.8,
        hops=(hop,),
        hops_confidence=0.7,
        figures=(
            FigureReading(
                mark=_mark(MarkLabel.FIGURE, "12"),
                harm=Harm.KILLED,
                harm_confidence=0.4,
                group=Group.UNSPECIFIED,
                group_confidence=0.3,
            ),
        ),
    )
    judgement = JudgementReading(
        mark=_mark(MarkLabel.JUDGEMENT, "That is a disgrace"),
        factuality=Factuality.ASSERTED,
        factuality_confidence=0.8,
        hops_confidence=0.7,
    )
    content = (_mark(MarkLabel.CONTENT, "The town,"), _mark(MarkLabel.CONTENT, "was shelled; 12 died."))
    attribution = AttributionReading(source=police, cue=said, content=content, confidence=0.9)
    return Reading(
        report_id="a", reader="r-1", attributions=(attribution,), events=(event,), judgements=(judgement,)
    )


def test_a_quotation_that_its_cue_interrupts_has_two_pieces() -> None:
    report = story("a").report
    row = json.loads(reading_line(report, _reading(), RAW))
    assert (row["id"], row["text"], row["reader"]) == ("a", report.text, "r-1")
    [relation] = row["relations"]
    assert relation["type"] == "attribution"
    words = {role: [TEXT[a:b] for a, b in relation[role]] for role in ("source", "cue", "content")}
    assert words == {
        "source": ["police"],
        "cue": ["said"],
        "content": ["The town,", "was shelled; 12 died."],
    }


def test_events_and_judgements_keep_their_words_classes_and_probabilities() -> None:
    row = json.loads(reading_line(story("a").report, _reading(), RAW))
    [event] = row["events"]
    assert event["type"] == {"value": "shelling", "confidence": 0.9}
    assert TEXT[slice(*event["figures"][0]["span"])] == "12"
    assert event["figures"][0]["harm"]["value"] == "killed"
    assert row["relations"][0]["confidences"] == {
        "source": [0.1235],
        "cue": [0.1235],
        "content": [0.1235] * 2,
    }
    assert event["hops"][0]["cue"] == {"span": list(row["relations"][0]["cue"][0]), "confidence": 0.1235}
    assert TEXT[slice(*row["judgements"][0]["span"])] == "That is a disgrace"


def test_an_attribution_to_nobody_has_an_empty_source() -> None:
    reading = _reading()
    unnamed = AttributionReading(
        source=None, cue=None, content=reading.attributions[0].content, confidence=0.5
    )
    reading = Reading(report_id="a", reader="r", attributions=(unnamed,), events=(), judgements=())
    [relation] = json.loads(reading_line(story("a").report, reading, RAW))["relations"]
    assert (relation["source"], relation["cue"]) == ([], [])
