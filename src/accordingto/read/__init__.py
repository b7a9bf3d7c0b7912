"""Report -> Reading: one pass of one small network, then decoding by stated rules.

tokens -> windows -> network -> whole view -> spans -> attributions, events, judgements
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from tokenizers import Tokenizer

from accordingto.model import MarkLabel, Reading, Report, SectionKind
from accordingto.read.attributions import join_pieces, link_contents
from accordingto.read.events import Document, events_of, judgements_of
from accordingto.read.labels import LAYERS
from accordingto.read.onnx import OnnxNetwork, Parameters
from accordingto.read.sentences import sentences
from accordingto.read.spans import token_spans
from accordingto.read.stitch import TokenSpan, View, inputs, stitch
from accordingto.read.viterbi import FloatArray, best_tags
from accordingto.read.windows import IntArray, cut, tokenize

__all__ = ["Network", "OnnxNetwork", "read", "read_all"]

WINDOW = 318
"""Tokens a window, [CLS] and [SEP] not counted: what the network was trained on."""
OVERLAP = 64
SKIPPED = (SectionKind.FURNITURE, SectionKind.MASTHEAD)
RULES = "rules-1"


class Network(Protocol):
    """What the stage needs of the trained network."""

    version: str
    tokenizer: Tokenizer
    parameters: Parameters

    def run(self, windows: list[tuple[IntArray, IntArray]]) -> list[FloatArray]:
        """Output matrices of windows given as (ids, segments)."""
        ...


def reader_version(network: Network) -> str:
    """What is written beside every claim: the weights and the version of the decoding rules."""
    return f"{network.version}+{RULES}"


def read(report: Report, network: Network) -> Reading:
    """Read one report."""
    return next(read_all([report], network))


def read_all(reports: Sequence[Report], network: Network) -> Iterator[Reading]:
    """Read a handful of reports together; each reading is what `read` alone would give."""
    views = list(_views(reports, network))
    tags = best_tags([view.emissions for view in views], network.parameters.transitions)
    for report, view, tagged in zip(reports, views, tags, strict=True):
        spans = {
            label: token_spans(view, label, tagged[i]) if len(view.tokens.ids) else []
            for i, label in enumerate(LAYERS)
        }
        yield _assemble(report, view, spans, network)


def _views(reports: Iterable[Report], network: Network) -> Iterator[View]:
    pending, windows = [], []
    for report in reports:
        skip = tuple(s.span for s in report.sections if s.kind in SKIPPED)
        tokens = tokenize(report.text, network.tokenizer, skip)
        cuts = cut(tokens, WINDOW, OVERLAP)
        pending.append((tokens, cuts))
        windows += [inputs(tokens, window) for window in cuts]
    outputs = iter(network.run(windows))
    for tokens, cuts in pending:
        yield stitch(tokens, cuts, [next(outputs) for _ in cuts])


def _assemble(
    report: Report, view: View, spans: dict[MarkLabel, list[TokenSpan]], network: Network
) -> Reading:
    linked = link_contents(view, spans, network.parameters)
    document = Document(
        text=report.text,
        view=view,
        spans=spans,
        linked=linked,
        parameters=network.parameters,
        sentences=sentences(report.text),
    )
    return Reading(
        report_id=report.id,
        reader=reader_version(network),
        attributions=join_pieces(view, linked),
        events=events_of(document),
        judgements=judgements_of(document),
    )
