"""Where the corpora are, and the scorers that come with them."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def corpora() -> Path | None:
    """The folder that ACCORDINGTO_CORPORA names (default ../shared), or None where there is none."""
    folder = Path(os.environ.get("ACCORDINGTO_CORPORA", ROOT.parent / "shared"))
    return folder if (folder / "benchmarks" / "score.py").exists() else None


def sha256(path: Path) -> str:
    """Hex SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def score(folder: Path, task: str, gold: Path, predictions: Path) -> dict[str, Any]:
    """What the corpora's own scorer says: figure name -> F1, or [P, R, F1], in percent."""
    if task == "ledger":
        command = [str(folder / "gold" / "score_ledger.py"), str(gold), str(predictions)]
    else:
        command = [str(folder / "benchmarks" / "score.py"), task, str(gold), str(predictions)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    last: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    scores: dict[str, Any] = last.get("scores", last)
    return scores


def rows_of(gold: Path) -> Iterator[dict[str, Any]]:
    """Documents of a JSON Lines file, gzipped or plain."""
    opener = gzip.open if gold.suffix == ".gz" else open
    with opener(gold, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
