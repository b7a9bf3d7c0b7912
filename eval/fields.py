"""Which fields of the program's claims are right, as the scorer of the gold ledger pairs and judges them.

docs/vocabulary.md, "Field", says in words when each field is right. The scorer is imported from where the
corpora are, so that what is called right here is what `make gate` counts.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from accordingto.export.claims_jsonl import report_row
from accordingto.model import AttributionReading, Claim, Event, Evidence, Field, Mark
from accordingto.pipeline import Read

Json = dict[str, Any]
NEAR_KM = 25
"""How far a point may lie from the annotator's: the scorer's own bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One field of one claim: what it rests on, and whether it is right."""

    report: str
    evidence: Evidence
    right: bool
    given: bool
    """Whether what the field rests on is right: a figure's words, of its bounds."""


def module_at(path: Path) -> ModuleType:
    """A scorer that comes with the corpora, imported from its file."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(read: Read, gold: Sequence[Json], scorer: ModuleType) -> Iterator[Judged]:
    """Every field of every claim of a report, held against the annotator's claims.

    Args:
        read: the report as the program reads it.
        gold: the annotator's claims, in the form of the gold corpus.
        scorer: `gold/score_ledger.py`.
    """
    text = read.report.text
    rows: list[Json] = report_row(read.report, read.sheet)["claims"]  # type: ignore[assignment]
    partner = {pred: gold[one] for one, pred in scorer.pair_up(text, gold, rows)}
    for number, claim in enumerate(read.sheet.claims):
        against = _Against(text=text, scorer=scorer, claim=claim, row=rows[number], gold=partner.get(number))
        for evidence, right, given in against.fields():
            if evidence is not None:
                yield Judged(report=read.report.id, evidence=evidence, right=right, given=given)


Verdict = tuple[Evidence | None, bool, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Against:
    """A claim of the program and the one of the annotator that it is paired with, if any."""

    text: str
    scorer: ModuleType
    claim: Claim
    row: Json
    gold: Json | None

    def fields(self) -> Iterator[Verdict]:
        """Evidence, whether its field is right, and whether what it rests on is."""
        yield from self._claim()
        yield from self._hops()
        if self.claim.event is not None:
            yield from self._event(self.claim.event)

    def _claim(self) -> Iterator[Verdict]:
        row, gold, of = self.row, self.gold, _by_field(self.claim.evidence)
        paired = gold is not None
        near = gold is not None and self.scorer.jaccard(gold["content"], row["content"]) >= 0.5
        yield of.get(Field.JUDGEMENT), paired, True
        yield of.get(Field.CONTENT), near, paired
        same = gold is not None and gold["factuality"] == row["factuality"]
        yield of.get(Field.FACTUALITY), same, paired
        long = gold is not None and len(gold["attribution"]) == len(row["attribution"])
        yield of.get(Field.CHAIN), long, paired

    def _hops(self) -> Iterator[Verdict]:
        theirs = self.gold["attribution"] if self.gold else []
        for depth in range(1, len(self.row["attribution"]) + 1):
            hop, row = self.claim.attribution[-depth], self.row["attribution"][-depth]
            gold = theirs[-depth] if depth <= len(theirs) else None
            of = _by_field((*hop.speaker.evidence, *hop.evidence))
            there = gold is not None
            source = gold is not None and bool(self.scorer.same_hop(self.text, gold, row))
            yield of.get(Field.SOURCE), source, there
            yield of.get(Field.CUE), gold is not None and self._same_span(gold["cue"], row["cue"]), there
            yield of.get(Field.NAME), gold is not None and self._same_name(gold, row), source
            yield of.get(Field.ROLE), gold is not None and gold["role"] == row["role"], there
            yield of.get(Field.ACT), gold is not None and gold["act"] == row["act"], there

    def _event(self, event: Event) -> Iterator[Verdict]:
        of, row = _by_field(event.evidence), self.row["event"]
        theirs = self.gold["event"] if self.gold else None
        paired = theirs is not None
        yield of.get(Field.TRIGGER), paired, True
        yield of.get(Field.TYPE), theirs is not None and theirs["type"] == row["type"], paired
        weapon = theirs is not None and bool(self.scorer.overlap(theirs["weapon"], row["weapon"]))
        yield of.get(Field.WEAPON), weapon, paired
        times = _by_field(event.time.evidence)
        told = (theirs or {}).get("time") or {}
        words = bool(self.scorer.overlap(told.get("span"), row["time"]["span"]))
        yield times.get(Field.TIME), words, paired
        days = theirs is not None and bool(self.scorer.time_right(theirs, row))
        yield times.get(Field.DAYS), days, paired and (words or Field.TIME not in times)
        yield from self._named(event, "actors", Field.ACTOR, Field.ACTOR_NAME)
        yield from self._named(event, "targets", Field.TARGET, Field.TARGET_NAME)
        yield from self._items(event, "places", Field.PLACE, {Field.RESOLUTION: self._same_place})
        alike: dict[Field, Right] = {
            Field.BOUNDS: lambda g, p: (g["low"], g["high"]) == (p["low"], p["high"]),
            Field.HARM: lambda g, p: bool(g["harm"] == p["harm"]),
            Field.GROUP: lambda g, p: bool(g["group"] == p["group"]),
        }
        yield from self._items(event, "figures", Field.FIGURE, alike)

    def _named(self, event: Event, slot: str, words: Field, name: Field) -> Iterator[Verdict]:
        """Actors or targets; a name is not judged where the annotator gave none."""
        theirs = self.gold["event"][slot] if self.gold else []
        named = [one for one in theirs if one["name"]]
        touched = self._hits(theirs, self.row["event"][slot])
        touched_named = self._hits(named, self.row["event"][slot])
        right = self._hits(named, self.row["event"][slot], self._same_name)
        for i, one in enumerate(getattr(event, slot)):
            of = _by_field(one.evidence)
            yield of.get(words), touched[i], self.gold is not None
            if touched_named[i] or not touched[i]:
                yield of.get(name), right[i], touched[i]

    def _items(self, event: Event, slot: str, words: Field, more: dict[Field, Right]) -> Iterator[Verdict]:
        theirs, ours = (self.gold["event"][slot] if self.gold else []), self.row["event"][slot]
        touched = self._hits(theirs, ours)
        right = {field: self._hits(theirs, ours, test) for field, test in more.items()}
        for i, one in enumerate(getattr(event, slot)):
            of = _by_field(one.evidence)
            yield of.get(words), touched[i], self.gold is not None
            for field, hits in right.items():
                yield of.get(field), hits[i], touched[i]

    def _hits(self, gold: list[Json], ours: list[Json], right: Right | None = None) -> list[bool]:
        """Which of ours the scorer counts: those with which its count of hits grows."""
        test = right or (lambda _g, _p: True)
        counts = [self.scorer.match_spans(gold, ours[:n], test) for n in range(len(ours) + 1)]
        return [after > before for before, after in pairwise(counts)]

    def _same_span(self, gold: list[int] | None, ours: list[int] | None) -> bool:
        return bool(self.scorer.overlap(gold, ours)) or not (gold or ours)

    def _same_name(self, gold: Json, ours: Json) -> bool:
        return bool(self.scorer.same_name(gold["name"], ours["name"])) or not (gold["name"] or ours["name"])

    def _same_place(self, gold: Json, ours: Json) -> bool:
        if gold["lat"] is None:
            return bool(gold["country"] == ours["country"])
        return ours["lat"] is not None and bool(self.scorer.km(gold, ours) <= NEAR_KM)


Right = Callable[[Json, Json], bool]


def _by_field(evidence: tuple[Evidence, ...]) -> dict[Field, Evidence]:
    return {one.field: one for one in evidence if one.field}


RELATION_FIELDS = ("relation-source", "relation-cue", "relation-content")
"""The spans of PolNeAR's relations as `accordingto mark` writes them: right when both edges are."""


def judged_relations(read: Read, row: Json, scorer: ModuleType) -> Iterator[tuple[str, float, bool]]:
    """Field, the reader's probability and whether the span is exactly one of the annotators'.

    Args:
        read: the report as the program reads it.
        row: PolNeAR's document.
        scorer: `benchmarks/score.py`, whose "exact" counts this is.
    """
    text = row["text"]
    gold = scorer.role_pieces(row, text, scorer.attributions(row, text))
    marks = {
        role: {
            mark.span: mark.confidence for one in read.reading.attributions for mark in marks_of(one, role)
        }
        for role in ("source", "cue", "content")
    }
    for role, found in marks.items():
        for span, sure in found.items():
            yield f"relation-{role}", sure, (span.start, span.end) in gold[role]


def marks_of(one: AttributionReading, role: str) -> tuple[Mark, ...]:
    """The marks of a relation in one role."""
    if role == "content":
        return one.content
    mark = one.source if role == "source" else one.cue
    return (mark,) if mark else ()
