"""Report -> Reading: one pass of one small network, then decoding by stated rules.

tokens -> windows -> network -> whole view -> spans -> attributions, events, judgements
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

import numpy as np
from tokenizers import Tokenizer

from accordingto.model import MarkLabel, Reading, Report, SectionKind, Trace
from accordingto.read.attributions import join_pieces, link_contents
from accordingto.read.events import Document, events_of, judgements_of
from accordingto.read.labels import LAYERS
from accordingto.read.loaded import loaded_marks
from accordingto.read.onnx import OnnxNetwork, Parameters
from accordingto.read.sentences import sentences
from accordingto.read.sources import cut_back
from accordingto.read.spans import token_spans
from accordingto.read.stitch import bounds, stitch
from accordingto.read.traces import traces_of
from accordingto.read.viterbi import FloatArray, best_tags
from accordingto.read.windows import IntArray, Tokens, Window, cut, inputs, tokenize

__all__ = [
    "Begun",
    "Network",
    "OnnxNetwork",
    "begin",
    "explain",
    "finish",
    "read",
    "read_all",
    "reader_version",
]

WINDOW = 318
"""Tokens a window, [CLS] and [SEP] not counted: what the network was trained on."""
OVERLAP = 64
SKIPPED = (SectionKind.FURNITURE, SectionKind.MASTHEAD)
RULES = "rules-4"


class Network(Protocol):
    """What the stage needs of the trained network."""

    version: str
    tokenizer: Tokenizer
    parameters: Parameters

    def run(self, windows: list[tuple[IntArray, IntArray]]) -> Iterable[FloatArray]:
        """Output matrices of windows given as (ids, segments), in order."""
        ...


def reader_version(network: Network) -> str:
    """What is written beside every claim: the weights and the version of the decoding rules."""
    return f"{network.version}+{RULES}"


def read(report: Report, network: Network) -> Reading:
    """Read one report."""
    return next(read_all([report], network))


def read_all(reports: Sequence[Report], network: Network) -> Iterator[Reading]:
    """Read a handful of reports together; each reading is what `read` alone would give."""
    return finish(begin(reports, network), network)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Reports whose windows the network is working on."""

    reports: tuple[Report, ...]
    pieces: tuple[tuple[Tokens, tuple[Window, ...]], ...]
    outputs: Iterator[FloatArray]


def begin(reports: Iterable[Report], network: Network) -> Begun:
    """Give the windows of some reports to the network, without waiting for it."""
    taken = tuple(reports)
    pieces = []
    for report in taken:
        skip = tuple(s.span for s in report.sections if s.kind in SKIPPED)
        tokens = tokenize(report.text, network.tokenizer, skip)
        pieces.append((tokens, cut(tokens, WINDOW, OVERLAP)))
    windows = [inputs(tokens, window) for tokens, cuts in pieces for window in cuts]
    return Begun(reports=taken, pieces=tuple(pieces), outputs=iter(network.run(windows)))


def finish(begun: Begun, network: Network) -> Iterator[Reading]:
    """The readings of what was begun, in order."""
    for report, document in _documents(begun, network):
        yield _assemble(report, document, network)


def explain(report: Report, network: Network) -> tuple[Reading, tuple[Trace, ...]]:
    """Read one report, and tell what was weighed for each event, then for each judgement."""
    [(_, document)] = _documents(begin([report], network), network)
    return _assemble(report, document, network), traces_of(document)


def _documents(begun: Begun, network: Network) -> Iterator[tuple[Report, Document]]:
    """What the network says of each report, with the spans that its tags come to."""
    views = [stitch(tokens, cuts, islice(begun.outputs, len(cuts))) for tokens, cuts in begun.pieces]
    tags = best_tags([view.emissions for view in views], network.parameters.transitions)
    for report, view, tagged in zip(begun.reports, views, tags, strict=True):
        spans = {label: token_spans(view, label, tagged[i]) for i, label in enumerate(LAYERS)}
        spans[MarkLabel.SPEAKER] = cut_back(view, spans[MarkLabel.SPEAKER], spans[MarkLabel.CUE])
        bounded = sentences(report.text)
        yield (
            report,
            Document(
                view=view,
                spans={label: bounds(found) for label, found in spans.items()},
                parameters=network.parameters,
                sentences=bounded,
                sentence_starts=np.array([sentence.start for sentence in bounded], np.int64),
            ),
        )


def _assemble(report: Report, document: Document, network: Network) -> Reading:
    view = document.view
    attributions = join_pieces(view, link_contents(view, document.spans, network.parameters))
    skipped = [section.span for section in report.sections if section.kind in SKIPPED]
    read_ = [one for one in document.sentences if not any(span.overlaps(one) for span in skipped)]
    return Reading(
        report_id=report.id,
        reader=reader_version(network),
        attributions=attributions,
        events=events_of(document),
        judgements=judgements_of(document),
        loaded=loaded_marks(report.text, read_, attributions),
    )
