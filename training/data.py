"""Corpora -> training windows: which token carries which target.

Two shapes of annotation are read here: PolNeAR (`relations` of source, cue and content) and the gold
ledger (`claims`); `further.py` reads the others. What a corpus does not annotate is masked, never
taken for absent: PolNeAR marks no events. The ledger's speakers and cues, which are those of claims,
are taken for all there are: told only where speakers stand, a network marks whole headlines.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from accordingto.model import MarkLabel
from accordingto.read.labels import CLASSES, FURTHER_LAYERS, HOPS, INCIDENT_TYPES, LAYERS, ROLES
from accordingto.read.windows import PAD, SEP, IntArray, Tokens, Window, inputs, tokenize

Pair = tuple[int, int]

MASKED = -1
TAG_OF = {"O": 0, "B": 1, "I": 2, "E": 3, "S": 4}
ARGUMENT_KEYS = {
    MarkLabel.ACTOR: "actors",
    MarkLabel.TARGET: "targets",
    MarkLabel.PLACE: "places",
    MarkLabel.FIGURE: "figures",
}
HELPING_LAYERS: tuple[str, ...] = ("event", "participant", "location", "doer", "recipient")
"""Tag layers of corpora that only help the encoder along; left out of the weights."""
ALL_LAYERS: tuple[str, ...] = (*LAYERS, *FURTHER_LAYERS, *HELPING_LAYERS)
PLOVER: tuple[str, ...] = (
    "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "PROTEST",
    "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD",
)  # fmt: skip
"""Root categories of the PLV sentences (Halterman et al. 2023), told at [CLS]."""


def held_out(report_id: str, one_in: int = 12) -> bool:
    """Whether a report of a train side is kept from training, to calibrate and set thresholds on."""
    return int(hashlib.sha256(report_id.encode()).hexdigest()[:8], 16) % one_in == 0


@dataclass
class Example:
    """A report with its targets on tokens; spans are token pairs [first, last)."""

    id: str
    tokens: Tokens
    layers: Mapping[str, list[Pair]]
    """Layers that the corpus annotates; an empty list means there is none."""
    pointers: list[tuple[str, int, int | None]] = field(default_factory=list)
    """(pointer, from token, to token or None for nobody)."""
    classes: list[tuple[str, int, int]] = field(default_factory=list)
    arguments: list[tuple[int, dict[MarkLabel, list[Pair]]]] = field(default_factory=list)
    """(trigger token, spans of each role)."""
    fillers: list[tuple[Pair, int]] = field(default_factory=list)
    """Fillers of incident slots and the type of their incident."""
    incidents: list[tuple[int, list[Pair]]] | None = None
    """Type and fillers of each incident told; None where the corpus does not say."""
    category: int | None = None
    """PLOVER category of the whole text."""


def token_span(tokens: Tokens, start: int, end: int) -> Pair | None:
    """Tokens that touch the characters [start, end)."""
    inside = np.flatnonzero((tokens.ends > start) & (tokens.starts < end) & (tokens.ids != SEP))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else None


def flat(spans: list[Pair]) -> list[Pair]:
    """Non-overlapping spans, longer ones first."""
    kept: list[Pair] = []
    for span in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


def polnear_example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    text: str = row["text"]
    tokens = tokenize(text, tokenizer)
    layers: dict[str, list[Pair]] = {MarkLabel.SPEAKER: [], MarkLabel.CUE: [], MarkLabel.CONTENT: []}
    keys = {"source": MarkLabel.SPEAKER, "cue": MarkLabel.CUE, "content": MarkLabel.CONTENT}
    example = Example(id=row["id"], tokens=tokens, layers=layers)
    for relation in row["relations"]:
        found: dict[str, list[Pair]] = {}
        for key, label in keys.items():
            pieces = _joined(text, relation.get(key) or [])
            found[key] = [s for s in (token_span(tokens, *piece) for piece in pieces) if s]
            layers[label] += found[key]
        for first, last in found["content"]:
            for at in range(first, last):
                if tokens.ids[at] == SEP:
                    continue
                for key in ("source", "cue"):
                    target = found[key][0][0] if found[key] else None
                    example.pointers.append((key, at, target))
    example.layers = {label: flat(spans) for label, spans in layers.items()}
    return example


def _joined(text: str, pieces: list[list[int]]) -> list[Pair]:
    """Pieces sorted, and joined where only blanks part them, as the scorer does."""
    out: list[Pair] = []
    for start, end in sorted((p[0], p[1]) for p in pieces):
        if out and (start <= out[-1][1] or not text[out[-1][1] : start].strip()):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def gold_example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    tokens = tokenize(row["text"], tokenizer)
    event_layers = [
        layer for layer in LAYERS if layer in ROLES or layer in (MarkLabel.TRIGGER, MarkLabel.JUDGEMENT)
    ]
    layers: dict[str, list[Pair]] = {layer: [] for layer in (*event_layers, MarkLabel.SPEAKER, MarkLabel.CUE)}
    example = Example(id=row["id"], tokens=tokens, layers=layers)
    mentions = _named_mentions(row)
    seen: set[int] = set()
    for claim in row["claims"]:
        _add_hops(example, claim)
        if claim["kind"] == "judgement":
            span = token_span(tokens, *claim["content"])
            if span:
                example.layers[MarkLabel.JUDGEMENT].append(span)
                _add_stance(example, claim, [span[0]], mentions)
            continue
        trigger = token_span(tokens, *claim["event"]["trigger"])
        if trigger is None:
            continue
        example.layers[MarkLabel.TRIGGER].append(trigger)
        _add_arguments(example, claim["event"], trigger)
        if trigger[0] not in seen:
            seen.add(trigger[0])
            positions = list(range(*trigger))
            _add_stance(example, claim, positions, mentions)
            example.classes += [
                ("type", at, CLASSES["type"].index(claim["event"]["type"])) for at in positions
            ]
    example.layers = {label: flat(spans) for label, spans in layers.items()}
    return example


def _named_mentions(row: dict[str, Any]) -> list[tuple[str, Pair]]:
    found = {
        (hop["name"], (hop["source"][0], hop["source"][1]))
        for claim in row["claims"]
        for hop in claim["attribution"]
        if hop.get("source") and hop.get("name")
    }
    return sorted(found, key=lambda item: item[1])


def _add_hops(example: Example, claim: dict[str, Any]) -> None:
    sources = []
    for hop in claim["attribution"]:
        source = token_span(example.tokens, *hop["source"]) if hop.get("source") else None
        cue = token_span(example.tokens, *hop["cue"]) if hop.get("cue") else None
        sources.append(source)
        if source:
            example.layers[MarkLabel.SPEAKER].append(source)
            role = CLASSES["role"].index(hop["role"])
            example.classes += [("role", at, role) for at in range(*source)]
        if cue:
            example.layers[MarkLabel.CUE].append(cue)
    if sources and sources[-1]:
        outer = sources[-2][0] if len(sources) > 1 and sources[-2] else None
        if len(sources) == 1 or outer is not None:
            example.pointers.append(("outer", sources[-1][0], outer))


def _add_stance(
    example: Example, claim: dict[str, Any], positions: list[int], mentions: list[tuple[str, Pair]]
) -> None:
    """Factuality, act, number of hops, and the pointers to the innermost speaker and cue."""
    hops = claim["attribution"]
    targets: dict[str, int | None] = {"source": None, "cue": None}
    known = {"source": True, "cue": True}
    if hops:
        inner = hops[-1]
        if inner.get("cue"):
            cue = token_span(example.tokens, *inner["cue"])
            targets["cue"] = cue[0] if cue else None
        place = inner.get("source")
        if not place and not inner.get("cue") and inner.get("name"):
            earlier = [
                span for name, span in mentions if name == inner["name"] and span[0] < claim["content"][0]
            ]
            place = earlier[-1] if earlier else None
            known["source"] = place is not None
        if place:
            source = token_span(example.tokens, *place)
            targets["source"] = source[0] if source else None
    for at in positions:
        example.classes.append(("factuality", at, CLASSES["factuality"].index(claim["factuality"])))
        example.classes.append(("hops", at, min(len(hops), len(HOPS) - 1)))
        if hops:
            example.classes.append(("act", at, CLASSES["act"].index(hops[-1]["act"])))
            if not hops[-1].get("source"):
                example.classes.append(("role", at, CLASSES["role"].index(hops[-1]["role"])))
        example.pointers += [(key, at, targets[key]) for key in targets if known[key]]


def _add_arguments(example: Example, event: dict[str, Any], trigger: Pair) -> None:
    tokens = example.tokens
    spans: dict[MarkLabel, list[Pair]] = {role: [] for role in ROLES}
    for role, key in ARGUMENT_KEYS.items():
        for item in event[key]:
            span = token_span(tokens, *item["span"])
            if span:
                spans[role].append(span)
                if role is MarkLabel.FIGURE:
                    for name in ("harm", "group"):
                        y = CLASSES[name].index(item[name])
                        example.classes += [(name, at, y) for at in range(*span)]
    for role, place in ((MarkLabel.TIME, event["time"]["span"]), (MarkLabel.WEAPON, event["weapon"])):
        span = token_span(tokens, *place) if place else None
        if span:
            spans[role].append(span)
    for role, found in spans.items():
        example.layers[role] += found
    example.arguments.append((trigger[0], spans))


@dataclass
class Batch:
    """Network inputs [windows, length] and targets; positions count the leading [CLS]."""

    ids: np.ndarray
    mask: np.ndarray
    segments: np.ndarray
    tags: np.ndarray
    """[windows, layers, length], MASKED where the corpus does not annotate the layer."""
    pointers: dict[str, list[tuple[int, int, int]]]
    classes: dict[str, list[tuple[int, int, int]]]
    arguments: list[tuple[int, int, dict[MarkLabel, list[int]]]]
    fillers: list[tuple[int, int, int]]
    incidents: list[tuple[int, list[float]]]
    """(window, whether each type is told in it)."""
    categories: list[tuple[int, int]]


def batch(pieces: list[tuple[Tokens, Window]], pad_to: int = 8) -> tuple[IntArray, IntArray, IntArray]:
    """Several windows padded to one length: ids, mask and segment ids, each [windows, length]."""
    rows = [inputs(tokens, window) for tokens, window in pieces]
    length = -(-max(len(ids) for ids, _ in rows) // pad_to) * pad_to
    shape = (len(rows), length)
    ids, mask, segments = np.full(shape, PAD), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for i, (row_ids, row_segments) in enumerate(rows):
        n = len(row_ids)
        ids[i, :n], mask[i, :n], segments[i, :n] = row_ids, 1, row_segments
    return ids, mask, segments


def tag(row: np.ndarray, span: Pair, window: Window) -> None:
    """Write BIOES tags of a span into `row` [length]; a cut end continues as inside."""
    first, last = max(span[0], window.first), min(span[1], window.last)
    if first >= last:
        return
    row[first - window.first + 1 : last - window.first + 1] = TAG_OF["I"]
    begins, ends = span[0] >= window.first, span[1] <= window.last
    if begins and ends and last - first == 1:
        row[first - window.first + 1] = TAG_OF["S"]
        return
    if begins:
        row[first - window.first + 1] = TAG_OF["B"]
    if ends:
        row[last - window.first] = TAG_OF["E"]


def collate(pieces: list[tuple[Example, Window]]) -> Batch:
    ids, mask, segments = batch([(example.tokens, window) for example, window in pieces])
    shape = (len(pieces), len(ALL_LAYERS), ids.shape[1])
    out = Batch(
        ids=ids,
        mask=mask,
        segments=segments,
        tags=np.full(shape, MASKED, np.int64),
        pointers={},
        classes={},
        arguments=[],
        fillers=[],
        incidents=[],
        categories=[],
    )
    for row, (example, window) in enumerate(pieces):
        n = window.last - window.first

        def place(at: int, window: Window = window) -> int | None:
            return at - window.first + 1 if window.first <= at < window.last else None

        for label, spans in example.layers.items():
            layer = ALL_LAYERS.index(label)
            out.tags[row, layer, 1 : n + 1] = 0
            for span in spans:
                tag(out.tags[row, layer], span, window)
        for name, source, target in example.pointers:
            at, to = place(source), 0 if target is None else place(target)
            if at is not None and to is not None:
                out.pointers.setdefault(name, []).append((row, at, to))
        for name, position, y in example.classes:
            at = place(position)
            if at is not None:
                out.classes.setdefault(name, []).append((row, at, y))
        for trigger, roles in example.arguments:
            at = place(trigger)
            if at is not None:
                inside = {
                    role: [p for a, b in spans for i in range(a, b) if (p := place(i)) is not None]
                    for role, spans in roles.items()
                }
                out.arguments.append((row, at, inside))
        _incidents(out, row, example, window)
        if example.category is not None:
            out.categories.append((row, example.category))
    return out


def _incidents(out: Batch, row: int, example: Example, window: Window) -> None:
    """Slot fillers of a window, and which types of incident it tells: those with a filler in it."""

    def inside(span: Pair) -> bool:
        return window.first <= span[0] and span[1] <= window.last

    for span, kind in example.fillers:
        if inside(span):
            out.fillers += [(row, at - window.first + 1, kind) for at in range(*span)]
    if example.incidents is not None:
        told = [0.0] * len(INCIDENT_TYPES)
        for kind, spans in example.incidents:
            if not spans or any(map(inside, spans)):
                told[kind] = 1.0
        out.incidents.append((row, told))
