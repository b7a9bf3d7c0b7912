"""Loaded words as news sentences: what is marked stands in brackets, and nothing else may be."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import LoadedKind
from accordingto.read.loaded import table_words
from accordingto.read.sentences import sentences
from accordingto.reference.loaded import loaded_table


def marked(text: str) -> str:
    """The text with a bracket around every loaded word."""
    out, at = "", 0
    for mark in table_words(text, sentences(text)):
        out += f"{text[at : mark.span.start]}[{mark.span.of(text)}|{mark.word}]"
        at = mark.span.end
    return out + text[at:]


MARKED = [
    "The army killed nine [terrorists|terrorist] near Homs.",
    "[Terrorists|terrorist] shelled a market in Azaz.",
    "[TERRORISTS|terrorist] SHELL MARKET IN AZAZ",
    "[Terrorists|terrorist] Shell Market In Azaz",
    "[Takfiri|takfiri] [terrorists|terrorist] fled the town.",
    "A [terrorist attack|terrorism] shook Idlib, and members of a [terror group|terror group] fled in terror.",
    "[Regime|regime] forces shelled a market; the [regime|regime]’s planes came back.",
    "Two [martyrs|martyr] were buried in Azaz.",
    "The army [liberated|liberate] three villages and [cleansed|cleanse] the area of [gangs|gang].",
    "The [so-called|so-called] council met, and the [self-proclaimed|self-styled] governor spoke.",
    "Our [heroic|hero] soldiers repelled the [thugs|thug] and [mercenaries|mercenary].",
    "The [occupation forces|occupation forces] committed a [massacre|massacre] in the town.",
    "The [junta|junta] and its [puppet|puppet] government denied it.",
    "Planes [eliminated|eliminate] 27 militants, and 12 fighters were [neutralised|neutralise].",
    "[Infidels|infidel] and [apostates|apostate] will pay, the group wrote.",
    "It belongs to [what it calls|what it calls] the eastern province.",
    "Soldiers were [mopping up|mop up] the last pockets in Mosul.",
    "[Terrorist|terrorist] groups hold the valley.",
]

UNMARKED = [
    # compounds and experts
    "Counter-terrorism police searched a flat.",
    "Counterterrorism officers and an anti-terrorist unit searched a flat.",
    "A terrorism expert at the Terrorism Research Center said so.",
    "He was held on terrorism charges under the Prevention of Terrorism Act.",
    # lists are facts
    "The group is designated a terrorist organisation by several states.",
    # names of places, brigades and organisations
    "Fighters of the Martyrs' Brigade entered the town.",
    "Shells fell near Martyrs’ Square in Azaz.",
    "Martyrs Square was shelled on Friday.",
    "The Yarmouk Martyrs Brigade and the Free Martyrs of Azaz fought on.",
    "Martyrs Brigade Enters Town",
    "the farabundo marti national liberation front (fmln) reported an attack.",
    "The National Liberation Army took the town.",
    "Mr Savage, a doctor, was there.",
    "The Genocide Convention was signed in Paris.",
    # rules, policies
    "A sanctions regime and a regime of sanctions were agreed.",
    "The regime of calm held, and inspectors praised the inspection regime.",
    "Regime change was never the aim.",
    # plain use
    "They fled in terror while the planes circled.",
    "The vicious circle of violence goes on, and the roads are treacherous in a brutal winter.",
    "The treacherous road was closed.",
    "The club was eliminated from the cup.",
    "Sappers neutralised a bomb in Azaz.",
    "The company was liquidated in May.",
    "Street gangs and drug gangs fight over the port.",
    "Farmers slaughtered sheep for the feast.",
    "The army freed the village and liberated hostages.",
    "Ethnic groups live there; the puppet theatre reopened.",
    "The crime of aggression is tried in another court.",
    "The castle of the crusaders, a medieval ruin, was hit.",
    "Enemy combatants were moved; poverty is the common enemy.",
]


@pytest.mark.parametrize("source", MARKED)
def test_loaded_words_are_marked(source: str) -> None:
    assert marked(re.sub(r"\[([^\[\]|]+)\|[^\]]+\]", r"\1", source)) == source


@pytest.mark.parametrize("sentence", UNMARKED)
def test_the_same_words_in_plain_use_are_not(sentence: str) -> None:
    assert marked(sentence) == sentence


def test_a_neighbour_in_another_sentence_guards_nothing() -> None:
    assert "[terrorists|terrorist]" in marked("The group was designated in 2012. Nine terrorists died.")


def test_every_entry_has_a_note_and_marks_each_of_its_forms() -> None:
    for entry in loaded_table().entries:
        assert entry.note, entry.word
        company = next(iter(sorted(entry.near)), "")
        for form in entry.forms:
            sentence = f"so {' '.join(form)} {company}"
            assert f"|{entry.word}]" in marked(sentence), sentence


def test_no_form_belongs_to_two_entries_and_every_kind_has_some() -> None:
    forms = [form for entry in loaded_table().entries for form in entry.forms]
    assert len(forms) == len(set(forms))
    assert {entry.kind for entry in loaded_table().entries} == set(LoadedKind)
    assert all(word == word.lower() for form in forms for word in form)


@given(st.text(alphabet=st.sampled_from("terrorists regime so-called martyr ’' .\n“X"), max_size=60))
def test_marks_are_in_order_and_inside_the_text(text: str) -> None:
    marks = list(table_words(text, sentences(text)))
    assert all(a.span.end <= b.span.start for a, b in pairwise(marks))
    assert all(mark.span.end <= len(text) for mark in marks)
