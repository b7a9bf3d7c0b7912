"""How far the scores fall on text as it arrives: `python -m eval.noise GOLD`.

Each distortion changes the texts of a gold ledger and takes the gold spans along, character by character;
the shipped program then reads the changed texts alone, and the corpus's own scorer compares. The first row
is the text as it is. Prints a Markdown table of F1, in points; every row after the first is what it lost.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from eval import corpora, gate, run

Piece = tuple[str, int]
"""What stands in the changed text, and the character of the old text that it comes from; -1 = added."""

COLUMNS = (
    "event",
    "speaker",
    "chain",
    "type",
    "factuality",
    "actors",
    "targets",
    "places",
    "figures",
    "time",
    "place@25km",
)
FURNITURE = (
    "Read more: What is known so far",
    "Photo: A street after the rain / Lakeside Agency",
    "By Lina Haddad and Omar Saleh",
    "Advertisement",
)
WIDTH = 70
ENTITIES = {
    '"': "&quot;", "'": "&#39;", "“": "&ldquo;", "”": "&rdquo;", "’": "&rsquo;", "&": "&amp;"
}  # fmt: skip


# ---------------------------------------------------------------------------
# distortions: text -> pieces
# ---------------------------------------------------------------------------


def each(change: Callable[[str, int], str]) -> Callable[[str], list[Piece]]:
    """A distortion that gives every character, with its place in the text, what stands for it."""

    def distort(text: str) -> list[Piece]:
        return [(change(text, i), i) for i in range(len(text))]

    return distort


def replaced(pattern: str, new: str | dict[str, str]) -> Callable[[str], list[Piece]]:
    """A distortion that puts `new`, or what it has for the words, where `pattern` matches.

    What is put there comes from the first character of the match; nothing, where the match is empty.
    """
    compiled = re.compile(pattern)

    def distort(text: str) -> list[Piece]:
        out: list[Piece] = []
        at = 0
        for match in compiled.finditer(text):
            out += [(text[i], i) for i in range(at, match.start())]
            words = new if isinstance(new, str) else new[match.group()]
            out.append((words, match.start() if match.group() else -1))
            out += [("", i) for i in range(match.start() + 1, match.end())]
            at = match.end()
        return out + [(text[i], i) for i in range(at, len(text))]

    return distort


def _cased(text: str, i: int, change: Callable[[str], str]) -> str:
    changed = change(text[i])
    return changed if len(changed) == 1 else text[i]


def quotes(opening: str, closing: str) -> Callable[[str], list[Piece]]:
    """Double quote marks of any kind become `opening` and `closing`, in turn within a paragraph."""

    def distort(text: str) -> list[Piece]:
        out: list[Piece] = []
        is_open = False
        for i, sign in enumerate(text):
            if sign == "\n":
                is_open = False
            if sign in '"“”':
                is_open = sign == "“" or (sign == '"' and not is_open)
                out.append((opening if is_open else closing, i))
            else:
                out.append((sign, i))
        return out

    return distort


def hard_wrapped(text: str) -> list[Piece]:
    """Lines of at most WIDTH characters; a blank line between paragraphs."""
    out: list[Piece] = []
    column = 0
    for match in re.finditer(r"\n\s*|[^\S\n]+|\S+", text):
        words = match.group()
        if words[0] == "\n":
            out.append(("\n\n", match.start()))
            column = 0
            continue
        following = re.match(r"\S+", text[match.end() :])
        if words.isspace() and following and column + len(words) + len(following.group()) > WIDTH:
            out.append(("\n", match.start()))
            column = 0
            continue
        out += [(text[i], i) for i in range(match.start(), match.end())]
        column += len(words)
    return out


def _paragraphs(text: str) -> list[list[Piece]]:
    return [
        [(text[i], i) for i in range(match.start(), match.end())]
        for match in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]


def _joined(paragraphs: Iterable[list[Piece]]) -> list[Piece]:
    out: list[Piece] = []
    for paragraph in paragraphs:
        out += [*([("\n\n", -1)] if out else []), *paragraph]
    return out


def listed(mark: str) -> Callable[[str], list[Piece]]:
    """Every sentence that ends at a full stop is an item of its own, after the first paragraph."""

    def distort(text: str) -> list[Piece]:
        first, *others = _paragraphs(text)
        items: list[list[Piece]] = []
        for paragraph in others or [first]:
            items.append([])
            for piece in paragraph:
                if piece[0] == " " and len(items[-1]) > 40 and items[-1][-1][0] == ".":
                    items.append([])
                items[-1].append(piece)
        marked = [[(mark.format(n), -1), *item] for n, item in enumerate(items, start=1)]
        return _joined([first, *marked] if others else marked)

    return distort


def liveblog(text: str) -> list[Piece]:
    """The paragraphs after the headline as entries, newest first, each under its time."""
    first, *others = _paragraphs(text)
    entries = [
        [(f"{8 + n // 4:02}:{n % 4 * 15:02} GMT\n\n", -1), *paragraph] for n, paragraph in enumerate(others)
    ]
    return _joined([first, *reversed(entries)])


def furnished(text: str) -> list[Piece]:
    """Lines that are no part of the report behind every second paragraph, and a byline at the end."""
    out = []
    for n, paragraph in enumerate(_paragraphs(text)):
        out.append(paragraph)
        if n % 2:
            out.append([(FURNITURE[n // 2 % len(FURNITURE)], -1)])
    return _joined([*out, [("Reporting by Lina Haddad; editing by Omar Saleh", -1)]])


def stripped(text: str) -> list[Piece]:
    """Neither capitals nor signs: nothing but blanks tells where a sentence ends."""
    bare = replaced(r"[,;:.!?](?!\d)|[\"'“”‘’()–—]", "")(text)
    return [(words.lower() if len(words.lower()) == len(words) else words, old) for words, old in bare]


DISTORTIONS: dict[str, Callable[[str], list[Piece]]] = {
    "as it is": each(lambda text, i: text[i]),
    "all capitals": each(lambda text, i: _cased(text, i, str.upper)),
    "all lower case": each(lambda text, i: _cased(text, i, str.lower)),
    "no commas, quotes, apostrophes": replaced(r"(?<!\d)[,;:](?!\d)|[\"'“”‘’]", ""),
    "no punctuation at all": replaced(r"[,;:.!?](?!\d)|[\"'“”‘’()–—]", ""),
    "lower case, no punctuation": stripped,
    "no final full stop": replaced(r"\.(?=[\"”’]?\s*(?:\n|$))", ""),
    "quotes as „ “": quotes("„", "“"),
    "quotes as « »": quotes("«", "»"),
    "quotes as `` ''": quotes("``", "''"),
    "quotes as ' '": quotes("'", "'"),
    "hard-wrapped at 70": hard_wrapped,
    "one paragraph": replaced(r"\s*\n\s*", " "),
    "bulleted": listed("• "),
    "numbered": listed("{}. "),
    "liveblog": liveblog,
    "furniture between": furnished,
    "soft hyphens": replaced(r"(?<=\b[^\W\d_]{3})(?=[^\W\d_]{4})", "\u00ad"),
    "non-breaking spaces": replaced(r"(?<=\S) (?=\S)", "\u00a0"),
    "entities": replaced("|".join(ENTITIES), ENTITIES),
    "double spaces": replaced(r"(?<=\S) (?=\S)", "  "),
    "ellipses": replaced(r"(?<=[^\W\d_]{2})\.(?= )", "..."),
}  # fmt: skip


# ---------------------------------------------------------------------------
# gold ledgers
# ---------------------------------------------------------------------------


def distorted(row: dict[str, Any], distort: Callable[[str], list[Piece]]) -> dict[str, Any]:
    """A gold report with its text changed and its spans moved along."""
    pieces = distort(row["text"])
    starts: dict[int, tuple[int, int]] = {}
    at = 0
    for words, old in pieces:
        if old >= 0 and words:
            starts[old] = (at, at + len(words))
        at += len(words)
    return {**row, "text": "".join(words for words, _ in pieces), "claims": _moved(row["claims"], starts)}


def _moved(value: Any, starts: dict[int, tuple[int, int]]) -> Any:
    """`value` with every pair of whole numbers, which is a span, moved."""
    if isinstance(value, dict):
        return {key: _moved(item, starts) for key, item in value.items()}
    if isinstance(value, list) and len(value) == 2 and all(type(item) is int for item in value):
        kept = [starts[i] for i in range(*value) if i in starts]
        return [min(a for a, _ in kept), max(b for _, b in kept)] if kept else None
    if isinstance(value, list):
        return [_moved(item, starts) for item in value]
    return value


def measured(gold: Path, names: Iterable[str], folder: Path) -> Iterator[tuple[str, dict[str, float]]]:
    """F1 of every figure of the scorer, one distortion after the other."""
    rows = list(corpora.rows_of(gold))
    shared = corpora.corpora()
    assert shared is not None
    for name in names:
        changed, predictions = folder / "gold.jsonl", folder / "predictions.jsonl"
        lines = (json.dumps(distorted(row, DISTORTIONS[name]), ensure_ascii=False) + "\n" for row in rows)
        changed.write_text("".join(lines), encoding="utf-8")
        run.main(["ledger", str(changed), "--out", str(predictions)])
        scores = corpora.score(shared, "ledger", changed, predictions)
        yield name, {figure: round(gate.f1_of(value), 1) for figure, value in scores.items()}


def main(argv: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--only", action="append", choices=list(DISTORTIONS), metavar="NAME")
    args = parser.parse_args(argv)
    if corpora.corpora() is None:
        raise SystemExit("noise: no corpora at ACCORDINGTO_CORPORA (default ../shared)")
    columns = (*COLUMNS, "row")
    print("| text | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|", sep="\n")
    clean: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, scores in measured(
            args.gold, ["as it is", *(args.only or list(DISTORTIONS)[1:])], Path(folder)
        ):
            cells = [f"{scores[c] - clean[c]:+.1f}" if clean else f"{scores[c]:.1f}" for c in columns]
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
            clean = clean or scores


if __name__ == "__main__":
    main()
