"""The machine's own int8 peak, and how much of it a reading's matrix products come to.

The peak is the best sustained rate of onnxruntime's MatMulInteger (8-bit unsigned by 8-bit signed, the
right side a constant, so packed once) over several large shapes. The work is counted, not estimated: the
shapes of every matrix product, those of attention included, as onnxruntime's profile reports them at two
lengths give the exact polynomial `a L + b L^2` of a window of L tokens.
"""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

SHAPES = ((1024, 1024, 1024), (512, 1536, 384), (512, 384, 1536), (1024, 4096, 1024), (2048, 2048, 2048))
"""Rows, inner, columns."""
SECONDS = 1.0
"""How long each shape is repeated."""
LENGTHS = (64, 320)


def peak(threads: int) -> float:
    """Operations a second (a multiplication and an addition are two) of the best shape."""
    return max(_rate(*shape, threads) for shape in SHAPES)


def _rate(rows: int, inner: int, columns: int, threads: int) -> float:
    random = np.random.default_rng(0)
    left = random.integers(0, 255, (rows, inner)).astype(np.uint8)
    right = numpy_helper.from_array(random.integers(-127, 127, (inner, columns)).astype(np.int8), "B")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["A", "B"], ["C"])],
        "product",
        [helper.make_tensor_value_info("A", TensorProto.UINT8, [rows, inner])],
        [helper.make_tensor_value_info("C", TensorProto.INT32, [rows, columns])],
        [right],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    session.run(["C"], {"A": left})
    runs, began = 0, time.perf_counter()
    while (seconds := time.perf_counter() - began) < SECONDS:
        session.run(["C"], {"A": left})
        runs += 1
    return 2 * rows * inner * columns * runs / seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Operations of the matrix products of one window, as a polynomial of its length."""

    linear: float
    square: float

    def of(self, lengths: Iterable[int]) -> float:
        """Operations of windows of so many tokens, [CLS] and [SEP] counted."""
        return sum(self.linear * length + self.square * length**2 for length in lengths)


def work_of(weights: Path) -> Work:
    """Count a window's work from the network's own profile."""
    shorter, longer = LENGTHS
    one, other = (_operations(weights, length) for length in LENGTHS)
    square = (other / longer - one / shorter) / (longer - shorter)
    return Work(linear=one / shorter - square * shorter, square=square)


def _operations(weights: Path, length: int) -> float:
    """Operations of one run, from the shapes in the profile."""
    with tempfile.TemporaryDirectory() as folder:
        options = onnxruntime.SessionOptions()
        options.enable_profiling = True
        options.profile_file_prefix = str(Path(folder) / "profile")
        session = onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])
        ids = np.full((1, length), 2000, np.int64)
        session.run(["matrix"], {"ids": ids, "segments": np.zeros_like(ids)})
        events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    return sum(
        product_operations(event["args"])
        for event in events
        if event.get("cat") == "Node" and event["name"].endswith("kernel_time")
    )


def product_operations(node: dict[str, Any]) -> float:
    """2 x rows x columns x inner of one node of a profile; 0 where it is no matrix product."""
    if "MatMul" not in node["op_name"]:
        return 0.0
    (left,) = node["input_type_shape"][0].values()
    (out,) = node["output_type_shape"][0].values()
    cells, inner = int(math.prod(out)), int(left[-1])
    return 2.0 * cells * inner
