"""Reads the words of a marked time expression as the days it covers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from accordingto.model import Unresolved
from accordingto.resolve.dates.answer import Read, Setting, TimeAnswer, nowhere, settled
from accordingto.resolve.dates.calendar import shift
from accordingto.resolve.dates.find import Found, matches
from accordingto.resolve.dates.patterns import folded
from accordingto.resolve.dates.spans import AROUND, count_in, moved, unit_in, window_start

_SINCE = re.compile(r"\b(?:ever )?since\b")
_BETWEEN = re.compile(r"\b(?:between|from)\b[^0-9]*$")
_UNTIL = re.compile(r"\b(?:until|till|by|up to)\b")
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of)\b")
_RIGHT_AFTER = re.compile(r"\bafter (?:the )?$")
_AFTER = re.compile(r"\b(?:after|following)\b")
_STARTING = re.compile(r"\b(?:starting|beginning)\b")
_FOR = re.compile(r"\bfor\b")
_WITHIN = re.compile(r"\b(?:in|within)\b")
_JOINT = re.compile(r"^[ ,]*(?:and|to|until|through|till|or|-)?[ ]*(?:from |on |in )?$")
_LEADING_UP = re.compile(r"^[ ,]*(?:leading )?(?:up )?(?:to|ending)(?: on)? $")


def resolve_time(
    words: str,
    anchor: date | None,
    tense_past: bool = True,
    dates_in_text: tuple[date, ...] = (),
) -> TimeAnswer | Unresolved:
    """The days that the words of a time expression cover.

    `anchor` is the day of publication, or None when the report has no single one; then no year is
    given that is not in the words. `tense_past` is False for what is
    announced. `dates_in_text` are the first days of the times that the report tells before these
    words, in its order; "three days later" and "since then" count from the last of them.
    Unresolved when the words contradict each
    other, may mean several days, or are no time that is known.
    """
    setting = Setting(anchor=anchor, tense_past=tense_past, named=dates_in_text)
    found = matches(words, tagging=False)
    plain = folded(words)
    if not found:
        return _without_expression(plain, setting)
    if _SINCE.search(plain[: found[0].match.start()]):
        return _since(found, setting)
    whole = _joined(found, plain, setting)
    chosen = _chosen(found)
    lead = plain[: (found[0] if whole else chosen).match.start()]
    return _bounded(whole or chosen.rule.read(chosen.match, setting), found, plain, lead, setting)


def _without_expression(lead: str, setting: Setting) -> Read:
    """`since` alone counts from the day told last; `since the massacre` has a known end only."""
    if _SINCE.search(lead):
        alone = lead.strip() == "since"
        return settled(setting.reference if alone else None, setting.anchor, "dates.since-event")
    return Unresolved(candidates=(), reason="no time expression that is known")


def _since(found: tuple[Found, ...], setting: Setting) -> Read:
    """From the start of what is named to the day of publication."""
    chosen = _chosen(found)
    answer = chosen.rule.read(
        chosen.match, Setting(anchor=setting.anchor, tense_past=True, named=setting.named)
    )
    if isinstance(answer, Unresolved):
        return settled(None, setting.anchor, "dates.since") if "does not name" in answer.reason else answer
    start = answer.start
    if start and any(f.match[0].startswith(("mid-", "mid ")) and f.rule.rank == 7 for f in found):
        start += timedelta(days=4)  # the annotators took the 15th in "since mid-March 2011"
    if start and setting.anchor and start > setting.anchor:
        return settled(start, None, "dates.since", answer.value)
    return settled(start, setting.anchor, "dates.since", answer.value)


def _joined(found: tuple[Found, ...], plain: str, setting: Setting) -> Read | None:
    """`between April 27 and May 18`, `on Saturday and Sunday`, `the past month, up to August 25th`."""
    if len(found) < 2:
        return None
    first, second = found[0], found[1]
    if first.match.groupdict().get("way") in AROUND:
        return _counted(first, second, setting)
    lead = plain[: first.match.start()]
    between = plain[first.match.end() : second.match.start()]
    if first.rule.id in {"dates.window", "dates.unit"}:
        return _leading_up(first, second, setting) if _LEADING_UP.match(between) else None
    if not _JOINT.match(between) or not between.strip(" ,"):
        return None
    return _from_to(first, second, bool(_BETWEEN.search(lead)), setting)


def _from_to(first: Found, second: Found, announced: bool, setting: Setting) -> Read | None:
    """From the start of one expression to the end of the other, whichever is the earlier.

    `announced`: "between" or "from" stands before them, so that they are one interval even where
    its days are not known.
    """
    a, b = first.rule.read(first.match, setting), second.rule.read(second.match, setting)
    if isinstance(a, Unresolved) or isinstance(b, Unresolved):
        return a if isinstance(a, Unresolved) else b
    if a.start is None or b.end is None:
        return nowhere("dates.from-to") if announced else None
    start, end = (a.start, b.end) if a.start <= b.end else (b.start or b.end, a.end or a.start)
    return settled(start, end, "dates.from-to")


def _counted(first: Found, second: Found, setting: Setting) -> Read:
    """`two days after August 12` counts from the day in the words themselves."""
    base = second.rule.read(second.match, setting)
    if isinstance(base, Unresolved) or base.start is None or base.start != base.end:
        return base if isinstance(base, Unresolved) else nowhere("dates.counted")
    pinned = Setting(anchor=setting.anchor, tense_past=setting.tense_past, named=(base.start,), pinned=True)
    return first.rule.read(first.match, pinned)


def _leading_up(window: Found, last: Found, setting: Setting) -> Read:
    """A window that ends on a day of its own instead of on the day of publication."""
    end = last.rule.read(last.match, setting)
    if isinstance(end, Unresolved):
        return end
    if end.end is None:
        return nowhere("dates.leading-up-to", end.value)
    unit = unit_in(window.match["unit"])
    count = count_in(window.match)
    start = None if count is None else moved(end.end, -count, unit)
    return settled(start, end.end, "dates.leading-up-to")


def _chosen(found: tuple[Found, ...]) -> Found:
    """The most explicit of several expressions: in `today, 30 June` the date decides."""
    return max(found, key=lambda f: (f.rule.rank, -f.match.start()))


def _bounded(whole: Read, found: tuple[Found, ...], plain: str, lead: str, setting: Setting) -> Read:
    """Applies the word before: for and in to a length of time, until and its like to days."""
    if isinstance(whole, Unresolved) or "window" in whole.rule:
        return whole
    if all(f.rule.id == "dates.length" for f in found):
        known = setting.anchor if setting.tense_past else None
        return _lasting(found[0], whole, lead, known) if known else whole
    if plain[found[-1].match.end() :].startswith(" prayers"):  # "after Friday prayers" is still Friday
        return whole
    return _until_or_after(whole, lead, setting.anchor)


def _until_or_after(whole: TimeAnswer, lead: str, anchor: date | None) -> Read:
    """until, by: no start; before: up to the day before; starting: no end; after: up to publication."""
    start, end, value = whole.start, whole.end, whole.value
    if _UNTIL.search(lead):
        return settled(None, end, "dates.until", value)
    if _BEFORE.search(lead) and start:
        return settled(None, shift(start, -1), "dates.before", value)
    if _STARTING.search(lead):
        return settled(start, None, "dates.starting", value)
    if anchor and end and _RIGHT_AFTER.search(lead) and (first := shift(end, 1)) and first <= anchor:
        return settled(first, anchor, "dates.after", value)
    # "after the offensive began in late June", but not "after Friday"
    if _AFTER.search(lead) and len(lead) > len("after the ") and anchor and start:
        return settled(start, max(anchor, start), "dates.after", value)
    return whole


_ABOUT_MORE = re.compile(r"(?:more than|over|at least|well over)")


def _lasting(found: Found, whole: TimeAnswer, lead: str, anchor: date) -> Read:
    """`for two years` ends on the day of publication; `in 24 hours` is the window that ends on it.

    When something that goes on "for more than two years" began is left open; a few days or weeks
    are counted back.
    """
    unit, count = unit_in(found.match["unit"]), count_in(found.match)
    short = unit in {"day", "night", "week"} and count is not None and not _ABOUT_MORE.match(found.match[0])
    start = window_start(anchor, count or 1, unit) if short else None
    if _FOR.search(lead) and unit not in {"hour", "minute", "second"}:
        return settled(start, anchor, "dates.for", whole.value)
    if _WITHIN.search(lead) and count and ((unit == "hour" and count >= 24) or found.match[0] == "week"):
        return settled(window_start(anchor, count, unit), anchor, "dates.past-window", whole.value)
    return whole
