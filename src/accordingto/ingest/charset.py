"""Bytes to text: byte order mark, declared charset, UTF-8, then a guess that is named."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass

from charset_normalizer import CharsetMatch, from_bytes

from accordingto.model import Issue, IssueCode

_MARKS = (  # UTF-32 before UTF-16: the little-endian mark of one begins with that of the other
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF",
    b"SQLite format 3", b"BZh", b"\xfd7zXZ", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0", b"RIFF",
)  # fmt: skip
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\b\t\n\v\f\r\x1a\x1b")))
# Escapes and compressions that Python also calls codecs; no page is written in them. UTF-7 is
# refused by browsers as well, since it hides markup.
_NO_CHARSETS = frozenset({"unicode-escape", "raw-unicode-escape", "idna", "punycode", "utf-7", "undefined"})
_GUESSES = [
    "cp1252", "cp1251", "cp1256", "cp1250", "cp1254", "cp1255", "cp1253", "koi8_r", "iso8859_6",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text with the charset that gave it, and a non-fatal issue when that was a guess."""

    text: str
    charset: str
    issue: Issue | None = None


def looks_binary(content: bytes) -> bool:
    """Whether the bytes are no text in any charset.

    Told by a known file mark, NULs in over 1 % (UTF-16 aside), or other control characters in over
    5 % of 256 bytes and more: random bytes have 9 %. One stray NUL makes no report binary.
    """
    if has_binary_mark(content):
        return True
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return len(content) >= 256 and controls * 20 > len(content) and not _is_wide(content)


def has_binary_mark(content: bytes) -> bool:
    """Whether a known file mark or NULs tell binary data; the part of the rule that tables can bear."""
    if content.startswith(_MAGIC):
        return True
    return content.count(0) * 100 > len(content) and not _is_wide(content)


def _is_wide(content: bytes) -> bool:
    marked = content.startswith(tuple(mark for mark, _ in _MARKS))
    return marked or _unmarked_utf16(content) is not None


def decode(
    content: bytes, place: str, declared: str | None = None, *, is_record: bool = False
) -> Decoded | Issue:
    """The text of `content`, its byte order mark dropped and nothing else changed.

    Tried in turn: byte order mark, the `declared` charset, UTF-8, UTF-8 with single broken bytes,
    then charset-normalizer over the charsets in use for news. A guess is told by a non-fatal issue;
    `binary` or `bad-encoding` is returned when nothing fits. A record has passed the test for binary
    data with its file, and control characters in it are its own matter.
    """
    if not is_record and looks_binary(content):
        return Issue(
            code=IssueCode.BINARY, place=place, message="This is binary data, not text; it was left out."
        )
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _strict_or_patched(content[len(mark) :], charset, place)
    utf16 = None if is_record else _unmarked_utf16(content)
    if utf16 is not None:  # before UTF-8, in which NULs are characters too
        return _told(content.decode(utf16, "replace"), utf16, place)
    for candidate in (_usable(declared), "utf-8"):
        if candidate is not None:
            try:
                return Decoded(text=content.decode(candidate), charset=candidate)
            except UnicodeDecodeError:
                continue
    return _guessed(content, place)


def _strict_or_patched(content: bytes, charset: str, place: str) -> Decoded:
    """`content` in a charset known for sure; what is broken in it becomes U+FFFD and an issue."""
    try:
        return Decoded(text=content.decode(charset), charset=charset)
    except UnicodeDecodeError as problem:
        issue = Issue(
            code=IssueCode.BAD_ENCODING,
            place=place,
            message=(
                f"Byte {problem.start:,} and perhaps others are broken {charset}; "
                "each broken character was read as U+FFFD."
            ),
            fatal=False,
        )
        return Decoded(text=content.decode(charset, "replace"), charset=charset, issue=issue)


def _usable(declared: str | None) -> str | None:
    """The Python codec for a declared charset, as browsers take it (WHATWG Encoding), or None."""
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if name.replace("_", "-") in _NO_CHARSETS or not _is_text_codec(name):
        return None
    if name.startswith(("utf-16", "utf-32")):  # its declaration could not have been read as ASCII
        return "utf-8"
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def _is_text_codec(name: str) -> bool:
    try:
        b"".decode(name)
    except (LookupError, UnicodeError):
        return False
    return True


def _guessed(content: bytes, place: str) -> Decoded | Issue:
    if _is_nearly_utf8(content):
        return _strict_or_patched(content, "utf-8", place)
    matches = list(from_bytes(content, cp_isolation=_GUESSES))
    if not matches:
        return Issue(
            code=IssueCode.BAD_ENCODING,
            place=place,
            message="The characters are in no encoding that could be told; it was left out.",
        )
    best = matches[0]
    if best.encoding == "cp1250" and _is_rather_western(content, matches):
        return _told(content.decode("cp1252"), "cp1252", place)
    return _told(str(best), best.encoding, place)


def _is_rather_western(content: bytes, matches: Sequence[CharsetMatch]) -> bool:
    """Whether cp1252 fits as well as the cp1250 that was guessed: then it is by far the likelier.

    On short texts the two tie, and "Muñoz" would be read as "Muńoz".
    """
    try:
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    ties = [match for match in matches if match.chaos - matches[0].chaos < 0.001]
    return western == str(matches[0]) or any(match.encoding == "cp1252" for match in ties)


def _told(text: str, charset: str, place: str) -> Decoded:
    issue = Issue(
        code=IssueCode.BAD_ENCODING,
        place=place,
        message=f"The text is not UTF-8 and does not say what it is; it was read as {charset}, a guess.",
        fatal=False,
    )
    return Decoded(text=text.removeprefix("\ufeff"), charset=charset, issue=issue)


def _unmarked_utf16(content: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` when NULs stand in every other byte, as in Latin-letter text."""
    sample = content[:4096]
    half = len(sample) // 2
    if half < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether broken bytes are rare among whole UTF-8 sequences, or only the last one is cut off."""
    whole = len(_SEQUENCE.findall(content))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as problem:
        if problem.reason == "unexpected end of data" and problem.end == len(content):
            return whole > 0
    broken = content.decode("utf-8", "replace").count("\ufffd") - content.count("\ufffd".encode())
    return whole > 0 and broken * 10 <= whole
