"""Paragraphs that go on in a voice, as invented reports."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Span, SpeakerRole
from accordingto.resolve.voices import Voice, carried_hop, carried_paragraphs


def voices(text: str, *sources: tuple[str, str]) -> tuple[Voice, ...]:
    """Voices at the successive places of their words, with their names."""
    out, at = [], 0
    for words, name in sources:
        start = text.index(words, at)
        at = start + len(words)
        out.append(Voice(span=Span(start=start, end=at), words=words, name=name, role=SpeakerRole.MILITARY))
    return tuple(out)


def carried(text: str, *sources: tuple[str, str]) -> list[tuple[str, str, str]]:
    found = carried_paragraphs(text, voices(text, *sources))
    return [(c.paragraph.of(text).split()[0], c.voice.name, c.rule) for c in found]


def test_paragraphs_between_two_quotations_of_one_statement_are_the_statements() -> None:
    text = (
        "According to the statement, gangs were seen near Homs.\n\nMoreover, they burnt a depot.\n\n"
        "Patrols were attacked.\n\n“They disrupt the peace,” the statement read."
    )
    assert carried(text, ("the statement", "border guard"), ("the statement", "border guard")) == [
        ("Moreover,", "border guard", "voices.between-two-of-one-statement"),
        ("Patrols", "border guard", "voices.between-two-of-one-statement"),
    ]


def test_what_comes_after_the_last_quotation_is_the_outlets_own() -> None:
    text = "According to the statement, gangs were seen.\n\nForeign troops hold the oil fields."
    assert carried(text, ("the statement", "border guard")) == []


def test_paragraphs_between_two_speakers_are_nobodys() -> None:
    text = "The statement spoke of gangs.\n\nA depot burnt.\n\nThe governor spoke of an accident."
    assert carried(text, ("The statement", "border guard"), ("The governor", "governor")) == []


def test_paragraphs_between_two_remarks_of_a_monitor_are_not_carried() -> None:
    text = "The monitor spoke of nine dead.\n\nA depot burnt.\n\nThe monitor spoke of ten."
    assert carried(text, ("The monitor", "Tigris Observatory"), ("The monitor", "Tigris Observatory")) == []


def test_a_paragraph_in_quote_marks_is_its_last_speakers() -> None:
    text = "A colonel spoke of gangs.\n\n‘To counter them, the army has searched the “white valley”.’\n\nTroops hold the fields."
    assert carried(text, ("A colonel", "colonel")) == [("‘To", "colonel", "voices.quoted-paragraph")]


def test_a_quotation_over_several_paragraphs_is_closed_at_its_end_only() -> None:
    text = (
        "“Two rockets fell,” a colonel said.\n\n“Three men were hurt.\n\n“The army shelled the valley.\n\n"
        "“Nobody else was hurt.”\n\nTroops hold the fields."
    )
    assert [c[0] for c in carried(text, ("a colonel", "colonel"))] == ["“Three", "“The", "“Nobody"]
    straight = text.replace("“", '"').replace("”", '"')
    assert len(carried(straight, ("a colonel", "colonel"))) == 3


def test_a_quotation_that_ends_within_a_paragraph_is_not_the_whole_of_it() -> None:
    text = "A colonel spoke.\n\n“Fire!” came a shout. Rockets hit a depot.\n\nTroops hold the fields."
    assert carried(text, ("A colonel", "colonel")) == []


def test_a_quoted_paragraph_keeps_the_statement_going() -> None:
    text = "“They disrupt the peace,” the statement read.\n\nThis serves one side.\n\n‘To counter them, the army searched.’\n\nTroops hold the fields."
    assert [c[0] for c in carried(text, ("the statement", "border guard"))] == ["This", "‘To"]


def test_a_carried_hop_names_the_earlier_mention_and_has_no_words_of_its_own() -> None:
    text = "A colonel spoke of gangs.\n\n“Patrols were attacked.”"
    (found,) = carried_paragraphs(text, voices(text, ("A colonel", "colonel")))
    hop = carried_hop(found)
    assert (hop.source, hop.cue, hop.speaker.name) == (None, None, "colonel")
    assert hop.carried_from is not None
    assert hop.carried_from.of(text) == "A colonel"


@given(st.text(alphabet=st.sampled_from("ab \n“”\"'.")), st.integers(0, 40))
def test_any_layout_gets_an_answer(text: str, at: int) -> None:
    inside = Voice(span=Span(start=at, end=at + 1), words="x", name="x", role=SpeakerRole.OTHER)
    for found in carried_paragraphs(text, (inside,) if at < len(text) else ()):
        assert found.paragraph.end <= len(text)
