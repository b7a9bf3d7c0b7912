"""Invented reports with their annotation, as more training material.

Each file of `training/invented/` is one report: `{"id", "text", "outlet", "published", "claims"}`, claims in
the annotation guide's verbatim form. `compiled` turns the words into offsets, as the gold corpus has
them; words that do not stand in the text are an error. `python -m training.invented` checks all files.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from accordingto.model import Act, EventType, Factuality, Group, Harm, SpeakerRole

FOLDER = Path(__file__).parent / "invented"


def located(text: str, words: str, near: tuple[int, int] | None = None, nth: int = 1) -> list[int]:
    """Offsets of `words`: the nth occurrence, or the whole-word one nearest to the span `near`."""
    starts = [m.start() for m in re.finditer(f"(?={re.escape(words)})", text)]
    if near is None:
        starts = starts[nth - 1 : nth]
    else:
        whole = [
            s
            for s in starts
            if re.fullmatch(r"\W?", text[s - 1 : s])
            and re.fullmatch(r"\W?", text[s + len(words) : s + len(words) + 1])
        ]
        starts = sorted(
            whole or starts,
            key=lambda s: 0 if near[0] <= s < near[1] else min(abs(s - near[0]), abs(s - near[1])),
        )
    if not starts or not words:
        raise ValueError(f"not in the report: {words!r}")
    return [starts[0], starts[0] + len(words)]


def compiled(row: dict[str, Any]) -> dict[str, Any]:
    """The report with offsets in place of words; ValueError where something does not fit."""
    return {**row, "claims": [_claim(row["text"], claim) for claim in row["claims"]]}


def _claim(text: str, claim: dict[str, Any]) -> dict[str, Any]:
    content = located(text, claim["content"], nth=claim.get("occ") or 1)
    near = (content[0], content[1])

    def span(words: str | None) -> list[int] | None:
        return located(text, words, near) if words else None

    hops = [
        {
            **hop,
            "source": span(hop.get("source")),
            "cue": span(hop.get("cue")),
            "role": SpeakerRole(hop["role"]).value,
            "act": Act(hop["act"]).value,
        }
        for hop in claim["attribution"]
    ]
    out = {
        **claim,
        "content": content,
        "attribution": hops,
        "factuality": Factuality(claim["factuality"]).value,
    }
    if claim["kind"] == "judgement":
        return {**out, "event": None}
    event = claim["event"]
    items = {
        key: [{**item, "span": span(item["text"])} for item in event.get(key) or []]
        for key in ("actors", "targets", "places", "figures")
    }
    for figure in items["figures"]:
        Harm(figure["harm"]), Group(figure["group"])
    time = event.get("time") or {}
    out["event"] = {
        **event,
        **items,
        "type": EventType(event["type"]).value,
        "trigger": span(event["trigger"]),
        "time": {"span": span(time.get("text")), "start": time.get("start"), "end": time.get("end")},
        "weapon": span(event.get("weapon")),
    }
    return out


def invented_rows(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """All invented reports, compiled, in the order of their names."""
    return [compiled(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def main() -> int:
    """Check every file and count what there is."""
    failures: list[str] = []
    counts: Counter[str] = Counter()
    for path in sorted(FOLDER.glob("*.json")):
        try:
            row = compiled(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, KeyError, TypeError) as error:
            failures.append(f"{path.name}: {type(error).__name__} {error}")
            continue
        if "Invented report" not in row["text"]:
            failures.append(f"{path.name}: is not marked as an invented report")
        counts["reports"] += 1
        for claim in row["claims"]:
            counts["claims"] += 1
            counts[claim["factuality"]] += 1
            counts[f"hops {len(claim['attribution'])}"] += 1
            counts[claim["event"]["type"] if claim["event"] else "judgement"] += 1
    print("\n".join(failures) or dict(counts))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
