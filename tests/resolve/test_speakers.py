"""Who "he", "the monitor" and "the statement" are, as news sentences.

A case is the sources of one report in order, `words|role`, and the names they must get.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import Field, Span, SpeakerRole
from accordingto.resolve.actors import acronyms, participants
from accordingto.resolve.speakers import Mention, bare_name, resolve_speakers

CASES = [
    # the fullest form names the later ones
    (
        ["the Tigris Observatory for Civilians|monitor", "the Observatory|monitor", "it|monitor"],
        ["Tigris Observatory for Civilians"] * 3,
    ),
    # an acronym by its letters
    (
        ["Tigris Observatory for Civilians|monitor", "TOC|monitor"],
        ["Tigris Observatory for Civilians"] * 2,
    ),
    # "he" is the last person, not the last organisation
    (
        ["a spokesman for the Northern Command|military", "the Lakeside Agency|media", "he|military"],
        ["spokesman for the Northern Command", "Lakeside Agency", "spokesman for the Northern Command"],
    ),
    # "it" is the last organisation, not the last person
    (
        ["the Tigris Observatory|monitor", "a police officer|official", "it|monitor"],
        ["Tigris Observatory", "police officer", "Tigris Observatory"],
    ),
    # a statement speaks with the voice of whoever issued it
    (
        ["a representative of the border guard|military", "the statement|document"],
        ["representative of the border guard"] * 2,
    ),
    # "the monitor" is the one speaker of that kind
    (
        ["the Tigris Observatory|monitor", "a rebel commander|armed-group", "the monitor|monitor"],
        ["Tigris Observatory", "rebel commander", "Tigris Observatory"],
    ),
    # nobody before: a pronoun names nobody, a noun keeps its words
    (["he|official", "the ministry|official"], [None, "ministry"]),
    # a relative pronoun stands for the noun before it, not for an earlier speaker
    (
        ["a military spokesman|military", "that|other", "he|military"],
        ["military spokesman", None, "military spokesman"],
    ),
    # two different people of one kind are not merged
    (
        ["a doctor in Homs|medical", "a doctor in Hama|medical"],
        ["doctor in Homs", "doctor in Hama"],
    ),
    # lower-case cables
    (["the north coast police|official", "the police|official"], ["north coast police"] * 2),
]


def mentions(sources: list[str]) -> tuple[Mention, ...]:
    out = []
    for i, source in enumerate(sources):
        words, role = source.split("|")
        span = Span(start=100 * i, end=100 * i + len(words))
        out.append(Mention(span=span, words=words, role=SpeakerRole(role)))
    return tuple(out)


@pytest.mark.parametrize(("sources", "names"), CASES)
def test_sources_stand_for(sources: list[str], names: list[str | None]) -> None:
    given_mentions = mentions(sources)
    resolved = resolve_speakers(given_mentions)
    assert [resolved[m.span].name for m in given_mentions] == names


def test_every_answer_names_its_rule_and_the_words_it_rests_on() -> None:
    found = mentions(["the Tigris Observatory|monitor", "it|monitor"])
    resolved = resolve_speakers(found)
    assert resolved[found[1].span].evidence.rule == "speakers.pronoun"
    assert resolved[found[1].span].evidence.span == found[0].span


def test_the_order_of_mentions_does_not_matter() -> None:
    found = mentions(
        ["the Tigris Observatory|monitor", "it|monitor", "a doctor|medical", "the monitor|monitor"]
    )
    assert resolve_speakers(found) == resolve_speakers(tuple(reversed(found)))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Lakeside Agency, which is run by the state", "Lakeside Agency"),
        ("“The Lakeside Agency”", "Lakeside Agency"),
        ("a  police\nsource", "police source"),
        ("its correspondent", "correspondent"),
        ("the", "the"),
    ],
)
def test_a_bare_name_has_no_determiner_clause_or_quote_marks(words: str, name: str) -> None:
    assert bare_name(words) == name


def test_an_acronym_stands_for_the_name_that_introduces_it() -> None:
    text = "Fighters of the Lakeside Defence Forces (LDF) entered Homs. The LDF lost two men (OK)."
    assert acronyms(text) == {"LDF": "Lakeside Defence Forces"}
    start = text.rindex("LDF")
    (actor,) = participants(text, [(Span(start=start, end=start + 3), 0.9)], acronyms(text), Field.ACTOR)
    assert actor.name == "Lakeside Defence Forces"


def test_a_pronoun_that_acts_has_no_name_of_its_own() -> None:
    (actor,) = participants("They fled.", [(Span(start=0, end=4), 0.9)], {}, Field.ACTOR)
    assert actor.name is None


@pytest.mark.parametrize(("words", "name"), [("US", "US"), ("us", None), ("Us", None), ("THEY", None)])
def test_a_country_in_capitals_is_no_pronoun(words: str, name: str | None) -> None:
    span = Span(start=0, end=len(words))
    (actor,) = participants(f"{words} struck first.", [(span, 0.9)], {}, Field.ACTOR)
    assert actor.name == name


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=30), st.sampled_from(list(SpeakerRole))), max_size=8))
def test_any_words_get_an_answer(sources: list[tuple[str, SpeakerRole]]) -> None:
    found = tuple(
        Mention(span=Span(start=50 * i, end=50 * i + len(words)), words=words, role=role)
        for i, (words, role) in enumerate(sources)
    )
    resolved = resolve_speakers(found)
    assert set(resolved) == {m.span for m in found}
