"""Targets stand on the words they were annotated on, whatever noise is put over them."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer

from accordingto.model import MarkLabel
from accordingto.read.labels import INCIDENT_TYPES
from accordingto.read.onnx import TOKENIZER
from accordingto.read.windows import SEP
from training.data import ALL_LAYERS, MASKED, Example, collate, held_out
from training.data import gold_example as example_of
from training.further import ecb_example, muc_example, plv_example, time_example
from training.invented import invented_rows
from training.noise import Roughener, inserted, training_windows, without


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(TOKENIZER))


@pytest.fixture(scope="module")
def invented(tokenizer: Tokenizer) -> Example:
    return example_of(invented_rows()[0], tokenizer)


def words(example: Example, layer: str) -> list[tuple[int, ...]]:
    """Wordpieces of each span of a layer."""
    return [tuple(example.tokens.ids[a:b].tolist()) for a, b in example.layers[layer]]


def muc_row(**more: Any) -> dict[str, Any]:
    text = "guerrillas blew up a bus near oruro.  the guerrillas fled; the bus burned.  guerrillas' camp"
    empty: dict[str, Any] = {role: [] for role in ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")}
    template = empty | {
        "incident_type": "attack / bombing",
        "PerpInd": [[{"text": "guerrillas"}]],
        "Target": [[{"text": "bus"}]],
    }
    return {"id": "x", "text": text, "templates": [template]} | more


def test_one_report_in_twelve_is_held_out() -> None:
    share = sum(held_out(f"report-{n}") for n in range(12_000)) / 12_000
    assert abs(share - 1 / 12) < 0.01


def test_a_filler_is_marked_wherever_its_words_stand(tokenizer: Tokenizer) -> None:
    example = muc_example(muc_row(), tokenizer)
    assert len(example.layers["PerpInd"]) == 3
    assert len(example.layers["Target"]) == 2
    assert example.layers["Victim"] == []
    attack, bombing = INCIDENT_TYPES.index("attack"), INCIDENT_TYPES.index("bombing")
    assert example.incidents is not None
    assert [kind for kind, _ in example.incidents] == [attack, bombing]


def test_a_report_without_incidents_tells_none(tokenizer: Tokenizer) -> None:
    example = muc_example(muc_row(templates=[]), tokenizer)
    data = collate([(example, training_windows(example, 318, random.Random(1))[0])])
    assert data.incidents == [(0, [0.0] * len(INCIDENT_TYPES))]
    assert (data.tags[0, ALL_LAYERS.index("PerpInd"), 1:5] == 0).all()
    assert (data.tags[0, ALL_LAYERS.index(MarkLabel.TRIGGER)] == MASKED).all()


def test_times_and_events_are_layers_of_their_own(tokenizer: Tokenizer) -> None:
    text = "On Friday the army fired."
    spans = [
        {"start": 3, "end": 9, "label": "TIMEX3"},
        {"start": 19, "end": 24, "label": "EVENT"},
    ]
    row = {"id": "x", "text": text, "spans": spans, "meta": {"corpus": "TimeBank"}}
    assert set(time_example(row, tokenizer).layers) == {"timex", "event"}
    wars = time_example(row | {"meta": {"corpus": "WikiWars"}}, tokenizer)
    assert set(wars.layers) == {"timex"}


def test_only_sentences_that_were_annotated_are_taken(tokenizer: Tokenizer) -> None:
    text = "http : / / x\nRebels took Goma .\nNobody looked here .\nThey left Goma ."
    spans = [
        {"start": text.index("took"), "end": text.index("took") + 4, "label": "ACTION", "sentence": 1},
        {"start": text.rindex("Goma"), "end": text.rindex("Goma") + 4, "label": "LOC", "sentence": 3},
    ]
    row = {"id": "x", "text": text, "spans": spans, "meta": {"coref_sentences": [1, 3]}}
    example = ecb_example(row, tokenizer)
    assert words(example, "event") == [tuple(tokenizer.encode("took", add_special_tokens=False).ids)]
    assert words(example, "location") == [tuple(tokenizer.encode("Goma", add_special_tokens=False).ids)]


def test_a_coded_sentence_has_its_category(tokenizer: Tokenizer) -> None:
    row = {
        "id": "x",
        "text": "Oruro sends aid to Goma.",
        "spans": [{"start": 0, "end": 5, "label": "source"}],
        "events": [{"code": "AID"}],
    }
    example = plv_example(row, tokenizer)
    data = collate([(example, training_windows(example, 318, random.Random(1))[0])])
    assert data.categories == [(0, example.category)]


@pytest.mark.parametrize("seed", range(12))
def test_noise_moves_marks_with_their_words(tokenizer: Tokenizer, invented: Example, seed: int) -> None:
    roughen = Roughener(tokenizer, random.Random(seed), 0.0, clutter=0.7)
    rough = roughen(invented)
    lost = set(roughen.quotes) | {roughen.stop, SEP}
    for layer in (MarkLabel.TRIGGER, MarkLabel.FIGURE, MarkLabel.SPEAKER):
        before = [tuple(i for i in span if i not in lost) for span in words(invented, layer)]
        after = [tuple(i for i in span if i not in lost) for span in words(rough, layer)]
        assert after == before
    assert len(rough.pointers) <= len(invented.pointers)


def test_one_seed_gives_one_noise(tokenizer: Tokenizer, invented: Example) -> None:
    once, again = (Roughener(tokenizer, random.Random(5), 0.4, clutter=0.5) for _ in range(2))
    assert once.numbers == again.numbers
    assert (once(invented).tokens.ids == again(invented).tokens.ids).all()


def test_what_is_put_in_is_outside_every_span(tokenizer: Tokenizer, invented: Example) -> None:
    first = invented.layers[MarkLabel.TRIGGER][0]
    longer = inserted(invented, [(0, [SEP, SEP]), (first[0], [SEP])])
    assert longer.layers[MarkLabel.TRIGGER][0] == (first[0] + 3, first[1] + 3)
    assert len(longer.tokens.ids) == len(invented.tokens.ids) + 3
    back = without(longer, np.isin(np.arange(len(longer.tokens.ids)), [0, 1, first[0] + 2]))
    assert (back.tokens.ids == invented.tokens.ids).all()
    assert back.layers == invented.layers
    assert back.pointers == invented.pointers


def test_a_window_of_nothing_is_none(tokenizer: Tokenizer) -> None:
    example = plv_example({"id": "x", "text": " ", "spans": [], "events": [{"code": "AID"}]}, tokenizer)
    assert training_windows(example, 318, random.Random(1)) == []
