"""A network that reads a dozen words and no others, so that the whole path can be run without weights.

"Officials said 12 people were killed in Aleppo on Saturday." gives one attack with a speaker, a cue, a
figure, a place and a time, by the same decoding as the trained network.
"""

from __future__ import annotations

import time

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import BertPreTokenizer

from accordingto.config import now
from accordingto.ingest import IngestLimits
from accordingto.model import EventType, Field, MarkLabel
from accordingto.pipeline import Tools
from accordingto.read.labels import (
    CLASSES,
    DISTANCE_BUCKETS,
    HOPS,
    LAYERS,
    NULL_BUCKET,
    OUTPUTS,
    POINTERS,
    ROLES,
    TAGS,
)
from accordingto.read.onnx import Parameters
from accordingto.read.viterbi import FloatArray
from accordingto.read.windows import IntArray
from accordingto.reference.calibration import Calibration, Curve
from accordingto.reference.gazetteer import PackagedGazetteer

WORDS: dict[str, MarkLabel] = {
    **dict.fromkeys(("officials", "police", "residents", "monitors"), MarkLabel.SPEAKER),
    **dict.fromkeys(("said", "reported"), MarkLabel.CUE),
    **dict.fromkeys(("killed", "shelled", "bombed"), MarkLabel.TRIGGER),
    **dict.fromkeys(("aleppo", "azaz", "idlib"), MarkLabel.PLACE),
    **dict.fromkeys(("saturday", "sunday"), MarkLabel.TIME),
    **dict.fromkeys((str(n) for n in range(1, 100)), MarkLabel.FIGURE),
}
TYPES = {"killed": EventType.ATTACK, "shelled": EventType.SHELLING, "bombed": EventType.AIRSTRIKE}
SPECIAL = {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102}
IDS = SPECIAL | {word: 200 + i for i, word in enumerate(WORDS)}
NEAR = 4
"""Buckets around a trigger (31 tokens) in which everything is its argument."""


RELATION_FIELDS = ("relation-source", "relation-cue", "relation-content")
RAW = Calibration(
    version="raw",
    rates={},
    curves={name: Curve(a=1, b=1, c=0) for name in (*map(str, Field), *RELATION_FIELDS)},
)
"""Every field is as sure as what it rests on, every span of a relation as its tags."""


class ScriptedNetwork:
    """Stands in for `read.OnnxNetwork`; `delay` seconds a window, so that a run can be killed in it."""

    def __init__(self, version: str = "scripted-1", delay: float = 0.0) -> None:
        self.version = version
        self.tokenizer = _tokenizer()
        self.parameters = _parameters()
        self.windows = 0
        self._delay = delay

    def run(self, windows: list[tuple[IntArray, IntArray]]) -> list[FloatArray]:
        out = []
        for ids, _ in windows:
            time.sleep(self._delay)
            self.windows += 1
            out.append(_matrix(ids))
        return out


def scripted_tools(network: ScriptedNetwork | None = None, limits: IngestLimits | None = None) -> Tools:
    return Tools(
        network=network or ScriptedNetwork(),
        gazetteer=PackagedGazetteer(),
        calibration=RAW,
        clock=now,
        limits=limits or IngestLimits(),
    )


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(WordLevel(IDS, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer


def _parameters() -> Parameters:
    distance = np.abs(np.arange(DISTANCE_BUCKETS) - 11).astype(np.float32)
    pointer = -distance
    pointer[NULL_BUCKET] = 5
    return Parameters(
        transitions=np.zeros((len(LAYERS), len(TAGS), len(TAGS)), np.float32),
        pointer_bias=dict.fromkeys(POINTERS, pointer),
        argument_bias=dict.fromkeys(ROLES, np.where(distance <= NEAR, 5, -5).astype(np.float32)),
    )


def _matrix(ids: IntArray) -> FloatArray:
    matrix = np.zeros((len(ids), OUTPUTS.width), np.float32)
    tags = matrix[:, OUTPUTS.tags].reshape(len(ids), len(LAYERS), len(TAGS))
    tags[:, :, TAGS.index("O")] = 5
    matrix[:, OUTPUTS.classes["hops"]][:, HOPS.index("one-hop")] = 10
    for name in POINTERS:
        matrix[:, OUTPUTS.pointers[name][0]][:, 0] = 8
    by_id = {IDS[word]: word for word in WORDS}
    for at, word in ((at, by_id[int(i)]) for at, i in enumerate(ids) if int(i) in by_id):
        label = WORDS[word]
        tags[at, LAYERS.index(label), TAGS.index("S")] = 12
        if label is MarkLabel.TRIGGER:
            types = CLASSES["type"]
            matrix[at, OUTPUTS.classes["type"]][types.index(TYPES[word])] = 10
        for pointer, target in (("source", MarkLabel.SPEAKER), ("cue", MarkLabel.CUE)):
            if label is target:
                matrix[at, OUTPUTS.pointers[pointer][1]][0] = 20
    matrix[:, OUTPUTS.tags] = tags.reshape(len(ids), -1)
    return matrix
