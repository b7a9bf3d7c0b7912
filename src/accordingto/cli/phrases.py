"""Values of a claim as a person would say them: bounds, days, places, names, chains."""

from __future__ import annotations

from accordingto.cli.screen import on_one_line
from accordingto.model import (
    Claim,
    EventTime,
    Figure,
    GazetteerPlace,
    Group,
    Hop,
    Participant,
    PlaceMention,
    Report,
    Span,
    Unresolved,
)

ARROW = " ← "
"""Points from who was heard to who is heard: the outlet ← the agency ← the police officer."""

UNNAMED_OUTLET = "outlet not named"


def words(span: Span, text: str, longest: int | None = None) -> str:
    """The words of a span in quotation marks, on one line; cut at a blank where `longest` is given."""
    said = on_one_line(span.of(text))
    if longest is not None and len(said) > longest:
        kept = said[:longest].rsplit(" ", 1)[0] if " " in said[:longest] else said[:longest]
        said = kept + " …"
    return f"“{said}”"


def bounds(figure: Figure) -> str:
    """How many: `27`, `at least 68`, `up to 30`, `20 to 30`."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "a number not said"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


GROUP_WORDS = {
    Group.CIVILIANS: ("civilian", "civilians"),
    Group.FIGHTERS: ("fighter", "fighters"),
    Group.SECURITY_FORCES: ("of the security forces", "of the security forces"),
    Group.CHILDREN: ("child", "children"),
    Group.MIXED: ("of several groups", "of several groups"),
    Group.OBJECTS: ("object", "objects"),
    Group.UNSPECIFIED: ("", ""),
}
"""Whom a figure counts: one, and more."""


def how_many(figure: Figure) -> str:
    """Bounds and whom they count."""
    last = figure.low if figure.high is None else figure.high
    return f"{bounds(figure)} {GROUP_WORDS[figure.group][last != 1]}".rstrip()


def when(time: EventTime) -> str:
    """The days: one, an interval, one bound, or `undated`."""
    start, end = time.start, time.end
    if start is None and end is None:
        return "undated"
    if end is None:
        return f"{start} or later"
    if start is None:
        return f"{end} or earlier"
    return f"{start}" if start == end else f"{start} to {end}"


def where(mention: PlaceMention) -> str:
    """A gazetteer place with country and precision, or that it is unresolved, and why."""
    found = mention.resolution
    if isinstance(found, GazetteerPlace):
        return f"{on_one_line(found.name)}, {found.country} ({found.precision})"
    return f"unresolved: {open_question(found)}"


def open_question(unresolved: Unresolved) -> str:
    """Why something stays open, and what it may be."""
    reason = on_one_line(unresolved.reason)
    if not unresolved.candidates:
        return reason
    return f"{reason}; perhaps {' or '.join(on_one_line(one) for one in unresolved.candidates[:3])}"


def voice(hop: Hop, text: str) -> str:
    """Who speaks at a hop: the name, else the words for it, else that nobody is named."""
    name = hop.speaker.name
    if isinstance(name, str):
        return on_one_line(name)
    span = hop.source or hop.carried_from
    if span is None:
        return "somebody unnamed"
    return f"{words(span, text)} (unresolved)" if isinstance(name, Unresolved) else words(span, text)


def chain(report: Report, claim: Claim) -> tuple[str, ...]:
    """Everybody between the reader and the event, the outlet first."""
    outlet = on_one_line(report.outlet) if report.outlet else UNNAMED_OUTLET
    return (outlet, *(voice(hop, report.text) for hop in claim.attribution))


def named(one: Participant, text: str) -> tuple[str, str]:
    """Name and words of an actor or target; the name is empty where it adds nothing to the words."""
    said = words(one.span, text)
    if isinstance(one.name, Unresolved):
        return f"unresolved: {open_question(one.name)}", said
    name = on_one_line(one.name or "")
    return ("" if name.casefold() == said.strip("“”").casefold() else name), said


def number(claim: Claim) -> str:
    """The claim's number within its report, as it stands in the text and beside the card."""
    return claim_number(claim.id)


def claim_number(id_: str) -> str:
    """The same, from the claim's id."""
    return f"[{id_.rsplit('#', 1)[-1]}]"


def percent(confidence: float) -> str:
    """A confidence in whole percent, never 0 % or 100 %: nothing here is that sure."""
    return f"{min(max(round(100 * confidence), 1), 99)}%"
