"""Export a trained network: `python -m training.export runs/reader/settle.pt`.

Writes the quantised ONNX file and the tokenizer into src/accordingto/data, and prints what the model
card needs (size, hash). Layer norm, and GELU with its bias, are fused first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn

from accordingto.read.labels import FURTHER, FURTHER_LAYERS, LAYERS, OUTPUTS, TAGS
from training.network import Network
from training.train import base_files, make_network, make_tokenizer

OPSET = 17


class Exported(nn.Module):
    """The network without its losses and the heads that only help training, and, since a window is a
    run of its own, without a mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        with torch.no_grad():
            network.head.weight = nn.Parameter(network.head.weight[: FURTHER.width])
            network.head.bias = nn.Parameter(network.head.bias[: FURTHER.width])

    def forward(self, ids: Tensor, segments: Tensor) -> Tensor:
        out: Tensor = self.network(ids, None, segments)
        return out


def to_onnx(network: Network, path: Path) -> None:
    """Write the float network as ONNX with a free batch and length."""
    network.eval()
    network.encoder.set_attn_implementation("eager")  # plain products, without NaN checks
    sample = torch.ones(2, 24, dtype=torch.int64)
    torch.onnx.export(
        Exported(network),
        (sample, sample),
        str(path),
        input_names=["ids", "segments"],
        output_names=["matrix"],
        opset_version=OPSET,
        dynamic_axes={name: {0: "batch", 1: "length"} for name in ("ids", "segments", "matrix")},
        dynamo=False,
    )


def quantised(source: Path, target: Path) -> None:
    """Fuse layer norm and GELU (attention is not recognised), then weights to int8 a channel.

    Layer norm is not fused with the sum before it: onnxruntime 1.32's SkipLayerNormalization takes
    0.7 ms a window where Add and LayerNormalization take 0.15.
    """
    fused = source.with_suffix(".fused.onnx")
    options = FusionOptions("bert")
    options.enable_skip_layer_norm = False
    options.enable_embed_layer_norm = False
    model = optimizer.optimize_model(
        str(source),
        model_type="bert",
        num_heads=12,
        hidden_size=384,
        opt_level=0,
        optimization_options=options,
    )
    model.save_model_to_file(str(fused))
    print("fused:", {k: v for k, v in model.get_fused_operator_statistics().items() if v})
    quantize_dynamic(
        str(fused),
        str(target),
        weight_type=QuantType.QInt8,
        per_channel=True,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def add_parameters(path: Path, network: Network) -> None:
    """Keep what decoding needs in the file's metadata, so that weights are one file."""
    model = onnx.load(str(path))
    argument = network.argument_bias + network.argument_offset.unsqueeze(1)
    transitions = network.transitions.tolist()
    parameters = {
        "transitions": transitions[: len(LAYERS)],
        "further_transitions": transitions[len(LAYERS) : len(LAYERS) + len(FURTHER_LAYERS)],
        "pointer_bias": network.pointer_bias.tolist(),
        "argument_bias": argument.tolist(),
    }
    layout = {"layers": list(LAYERS), "tags": list(TAGS), "width": FURTHER.width}
    onnx.helper.set_model_props(model, {"parameters": json.dumps(parameters), "layout": json.dumps(layout)})
    onnx.save(model, str(path))


def divide_out(network: Network, class_weights: dict[str, Tensor]) -> None:
    """Take the weights of rare classes out of their logits, so that probabilities are the data's again."""
    with torch.no_grad():
        for name, weight in class_weights.items():
            network.head.bias[OUTPUTS.classes[name]] -= weight.log()


def exported(
    checkpoint: Path, base: Path, folder: Path, *, further: tuple[Path, ...] = (), quantise: bool = True
) -> Path:
    """Write `reader.onnx` and the tokenizer into a folder; `further` checkpoints are averaged in."""
    network = make_network(base_files(base))
    saved = [torch.load(path, weights_only=True) for path in (checkpoint, *further)]
    states = [one["network"] for one in saved]
    network.load_state_dict({k: sum(s[k] for s in states) / len(states) for k in states[0]})
    divide_out(network, saved[0].get("class_weights", {}))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "reader.onnx"
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "float.onnx"
        to_onnx(network, source)
        if quantise:
            quantised(source, target)
        else:
            shutil.copy(source, target)
    add_parameters(target, network)
    make_tokenizer(base).save(str(folder / "reader-tokenizer.json"), pretty=False)
    return target


def main() -> None:
    """Command line of `python -m training.export`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, nargs="+", help="several are averaged")
    parser.add_argument("--base", type=Path, default=Path("runs/base"))
    parser.add_argument("--data", type=Path, default=Path("src/accordingto/data"))
    parser.add_argument("--float", action="store_true", help="do not quantise (to measure what it costs)")
    args = parser.parse_args()
    first, *further = args.checkpoint
    target = exported(first, args.base, args.data, further=tuple(further), quantise=not args.float)
    print(
        json.dumps(
            {
                "file": str(target),
                "bytes": target.stat().st_size,
                "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
            }
        )
    )


if __name__ == "__main__":
    main()
