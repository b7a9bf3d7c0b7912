"""The trained network behind onnxruntime: the only file that imports it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from accordingto.errors import ModelError
from accordingto.model import MarkLabel
from accordingto.read.labels import LAYERS, OUTPUTS, POINTERS, ROLES, TAGS
from accordingto.read.viterbi import FloatArray
from accordingto.read.windows import IntArray

WEIGHTS = Path(__file__).parent.parent / "data" / "reader.onnx"
TOKENIZER = Path(__file__).parent.parent / "data" / "reader-tokenizer.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The network's small parameters that decoding needs, kept in the weights file's metadata."""

    transitions: FloatArray
    """[layers, tags, tags]."""
    pointer_bias: dict[str, FloatArray]
    """[distance buckets] of each pointer."""
    argument_bias: dict[MarkLabel, FloatArray]
    """[distance buckets] of each role, its constant added."""
    further_transitions: FloatArray | None = None
    """[further layers, tags, tags]; None in weights that carry no further columns."""


class OnnxNetwork:
    """Runs windows through the quantised network.

    Every window is a run of its own: dynamic quantisation takes the range of activations over a
    whole run, so a batch would let one report change another's marks. Threads share the session.
    """

    def __init__(self, weights: Path = WEIGHTS, tokenizer: Path = TOKENIZER, threads: int = 2) -> None:
        if not weights.exists() or not tokenizer.exists():
            raise ModelError(f"the reader's weights are not at {weights}: install the package again")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        content = weights.read_bytes()
        try:
            self._session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
        except onnxruntime.capi.onnxruntime_pybind11_state.InvalidProtobuf as error:
            raise ModelError(f"{weights} is damaged ({error}): install the package again") from error
        self.version = "reader-" + hashlib.sha256(content).hexdigest()[:12]
        self.parameters = _parameters(self._session.get_modelmeta().custom_metadata_map, weights)
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self._pool = ThreadPoolExecutor(max_workers=threads)

    def run(self, windows: list[tuple[IntArray, IntArray]]) -> Iterator[FloatArray]:
        """Output matrices of windows given as (ids, segments), each [tokens].

        A matrix is `[tokens, OUTPUTS.width]`, or wider where the weights carry further columns. They
        come in the order of the windows, as they are done.
        """
        return self._pool.map(self._run_one, windows)

    def _run_one(self, window: tuple[IntArray, IntArray]) -> FloatArray:
        ids, segments = window
        feed = {"ids": ids[None], "segments": segments[None]}
        matrix: FloatArray = self._session.run(["matrix"], feed)[0][0]
        return matrix


def _parameters(metadata: dict[str, str], weights: Path) -> Parameters:
    try:
        stored = json.loads(metadata["parameters"])
        layout = json.loads(metadata["layout"])
    except KeyError as error:
        raise ModelError(
            f"{weights} carries no {error}: it was not exported by training/export.py"
        ) from error
    fits = layout["layers"] == list(LAYERS) and layout["tags"] == list(TAGS)
    if not fits or layout["width"] < OUTPUTS.width:
        raise ModelError(f"{weights} was trained for other labels than this program has")
    pointer = np.asarray(stored["pointer_bias"], np.float32)
    argument = np.asarray(stored["argument_bias"], np.float32)
    further = stored.get("further_transitions")
    return Parameters(
        further_transitions=None if further is None else np.asarray(further, np.float32),
        transitions=np.asarray(stored["transitions"], np.float32),
        pointer_bias={name: pointer[i] for i, name in enumerate(POINTERS)},
        argument_bias={role: argument[i] for i, role in enumerate(ROLES)},
    )
