"""Who uses a loaded word, as news sentences with the attribution as the reader would mark it."""

from __future__ import annotations

from dataclasses import replace

from accordingto.model import AttributionReading, LoadedWord, Mark, MarkLabel, Reading, ReportPart
from accordingto.read.loaded import loaded_marks
from accordingto.read.sentences import sentences
from accordingto.reference.gazetteer import PackagedGazetteer
from accordingto.resolve import resolve
from tests.read.annotated import Annotated, annotated


def attribution(case: Annotated, number: int = 0) -> AttributionReading:
    """The speaker, cue and content of that number, as one attribution."""
    marks = [Mark(label=label, span=span, confidence=0.9) for label, span in case.marks]

    def of(label: MarkLabel) -> Mark | None:
        found = [mark for mark in marks if mark.label is label]
        return found[number] if number < len(found) else None

    content = of(MarkLabel.CONTENT)
    assert content is not None
    return AttributionReading(
        source=of(MarkLabel.SPEAKER), cue=of(MarkLabel.CUE), content=(content,), confidence=0.9
    )


def used(case: Annotated, *attributions: AttributionReading) -> tuple[LoadedWord, ...]:
    reading = Reading(
        report_id="r",
        reader="test",
        attributions=attributions,
        events=(),
        judgements=(),
        loaded=loaded_marks(case.text, sentences(case.text), attributions),
    )
    loaded = resolve(case.report(), reading, PackagedGazetteer()).loaded
    assert loaded is not None
    return loaded


def names(loaded: tuple[LoadedWord, ...], text: str) -> list[tuple[str, list[object]]]:
    return [(one.span.of(text), [user.name for user in one.users]) for one in loaded]


def test_what_somebody_is_quoted_for_is_theirs_and_the_rest_the_outlets() -> None:
    case = annotated(
        "Regime planes struck Azaz. [The Joint Command|speaker] [said|cue] [terrorists had died|content]."
    )
    loaded = used(case, attribution(case))
    assert names(loaded, case.text) == [("Regime", []), ("terrorists", ["Joint Command"])]
    assert loaded[0].evidence[-1].rule == "loaded.outside-every-attribution"
    assert loaded[1].users[0].evidence[0].rule == "loaded.innermost-content"


def test_a_word_in_the_name_of_a_speaker_is_the_outlets() -> None:
    case = annotated("[A regime spokesman|speaker] [said|cue] [two soldiers had died|content].")
    assert names(used(case, attribution(case)), case.text) == [("regime", [])]


def test_a_pronoun_stands_for_the_speaker_named_before() -> None:
    case = annotated(
        "[The Joint Command|speaker] [said|cue] [a depot burnt|content]. [It|speaker] [blamed|cue] [terrorists|content]."
    )
    loaded = used(case, attribution(case), attribution(case, 1))
    assert names(loaded, case.text) == [("terrorists", ["Joint Command"])]


def test_the_innermost_of_two_attributions_uses_the_word() -> None:
    case = annotated(
        "[The agency|speaker] [said|cue] [the general had spoken of terrorists|content]."
        " [The general|speaker] [spoke|cue] again of [a depot|content]."
    )
    outer, inner = attribution(case), attribution(case, 1)
    start = case.text.index("terrorists")
    word = Mark(label=MarkLabel.CONTENT, span=replace(outer.content[0].span, start=start), confidence=0.9)
    loaded = used(case, outer, replace(inner, content=(word,)))
    assert names(loaded, case.text) == [("terrorists", ["general"])]


def test_two_who_say_the_same_words_both_use_them() -> None:
    case = annotated(
        "[The army|speaker] [said|cue] [terrorists fled|content], and [the police|speaker] [agreed|cue] on [it|content]."
    )
    first, second = attribution(case), attribution(case, 1)
    loaded = used(case, first, replace(second, content=first.content))
    assert names(loaded, case.text) == [("terrorists", ["army", "police"])]


def test_what_nobody_named_is_quoted_for_has_a_user_without_a_name() -> None:
    case = annotated("[Terrorists|content] were [reportedly|cue] seen near Homs.")
    (loaded,) = used(case, attribution(case))
    assert [(user.source, user.name) for user in loaded.users] == [(None, None)]


def test_a_paragraph_that_goes_on_in_a_voice_is_that_voices() -> None:
    case = annotated(
        "According to [the statement|speaker], [a depot burnt|content].\n\nMoreover, terrorists fled.\n\n"
        "“[They will not return|content],” [the statement|speaker] read.\n\nThe regime holds the town."
    )
    loaded = used(case, attribution(case), attribution(case, 1))
    assert names(loaded, case.text) == [("terrorists", ["statement"]), ("regime", [])]
    assert [one.part for one in loaded] == [ReportPart.BODY, ReportPart.BODY]
