"""One invented report in the shapes in which reports arrive: each gives the claims of the clean one.

What a claim says is compared as words, not as offsets: trigger, type, speaker, place, figures and days.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from accordingto import pipeline
from accordingto.config import build_tools
from accordingto.model import Claim, GazetteerPlace, Issue, SectionKind
from accordingto.reference.plain_text import plain

TITLE = "Shelling kills nine in Aleppo, monitor says"
PARAGRAPHS = (
    "ALEPPO, Syria, Aug 24 2016 (Reuters) - Rebel shelling killed nine civilians in Aleppo on Tuesday, the Tigris "
    "Observatory said.",
    "Government warplanes later bombed a market in Idlib, wounding at least 12 people, the monitor said.",
    '"Two rockets hit the airport near Homs," a military spokesman said. He denied that soldiers had '
    "withdrawn from Palmyra.",
    "Clashes between the army and rebels broke out in Hama on Wednesday, according to residents.",
    "Invented report.",
)
CLEAN = "\n\n".join((TITLE, *PARAGRAPHS)) + "\n"


def wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(p, 70, break_on_hyphens=False) for p in text.split("\n\n"))


def quoted(opening: str, closing: str) -> Callable[[str], str]:
    return lambda text: re.sub(r'"(.*?)"', rf"{opening}\1{closing}", text)


def furnished(text: str) -> str:
    first, second, third, *others = text.split("\n\n")
    between = ("Read more: What is known so far", "(Photo: A street in Aleppo / Lakeside Agency)")
    credits = "Reporting by Lina Haddad; editing by Omar Saleh"
    return "\n\n".join((first, "By Lina Haddad", second, between[0], third, between[1], *others, credits))


SAME: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "in lower case": str.lower,
    "German quotes": quoted("„", "“"),
    "guillemets": quoted("«", "»"),
    "quotes as TeX has them": quoted("``", "''"),
    "hard-wrapped": wrapped,
    "hard-wrapped, Windows line ends": lambda text: wrapped(text).replace("\n", "\r\n"),
    "hard-wrapped, indented": lambda text: re.sub(r"(?m)^(?=.)", "    ", wrapped(text)),
    "soft hyphens": lambda text: re.sub(r"(?<=\b[A-Za-z]{3})(?=[a-z]{4})", "\u00ad", text),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "double spaces": lambda text: text.replace(" ", "  "),
    "entity residue": lambda text: html.escape(text).replace(" ", "&nbsp;", 40),
    "entities escaped twice": lambda text: html.escape(html.escape(text)),
    "byte order mark": lambda text: "\ufeff" + text,
    "zero-width signs": lambda text: text.replace(" ", " \u200b"),
    "one line a paragraph": lambda text: text.replace("\n\n", "\n"),
    "furniture between": furnished,
}
"""Shapes that the program undoes or that its network never sees: every field must stay what it was."""

LIKE: dict[str, Callable[[str], str]] = {
    "typographic quotes": quoted("“", "”"),
    "single quotes": quoted("‘", "’"),
    "no final full stop": lambda text: re.sub(r"\.(?=\n)", "", text),
    "no quotes, commas, apostrophes": lambda text: re.sub(r"[\"',]", "", text),
    "no punctuation at all": lambda text: re.sub(r"[^\w\s()-]", "", text),
    "one long paragraph": lambda text: text.replace("\n\n", " "),
    "bulleted": lambda text: text.replace("\n\n", "\n\n• "),
    "numbered": lambda text: re.sub(r"\n\n", lambda m: f"\n\n{m.start() % 9 + 1}. ", text),
    "a liveblog": lambda text: text.replace("\n\n", "\n\n14:05 GMT\n\n"),
    "a liveblog, newest first": lambda text: "\n\n14:05 GMT\n\n".join(
        [TITLE, *reversed(text.strip().split("\n\n")[1:])]
    ),
    "ellipses": lambda text: text.replace(". ", "... "),
    "a table flattened": lambda text: text.replace(", ", "\t").replace(" on ", "\ton "),
}
"""Shapes that the network sees: the events must stay."""


def read(text: str, folder: Path) -> tuple[list[tuple[object, ...]], list[tuple[SectionKind, str]]]:
    path = folder / "report.txt"
    path.write_bytes(text.encode("utf-8"))
    (item,) = pipeline.mark([path], _tools())
    assert not isinstance(item, Issue), item
    told = [_said(claim, item.report.text) for claim in item.sheet.claims]
    return told, [(s.kind, plain(s.span.of(item.report.text)).casefold()) for s in item.report.sections]


@cache
def _tools() -> pipeline.Tools:
    return build_tools()


def _said(claim: Claim, text: str) -> tuple[object, ...]:
    event = claim.event
    assert event is not None
    places = [
        p.resolution.name if isinstance(p.resolution, GazetteerPlace) else plain(p.span.of(text)).casefold()
        for p in event.places
    ]
    return (
        plain(event.trigger.of(text)).casefold(),
        event.type,
        tuple(str(hop.speaker.name).casefold() for hop in claim.attribution),
        claim.factuality,
        tuple(places),
        tuple((f.low, f.high, f.harm) for f in event.figures),
        event.time.start,
    )


@pytest.mark.parametrize("shape", SAME)
def test_the_claims_are_those_of_the_clean_text(shape: str, tmp_path: Path) -> None:
    clean, _ = read(CLEAN, tmp_path)
    assert len(clean) >= 6, "the clean text itself is not read"
    told, _ = read(SAME[shape](CLEAN), tmp_path)
    assert told == clean


@pytest.mark.parametrize("shape", LIKE)
def test_what_happened_is_found_all_the_same(shape: str, tmp_path: Path) -> None:
    told, _ = read(LIKE[shape](CLEAN), tmp_path)
    events = {(trigger, places) for trigger, _, _, _, places, *_ in told}
    wanted = {("bombed", ("Idlib",)), ("hit", ("Homs",)), ("withdrawn", ("Tadmur",)), ("clashes", ("Ḩamāh",))}
    assert len(wanted & events) >= 3, events


@pytest.mark.parametrize(
    "shape", ["in capitals", "in lower case", "hard-wrapped", "one line a paragraph", "double spaces"]
)
def test_its_title_and_dateline_are_told(shape: str, tmp_path: Path) -> None:
    _, sections = read(SAME[shape](CLEAN), tmp_path)
    assert sections[:2] == [
        (SectionKind.TITLE, TITLE.casefold()),
        (SectionKind.DATELINE, "aleppo, syria, aug 24 2016 (reuters) -"),
    ]


def test_the_hours_of_a_liveblog_are_furniture(tmp_path: Path) -> None:
    _, sections = read(LIKE["a liveblog"](CLEAN), tmp_path)
    furniture = [words for kind, words in sections if kind is SectionKind.FURNITURE]
    assert furniture == ["14:05 gmt"] * 5


def test_what_stands_between_the_paragraphs_is_furniture(tmp_path: Path) -> None:
    _, sections = read(furnished(CLEAN), tmp_path)
    assert [words for kind, words in sections if kind is SectionKind.FURNITURE] == [
        "by lina haddad",
        "read more: what is known so far",
        "(photo: a street in aleppo / lakeside agency)",
        "reporting by lina haddad; editing by omar saleh",
    ]
