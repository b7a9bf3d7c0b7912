"""What a cue says by itself: "denied", "accused", "confirmed", "called for", "estimated".

Where a cue has one of these words, what the speaker does is the word's: on the gold ledger's train side and
the invented reports it is so for 144 of 145 cues of denying, 121 of 125 of accusing, 84 of 90 of confirming
and claiming responsibility, 100 of 105 of demanding, 25 of 25 of estimating. What somebody denies is denied,
in 144 of 145. "Said", "told" and the like say nothing of it, and the reader's class stands.
"""

from __future__ import annotations

import re

from accordingto.model import Act, Evidence, Factuality, Field, Hop
from accordingto.reference.speakers import speaker_words

_WORD = re.compile(r"\w+")
_NOT_THE_EVENT = re.compile(
    r"\s*(?:any\s+|its\s+|his\s+|her\s+|their\s+)?(?:responsib|involve|link|role|ties|knowledge|being behind)"
)
"""What is denied here is the part in an event, not the event: "denied responsibility for the bombing"."""

CUE_WORD = "acts.cue-word"


def act_of(cue: str) -> Act | None:
    """The act that the words of a cue name; None where they name none or two, or say that it was not done."""
    table = speaker_words()
    words = tuple(_WORD.findall(cue.lower()))
    found = {
        act
        for form, act in table.acts
        for at in range(len(words) - len(form) + 1)
        if words[at : at + len(form)] == form and not table.not_so.intersection(words[:at])
    }
    return found.pop() if len(found) == 1 else None


def stance_of(
    text: str, read: Factuality, attribution: tuple[Hop, ...]
) -> tuple[Factuality, Evidence] | None:
    """What the innermost cue says of the event; None where it says nothing beyond what was read.

    Only denials do, and only of what was read as asserted: what somebody denies "would happen" stays open.
    """
    last = attribution[-1] if attribution else None
    if last is None or last.cue is None or read is not Factuality.ASSERTED:
        return None
    if act_of(last.cue.of(text)) is not Act.DENY or _NOT_THE_EVENT.match(text, last.cue.end):
        return None
    return Factuality.DENIED, Evidence(rule=CUE_WORD, span=last.cue, field=Field.FACTUALITY)
