"""Reads how many a marked figure says: `low..high`, with the rule that read it.

The rules follow the annotation guide (`figures.low/high`): "at least 68" leaves the high end open,
"up to 30" the low one, "some 30" is 30..30, and a singular noun without a number counts one. What a
vague word means is the profile's to say.
"""

from __future__ import annotations

from accordingto.model import Unresolved
from accordingto.reference.numbers import Profile, number_words, profile, quantity_words
from accordingto.resolve.figures.quantity import Bounds, Quantity, modifier_before, next_quantity
from accordingto.resolve.figures.singles import count_singles, is_plural
from accordingto.resolve.numerals import Token, tokenise

SHARE = "a share of a whole that the words do not give"
ORDINAL = "an ordinal, a decimal or a sign counts nobody"
NO_WORD = "no word that counts"
_SIGNS = frozenset("\"'“”‘’«»()[]")


def read_bounds(words: str, using: Profile | None = None) -> Bounds | Unresolved:
    """The bounds that the words of a marked figure give.

    `words` is the marked stretch, e.g. "at least 68 children". Unresolved when no count can be
    read: nothing but a share ("most of them"), an ordinal, or no word at all.
    """
    chosen = using or profile()
    main, _, _ = words.partition("(")  # "two servants (a mother and a daughter)" are two
    counted = main if any(c.isalnum() for c in main) else words
    tokens = tuple(t for t in tokenise(counted) if t.text not in _SIGNS)
    if not any(t.text[0].isalnum() for t in tokens):
        return Unresolved(candidates=(), reason=NO_WORD)
    nothing = _none(tokens)
    if nothing is not None:
        return nothing
    if _share(tokens):
        return Unresolved(candidates=(), reason=SHARE)
    first = next_quantity(tokens, 0, chosen)
    lead = tokens[: first.start] if first else tokens
    if first is not None and _leads_to_number(lead):
        return _summed(tokens, first, chosen)
    beside = count_singles(lead[:-1]) if first and lead and lead[-1].text in {"and", ","} else 0
    if first is not None and beside:  # "a woman and her two children"
        return _add(Bounds(low=beside, high=beside, rule="figures.single"), _summed(tokens, first, chosen))
    return _without_number(tokens, chosen)


def _share(tokens: tuple[Token, ...]) -> bool:
    """two thirds, three-quarters of them, one in five, all but three."""
    texts = [t.text for t in tokens]
    words = number_words()
    parts = {f"{part}s" for part in words.ordinals if part not in {"first", "second"}}
    after = texts[2:3] if texts[1:2] == ["-"] else texts[1:2]
    if texts[0] in words.units and after and after[0] in parts | {"quarters", "halves"}:
        return True
    if texts[0] == "one" and texts[1:2] in (["in"], ["of"]) and len(texts) > 2:
        return texts[2] in words.units
    return texts[0] in {"all", "everyone", "everybody"} and texts[1:2] in (["but"], ["except"])


def _none(tokens: tuple[Token, ...]) -> Bounds | None:
    """no casualties, nobody, not a single shell; "no fewer than 30" is a bound, not a none."""
    texts = [t.text for t in tokens]
    plain = texts[0] in quantity_words().none and (
        texts[1:2] not in (["fewer"], ["less"], ["more"]) or texts[2:3] != ["than"]
    )
    if plain or texts[:3] == ["not", "a", "single"] or texts[:2] == ["not", "one"]:
        return Bounds(low=0, high=0, rule="figures.none")
    return None


def _leads_to_number(lead: tuple[Token, ...]) -> bool:
    """Whether the first number counts the head noun: "a family of five" yes, "members of Cell 5" no."""
    words = quantity_words()
    texts = [t.text for t in lead]
    ends = [k for k, text in enumerate(texts) if text in words.ends]
    if not ends:
        return not any(t in words.persons for t in texts) or not any(t in words.determiners for t in texts)
    head = texts[: ends[0]]
    return not head or head[-1] in words.collectives or texts[ends[0]] != "of"


def _without_number(tokens: tuple[Token, ...], using: Profile) -> Bounds | Unresolved:
    """A figure told by its noun alone: one "woman", two or more "bodies"."""
    words = quantity_words()
    texts = [t.text for t in tokens]
    head = texts[: next((k for k, t in enumerate(texts) if t in words.ends and k), len(texts))]
    if any(t in words.shares and not _ordinal_before_noun(head, k) for k, t in enumerate(head)):
        return Unresolved(candidates=(), reason=SHARE)
    if texts[0] == "some":
        low, high = using.vague["some"]
        return Bounds(low=low, high=high, rule="figures.vague")
    if not any(t[0].isalpha() for t in head) or (len(head) < 3 and _ordinal_alone(tokens)):
        return Unresolved(candidates=(), reason=ORDINAL)
    if modifier_before(tokens, len(tokens), 0)[1] == 0:
        return Unresolved(candidates=(), reason="a bound without its number")
    singles = count_singles(tokens)
    if singles:
        return Bounds(low=singles, high=singles, rule="figures.single" if singles == 1 else "figures.sum")
    low, high = using.vague["plural"]
    return Bounds(low=low, high=high, rule="figures.plural")


def _ordinal_before_noun(head: list[str], k: int) -> bool:
    """Whether "third" is an ordinal: "a third soldier", but "a third of them"."""
    return head[k] == "third" and k + 1 < len(head)


def _ordinal_alone(tokens: tuple[Token, ...]) -> bool:
    last = tokens[-1].text
    return last in number_words().ordinals or last in {"st", "nd", "rd", "th", "last", "such"}


def _summed(tokens: tuple[Token, ...], first: Quantity, using: Profile) -> Bounds:
    """Adds what follows in its own right: "two women and their seven children" are nine."""
    words = quantity_words()
    total, parts, i = first.bounds, 1, first.end
    percent = any(t.text in words.percent for t in tokens[first.end : first.end + 2])
    if percent:
        return Bounds(low=total.low, high=total.high, rule="figures.percent")
    while i < len(tokens) and tokens[i].text not in words.ends:
        if tokens[i].text in {"and", ",", "&", "plus"}:
            stop = next(
                (k for k in range(i + 1, len(tokens)) if tokens[k].text in {*words.ends, "and", ","}),
                len(tokens),
            )
            part = _part(tokens[i + 1 : stop], using)
            if part is not None:
                total, parts = _add(total, part), parts + 1
        i += 1
    return total if parts == 1 else Bounds(low=total.low, high=total.high, rule="figures.sum")


def _part(tokens: tuple[Token, ...], using: Profile) -> Bounds | None:
    """One more counted thing of an enumeration, or None when it shares the number before it."""
    found = next_quantity(tokens, 0, using)
    if found is not None:
        return found.bounds
    words = quantity_words()
    if tokens and tokens[0].text in words.determiners | words.pronouns and not is_plural(tokens):
        return Bounds(low=1, high=1, rule="figures.single")
    return None


def _add(a: Bounds, b: Bounds) -> Bounds:
    low = None if a.low is None and b.low is None else (a.low or 0) + (b.low or 0)
    high = None if a.high is None or b.high is None else a.high + b.high
    return Bounds(low=low, high=high, rule="figures.sum")
