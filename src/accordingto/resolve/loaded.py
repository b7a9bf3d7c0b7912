"""Who uses each loaded word: the speakers of the innermost attribution that holds it, or the outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from accordingto.model import AttributionReading, Claim, Evidence, Hop, LoadedMark, LoadedWord, WordUser
from accordingto.resolve.chains import Chains
from accordingto.resolve.parts import Parts

OUTLET = Evidence(rule="loaded.outside-every-attribution")


def loaded_words(
    marks: Sequence[LoadedMark],
    attributions: Sequence[AttributionReading],
    chains: Chains,
    claims: Sequence[Claim],
    parts: Parts,
) -> tuple[LoadedWord, ...]:
    """Loaded words with those who use them; a word outside every attribution is the outlet's own."""
    return tuple(_word(mark, attributions, chains, claims, parts) for mark in marks)


def _word(
    mark: LoadedMark,
    attributions: Sequence[AttributionReading],
    chains: Chains,
    claims: Sequence[Claim],
    parts: Parts,
) -> LoadedWord:
    users = _quoted(mark, attributions, chains) or _told(mark, attributions, chains, claims)
    return LoadedWord(
        span=mark.span,
        word=mark.word,
        kind=mark.kind,
        part=parts.of(mark.span),
        users=users,
        evidence=(Evidence(rule=mark.rule, span=mark.span), *(() if users else (OUTLET,))),
    )


def _quoted(
    mark: LoadedMark, attributions: Sequence[AttributionReading], chains: Chains
) -> tuple[WordUser, ...]:
    """Speakers of the shortest content that holds the word; of all, where several are as short."""
    holding = [
        (content.span.end - content.span.start, content.span, one)
        for one in attributions
        for content in one.content
        if content.span.covers(mark.span)
    ]
    shortest = min((length for length, _, _ in holding), default=0)
    users = [
        user
        for length, span, one in holding
        if length == shortest
        for user in _speakers(one, chains, Evidence(rule="loaded.innermost-content", span=span))
    ]
    return tuple(dict.fromkeys(users))


def _speakers(one: AttributionReading, chains: Chains, held: Evidence) -> Iterator[WordUser]:
    """Whom an attribution quotes; several where they are named side by side."""
    if one.source is None:
        yield WordUser(source=None, name=None, evidence=(held,))
        return
    for source in chains.parallel.get(one.source.span, (one.source.span,)):
        named = chains.speakers[source]
        yield WordUser(source=source, name=named.name, evidence=(held, named.evidence))


def _told(
    mark: LoadedMark,
    attributions: Sequence[AttributionReading],
    chains: Chains,
    claims: Sequence[Claim],
) -> tuple[WordUser, ...]:
    """Whose voice goes on over the word's paragraph, or who tells a claim that holds it.

    A claim's own words may reach beyond what its speaker said ("On Monday, the regime's spokesman claimed
    that ..."), so one without a voice that goes on counts only where no content shows where that begins.
    """
    for carried in chains.carried:
        if carried.paragraph.covers(mark.span):
            evidence = Evidence(rule=carried.rule, span=carried.paragraph)
            return (WordUser(source=carried.voice.span, name=carried.voice.name, evidence=(evidence,)),)
    contents = [content.span for one in attributions for content in one.content]
    users = [
        _teller(claim, claim.attribution[-1])
        for claim in claims
        if claim.attribution
        and claim.content.covers(mark.span)
        and (
            claim.attribution[-1].carried_from is not None
            or not any(content.overlaps(claim.content) for content in contents)
        )
    ]
    return tuple(dict.fromkeys(users))


def _teller(claim: Claim, hop: Hop) -> WordUser:
    rule = Evidence(rule="loaded.told-claim", span=claim.content)
    return WordUser(
        source=hop.source or hop.carried_from,
        name=hop.speaker.name,
        evidence=(rule, *hop.speaker.evidence[:1]),
    )
