"""Speaker spans that ran away, cut back to the piece that names somebody.

Of 17,201 sources in PolNeAR train two cross a paragraph break, and one in two hundred is longer than 29
wordpieces. Where the network marks more than that, its tags have bridged a gap ("According to the
statement, an increase in the activity of ..."): the piece next to the cue is the speaker.
"""

from __future__ import annotations

from dataclasses import replace

from accordingto.read.stitch import TokenSpan, View
from accordingto.read.windows import SEP

LONGEST = 29
COMMA = 1010
"""Id of "," in BERT's uncased vocabulary."""


def cut_back(view: View, speakers: list[TokenSpan], cues: list[TokenSpan]) -> list[TokenSpan]:
    """The speakers, each inside one paragraph and, where too long, one stretch between commas."""
    out = []
    for speaker in speakers:
        kept = _next_to_cue(_pieces(view, speaker, SEP), cues)
        if kept.last - kept.first > LONGEST:
            kept = _next_to_cue(_pieces(view, kept, COMMA), cues)
        out.append(kept)
    return out


def _pieces(view: View, span: TokenSpan, separator: int) -> list[TokenSpan]:
    """The stretches of a span between tokens of one id; the span itself where there is none."""
    pieces, first = [], span.first
    for at in range(span.first, span.last + 1):
        if at == span.last or view.tokens.ids[at] == separator:
            if at > first:
                pieces.append(replace(span, first=first, last=at))
            first = at + 1
    return pieces or [span]


def _next_to_cue(pieces: list[TokenSpan], cues: list[TokenSpan]) -> TokenSpan:
    """The piece with the least distance to any cue; the last of equals, which stands next to what is said."""

    def distance(piece: TokenSpan) -> int:
        return min((max(cue.first - piece.last, piece.first - cue.last, 0) for cue in cues), default=0)

    return min(reversed(pieces), key=distance)
