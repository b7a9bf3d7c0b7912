"""Further corpora -> examples: incident templates (MUC-4), time expressions and events (TempEval-3,
WikiWars, ECB+), coded sentences (PLV). Each gets tag layers of its own, since none annotates what the
ledger means by an actor or a time: one document's time expressions are not its events' times.
"""

from __future__ import annotations

import re
from typing import Any

from tokenizers import Tokenizer

from accordingto.read.labels import INCIDENT_LAYERS, INCIDENT_TYPES
from accordingto.read.windows import tokenize
from training.data import PLOVER, Example, Pair, flat, token_span


def muc_example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """Every whole-word occurrence of a filler's words is marked: the keys do not say which one is meant."""
    text: str = row["text"]
    tokens = tokenize(text, tokenizer)
    layers: dict[str, list[Pair]] = {layer: [] for layer in INCIDENT_LAYERS}
    example = Example(id=row["id"], tokens=tokens, layers=layers, incidents=[])
    assert example.incidents is not None
    seen: dict[str, list[Pair]] = {}

    def occurrences(words: str) -> list[Pair]:
        if words not in seen:
            found = re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)
            seen[words] = [s for m in found if (s := token_span(tokens, m.start(), m.end()))]
        return seen[words]

    for template in row["templates"]:
        types = [t for t in INCIDENT_TYPES if t in template["incident_type"]]
        fillers: list[Pair] = []
        for layer in INCIDENT_LAYERS:
            for entity in template[layer]:
                spans = [span for mention in entity for span in occurrences(mention["text"])]
                layers[layer] += spans
                fillers += spans
        for name in types:
            kind = INCIDENT_TYPES.index(name)
            example.fillers += [(span, kind) for span in flat(fillers)]
            example.incidents.append((kind, flat(fillers)))
    example.layers = {layer: flat(spans) for layer, spans in layers.items()}
    return example


def time_example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """TempEval-3 and WikiWars: time expressions, and events where the corpus has them."""
    tokens = tokenize(row["text"], tokenizer)
    names = {"TIMEX3": "timex"} | ({"EVENT": "event"} if row["meta"]["corpus"] != "WikiWars" else {})
    return Example(id=row["id"], tokens=tokens, layers=_spans(row, tokens=tokens, names=names))


def _spans(row: dict[str, Any], *, tokens: Any, names: dict[str, str]) -> dict[str, list[Pair]]:
    layers: dict[str, list[Pair]] = {layer: [] for layer in names.values()}
    for span in row["spans"]:
        place = token_span(tokens, span["start"], span["end"]) if span["label"] in names else None
        if place:
            layers[names[span["label"]]].append(place)
    return {layer: flat(spans) for layer, spans in layers.items()}


def ecb_example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """ECB+: actions, people and places of the sentences that its annotators went through."""
    lines, starts = row["text"].split("\n"), [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    kept = [i for i in row["meta"]["coref_sentences"] if i < len(lines)]
    moved, at = {}, 0
    for i in kept:
        moved[i] = at - starts[i]
        at += len(lines[i]) + 1
    spans = [
        {**s, "start": s["start"] + moved[s["sentence"]], "end": s["end"] + moved[s["sentence"]]}
        for s in row["spans"]
        if s["sentence"] in moved
    ]
    tokens = tokenize(" ".join(lines[i] for i in kept), tokenizer)
    names = {"ACTION": "event", "HUMAN": "participant", "LOC": "location"}
    return Example(id=row["id"], tokens=tokens, layers=_spans({"spans": spans}, tokens=tokens, names=names))


def plv_example(row: dict[str, Any], tokenizer: Tokenizer) -> Example:
    """PLV: a sentence with its doer, its recipient and its PLOVER category."""
    tokens = tokenize(row["text"], tokenizer)
    layers = _spans(row, tokens=tokens, names={"source": "doer", "target": "recipient"})
    category = PLOVER.index(row["events"][0]["code"])
    return Example(id=row["id"], tokens=tokens, layers=layers, category=category)
