"""What a sheet has beside its claims, in lines: loaded words under who uses them, and headline overreaches.

loaded words
  Meridian Press, in its own voice
    label      “terrorists” @120-130 (headline)
  Joint Command
    euphemism  “neutralised” @288-299

headline
  [0] says more than the body does of the same event in [2] [3]
    attribution  “Hit” @33-36; against “the monitor” @205-216
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from accordingto.cli.cards import STYLES
from accordingto.cli.phrases import UNNAMED_OUTLET, claim_number, words
from accordingto.cli.screen import on_one_line
from accordingto.model import LoadedWord, MarkLabel, Overreach, Report, ReportPart, WordUser

LABEL = 13
"""Cells of a row's label: `attribution`, the longest, and two blanks."""


def remark_lines(
    report: Report, loaded: tuple[LoadedWord, ...] | None, overreaches: tuple[Overreach, ...] | None
) -> Iterator[Text]:
    """The lines of a report's loaded words and overreaches; none where it has neither."""
    if loaded:
        yield Text("loaded words", style="bold")
        yield from _loaded(report, loaded)
    if overreaches:
        yield Text("headline", style="bold")
        yield from _overreaching(report, overreaches)


def _loaded(report: Report, loaded: tuple[LoadedWord, ...]) -> Iterator[Text]:
    by_users: dict[str, list[LoadedWord]] = {}
    for one in loaded:
        by_users.setdefault(_users(report, one), []).append(one)
    for users, group in by_users.items():
        yield Text(f"  {users}", style=STYLES[MarkLabel.SPEAKER] if group[0].users else "bold")
        for one in group:
            part = " (headline)" if one.part is ReportPart.HEADLINE else ""
            place = f" @{one.span.start}-{one.span.end}{part}"
            yield Text.assemble(
                "    ", (one.kind.value.ljust(LABEL), "dim"), words(one.span, report.text), (place, "dim")
            )


def _users(report: Report, loaded: LoadedWord) -> str:
    if not loaded.users:
        outlet = on_one_line(report.outlet) if report.outlet else UNNAMED_OUTLET
        return f"{outlet}, in its own voice"
    return " and ".join(dict.fromkeys(_user(report, user) for user in loaded.users))


def _user(report: Report, user: WordUser) -> str:
    if isinstance(user.name, str):
        return on_one_line(user.name)
    return "somebody unnamed" if user.source is None else words(user.source, report.text)


def _overreaching(report: Report, overreaches: tuple[Overreach, ...]) -> Iterator[Text]:
    said: str | None = None
    for one in overreaches:
        if one.claim != said:
            said = one.claim
            tellings = " ".join(claim_number(id_) for id_ in one.tellings)
            yield Text(
                f"  {claim_number(one.claim)} says more than the body does of the same event in {tellings}"
            )
        quoted = [
            f"{words(piece.span, report.text)} @{piece.span.start}-{piece.span.end}"
            for piece in one.evidence
            if piece.span is not None
        ]
        against = f"; against {', '.join(dict.fromkeys(quoted[1:]))}" if quoted[1:] else ""
        yield Text.assemble("    ", (one.kind.value.ljust(LABEL), "dim"), "".join(quoted[:1]) + against)
