"""What a headline says beyond the body of its report, as data for a flag: no verdict is given here.

A headline claim that asserts something is held against every claim in lead and body that tells the same
event (`same_event`). It says more where

- it speaks in the outlet's own voice, and all those tellings are attributed (where it gives a figure and
  some of them give one for the same harm, these decide);
- its figure is larger than every figure for that harm in the body, and adds up no two of them nor all; a body
  that says "dozens" leaves that open;
- none of the tellings asserts it: the body denies it, calls it uncertain, plans or supposes it;
- it states or confirms what all of them only accuse, estimate, threaten, demand or promise.

Without a telling in the body nothing is held against the headline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from accordingto.model import (
    Act,
    Claim,
    Evidence,
    Factuality,
    Figure,
    Harm,
    Overreach,
    OverreachKind,
    ReportPart,
    Span,
)
from accordingto.resolve.same_event import same_event, telling_of

SHORT_OF_STATING = frozenset({Act.ACCUSE, Act.ESTIMATE, Act.THREATEN, Act.DEMAND, Act.PROMISE})
VAGUE = frozenset({"figures.vague", "figures.plural"})
"""Rules of figures whose open bound may be any number."""

Found = tuple[OverreachKind, list[Span], list[Span]]
"""The kind, the headline's words, and those of the body."""


def overreaches(text: str, claims: Sequence[Claim]) -> tuple[Overreach, ...]:
    """The overreaches of a report's headline claims; `claims` may come in any order."""
    ordered = sorted(claims, key=_anchor)
    heads = [c for c in ordered if c.part is ReportPart.HEADLINE and c.factuality is Factuality.ASSERTED]
    if not heads:  # the stems of a body take 0.9 ms a report
        return ()
    body = [telling_of(text, claim) for claim in ordered if claim.part in (ReportPart.LEAD, ReportPart.BODY)]
    out = []
    for head in (telling_of(text, claim) for claim in heads):
        tellings = [one.claim for one in body if same_event(text, head, one)]
        for kind, said, against in _found(head.claim, tellings, [one.claim for one in body]):
            rule = f"headline.{kind}"
            out.append(
                Overreach(
                    claim=head.claim.id,
                    kind=kind,
                    tellings=tuple(claim.id for claim in tellings),
                    evidence=tuple(Evidence(rule=rule, span=span) for span in (*said, *against)),
                )
            )
    return tuple(out)


def _found(head: Claim, tellings: Sequence[Claim], body: Sequence[Claim]) -> Iterator[Found]:
    if not tellings:
        return
    deciding = _deciding(head, tellings)
    if not head.attribution and all(claim.attribution for claim in deciding):
        yield OverreachKind.ATTRIBUTION, [_anchor(head)], [_attributed(claim) for claim in deciding]
    for figure in head.event.figures if head.event else ():
        against = _smaller(figure, tellings, body)
        if against:
            yield OverreachKind.FIGURE, [figure.span], against
    if all(claim.factuality is not Factuality.ASSERTED for claim in tellings):
        yield OverreachKind.FACTUALITY, [_anchor(head)], [_anchor(claim) for claim in tellings]
    if not _acts(head) & SHORT_OF_STATING and all(_acts(c) & SHORT_OF_STATING for c in tellings):
        yield OverreachKind.ACT, [_anchor(head)], [_attributed(claim) for claim in tellings]


def _anchor(claim: Claim) -> Span:
    return claim.event.trigger if claim.event else claim.content


def _acts(claim: Claim) -> frozenset[Act]:
    """The act of the innermost hop; none in the outlet's own voice."""
    return frozenset(hop.act for hop in claim.attribution[-1:])


def _attributed(claim: Claim) -> Span:
    """The words that say whose the claim is; its trigger where nobody is named and no cue stands."""
    last = claim.attribution[-1]
    return last.source or last.cue or last.carried_from or _anchor(claim)


def _deciding(head: Claim, tellings: Sequence[Claim]) -> Sequence[Claim]:
    """Those that bear a figure for a harm that the headline counts; all where none does."""
    harms = _harms(head)
    return [claim for claim in tellings if harms & _harms(claim)] or tellings


def _harms(claim: Claim) -> set[Harm]:
    return {figure.harm for figure in claim.event.figures} if claim.event else set()


def _smaller(figure: Figure, tellings: Sequence[Claim], body: Sequence[Claim]) -> list[Span]:
    """The body's figures for the harm that a figure of the headline counts, if it is larger than all."""
    if figure.low is None or not any(figure.harm in _harms(claim) for claim in tellings):
        return []
    against = [f for c in body if c.event for f in c.event.figures if f.harm is figure.harm]
    open_ = any(f.high is None and VAGUE & {one.rule for one in f.evidence} for f in against)
    numbers = {(f.low, f.high, f.group): _most(f) for f in against}
    known = [number for number in numbers.values() if number is not None]
    sums = {sum(known), *(a + b for a, b in combinations(known, 2))}
    if open_ or len(known) < len(numbers) or figure.low <= max(known) or figure.low in sums:
        return []
    return [f.span for f in against]


def _most(figure: Figure) -> int | None:
    """The largest number that a figure's words name."""
    return figure.low if figure.high is None else figure.high
