"""HTML to text, through trafilatura; the only file that imports it."""

from __future__ import annotations

import html
import re
from typing import Any

from accordingto.ingest.charset import decode
from accordingto.ingest.draft import Draft, as_json, broken_characters, whole_characters
from accordingto.ingest.limits import IngestLimits
from accordingto.ingest.page_metadata import PageMetadata, page_metadata
from accordingto.ingest.title import equals
from accordingto.model import Issue, IssueCode

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_XML_HEAD = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_START_TAG = re.compile(rb"<[a-zA-Z]")
# What trafilatura and lxml let through on pages they cannot make sense of.
_FOREIGN_FAILURES = (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError)


def read_html(content: bytes, place: str, limits: IngestLimits) -> Draft | Issue:
    """The draft of an HTML page: its report as paragraphs divided by a blank line.

    The title is the first paragraph, put there when the extracted text does not begin with it.
    """
    elements = len(_START_TAG.findall(content))
    if elements > limits.max_elements:
        message = f"The page has {elements:,} elements, more than the {limits.max_elements:,} allowed."
        return Issue(code=IssueCode.TOO_LARGE, place=place, message=message)
    decoded = decode(content, place, declared_charset(content))
    if isinstance(decoded, Issue):
        return decoded
    issues = [decoded.issue] if decoded.issue else []
    source = _XML_HEAD.sub("", decoded.text, count=1)
    draft = _extracted(source, place)
    if isinstance(draft, Issue):
        return draft
    return Draft(
        text=draft.text, title=draft.title, outlet=draft.outlet, url=draft.url, dates=draft.dates,
        extra=draft.extra, issues=(*issues, *draft.issues),
    )  # fmt: skip


def declared_charset(content: bytes) -> str | None:
    """The charset that a page names in its first 2,048 bytes, in a `meta` or the XML declaration."""
    head = content[:2048]
    found = _DECLARED.search(head) or _XML_DECLARED.match(head)
    return None if found is None else found[1].decode("ascii", "replace")


def _extracted(source: str, place: str) -> Draft | Issue:
    import trafilatura  # takes a quarter of a second to load: only when a page comes

    try:
        tree = trafilatura.load_html(source)
        if tree is None:
            message = "No page could be made out in the markup; it was left out."
            return Issue(code=IssueCode.BAD_HTML, place=place, message=message)
        metadata = page_metadata(tree)
        # htmldate's search through the text is kept off by giving it no use: its date is not taken,
        # since it may be a guess; those of the page's own metadata are.
        document: Any = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except _FOREIGN_FAILURES as problem:
        message = f"The page could not be taken apart ({type(problem).__name__}); it was left out."
        return Issue(code=IssueCode.BAD_HTML, place=place, message=message)
    body = "" if document is None else document.text or ""
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    if document is None or not paragraphs:
        message = "No report was found in the page, only markup; it was left out."
        return Issue(code=IssueCode.NO_TEXT, place=place, message=message)
    title = _title(document.title or metadata.headline, paragraphs[0])
    if title is not None and not equals(paragraphs[0], title):
        paragraphs.insert(0, title)
    text, broken = whole_characters("\n\n".join(paragraphs) + "\n")
    return Draft(
        text=text,
        title=title,
        outlet=document.sitename or metadata.publisher,
        url=document.url,
        dates=metadata.dates,
        extra=_extra(document.author, metadata),
        issues=_issues(place, broken, metadata),
    )


def _title(stated: str | None, first: str) -> str | None:
    """The page's title, without the outlet's name where the text begins with the bare headline."""
    if stated is None or not stated.strip():
        return None
    title = " ".join(html.unescape(stated).split())
    bare = title.casefold().startswith(first.casefold()) and len(first) > 20
    return first if bare else title


def _extra(author: str | None, metadata: PageMetadata) -> tuple[tuple[str, str], ...]:
    found = (("author", author), ("modified", metadata.modified))
    return tuple((name, as_json(value)) for name, value in found if value)


def _issues(place: str, broken_letters: int, metadata: PageMetadata) -> tuple[Issue, ...]:
    found = []
    if broken_letters:
        found.append(broken_characters(place, broken_letters))
    if metadata.broken_blocks:
        message = f"{metadata.broken_blocks} blocks of JSON-LD are broken and were passed over."
        found.append(Issue(code=IssueCode.BAD_HTML, place=place, message=message, fatal=False))
    return tuple(found)
