"""Place names reduced to keys under which differently written names meet.

Three keys, each looser than the one before:

    written      "Deir ez-Zor"    "Dayr az-Zawr"   "Maaret al-Nouman"   "Ma'arrat an Nu'man"
    normalised   deir ez zor      dayr az zawr     maaret al nouman     maarrat an numan
    folded       dir zur          dir zur          marit numan          marat numan
    skeleton     drzr             drzr             mrtnmn               mrtnmn

`normalised` only removes what typists leave out: case, diacritics, apostrophes, hyphens. `folded`
adds rules of transliteration (Arabic article and vowels, k/q/c, French `ou`, Cyrillic `-iy`).
`skeleton` keeps consonants alone and is meant for names from Arabic script, where short vowels are
the transcriber's choice; it is too loose to be trusted without a country.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Latin letters that NFKD leaves whole.
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
)
_APOSTROPHES = re.compile(r"['‘’ʻʼʽʾʿˈ`´ʹʺ\"“”″′]")
_NOT_WORD = re.compile(r"[\W_]+")

# The Arabic article: al-/el-, or assimilated to the sun letter that follows it (as-Suwayda).
_ARTICLES = {"al", "el", "ul", "il", "ol"}
_SUN_ARTICLE = re.compile(r"^[aeiou](sh|th|dh|[stdzrn])$")
# "Ezzor", "Assafira": article and sun letter written as one word.
_JOINED_ARTICLE = re.compile(r"^[ae](?=(ss|dd|zz)[aeiouy])")
_GENERIC = {
    **dict.fromkeys(("tel", "tell", "tall", "tal", "til"), "tal"),
    **dict.fromkeys(("kfar", "kfer", "kafar", "kefr", "kafr", "kefar", "kufr", "kofr"), "kafr"),
    **dict.fromkeys(("deir", "dayr", "der", "dair", "deyr", "dejr"), "deir"),
    **dict.fromkeys(("ain", "ayn", "ein", "ayin", "eyn"), "ain"),
    **dict.fromkeys(("jebel", "jabal", "gebel", "djebel", "jabel"), "jabal"),
    **dict.fromkeys(("abu", "abou", "bou", "abo"), "abu"),
    **dict.fromkeys(("umm", "um", "oum", "omm", "om"), "um"),
    **dict.fromkeys(("saint", "st"), "saint"),
    **dict.fromkeys(("mount", "mt"), "mount"),
    **dict.fromkeys(("khirbet", "khirbat", "kherbet", "khrbet"), "khirbat"),
}
_CONSONANT_FOLDS = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"tch|tsch|cz", "ch"),
        (r"sch", "sh"),
        (r"dj", "j"),
        (r"ph", "f"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"c(?!h)|q", "k"),
    )
)
_VOWEL_FOLDS = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"(?<=\w)[aei]h$", "a"),  # Hasakah, Hasakeh
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"iyy|iye|iy|yy|ij", "i"),
        (r"w", "u"),
        (r"y", "i"),
        (r"ou|oo|au|ao", "u"),
        (r"ei|ai|ee|ie|ae", "i"),
        (r"o", "u"),
        (r"(?<=\w\w)e$", "a"),  # Hasake
        (r"e", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"(?<!^)[aeiouwy]")


# Countries whose names reach English from Arabic script (Arabic, Persian, Pashto, Urdu, Kurdish).
ARABIC_SCRIPT = frozenset(
    "AFG ARE BHR DZA EGY ESH IRN IRQ JOR KWT LBN LBY MAR MRT OMN PAK PSE QAT SAU SDN SYR TUN YEM".split()  # noqa: SIM905
)


@lru_cache(maxsize=16384)
def normalised(name: str) -> str:
    """`name` in lower case without diacritics, apostrophes and punctuation, words one space apart."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_LETTERS)
    bare = "".join(c for c in _APOSTROPHES.sub("", bare) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", bare).strip()


def _is_article(word: str, following: str) -> bool:
    if word in _ARTICLES:
        return True
    sun = _SUN_ARTICLE.match(word)
    return sun is not None and following.startswith(sun.group(1))


def _without_articles(words: list[str]) -> list[str]:
    """The words without Arabic articles; a name that is nothing but an article keeps it."""
    kept = [
        word for n, word in enumerate(words) if n + 1 == len(words) or not _is_article(word, words[n + 1])
    ]
    return [_JOINED_ARTICLE.sub("", word) if len(word) > 4 else word for word in kept]


def has_article(name: str) -> bool:
    """Whether `name` carries an Arabic article, as "al-Sinek" does and "Scenic" does not."""
    words = normalised(name).split()
    return len(_without_articles(words)) < len(words)


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """`name` with transliteration variants made equal; empty for a name without Latin letters."""
    words = []
    for word in _without_articles(normalised(name).split()):
        bent = _GENERIC.get(word, word)
        for pattern, into in (*_CONSONANT_FOLDS, *_VOWEL_FOLDS):
            bent = pattern.sub(into, bent)
        words.append(bent)
    return " ".join(word for word in words if word)


@lru_cache(maxsize=16384)
def skeleton(name: str) -> str:
    """The consonants of `name` in one word; empty when fewer than three are left."""
    words = [_GENERIC.get(word, word) for word in _without_articles(normalised(name).split())]
    bones = []
    for word in words:
        bent = word
        for pattern, into in _CONSONANT_FOLDS:
            bent = pattern.sub(into, bent)
        bent = _VOWELS.sub("", bent)
        bones.append(re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=.)h$", "", bent)))
    joined = "".join(bones)
    return joined if len(joined) >= 3 else ""
