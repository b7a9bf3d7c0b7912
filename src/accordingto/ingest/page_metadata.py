"""What an HTML page says about itself: `meta` and `time` elements, and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from accordingto.ingest.dates_found import days_of
from accordingto.model import DateOrigin, FoundDate

# Names in which sites give the day of publication: Open Graph, schema.org, Dublin Core, and those
# of the analytics services Parsely, Sailthru and Cxense. `modified` ones are left out on purpose.
_PUBLISHED = frozenset(
    (
        "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
        "dc.date", "dc.date.issued", "dc.date.created", "dcterms.date", "dcterms.issued",
        "dcterms.created", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
        "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
        "published-date", "date",
    )
)  # fmt: skip
_ARTICLES = ("Article", "NewsArticle", "AdvertiserContentArticle", "AnalysisNewsArticle",
             "AskPublicNewsArticle", "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting",
             "OpinionNewsArticle", "Report", "ReportageNewsArticle", "ReviewNewsArticle", "SatiricalArticle",
             "SocialMediaPosting", "WebPage")  # fmt: skip
MAX_NODES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """Dates with their origins, what JSON-LD adds, and how many JSON-LD blocks were broken."""

    dates: tuple[FoundDate, ...]
    headline: str | None
    publisher: str | None
    modified: str | None
    broken_blocks: int


def page_metadata(tree: Any) -> PageMetadata:
    """Reads a parsed page (an lxml element)."""
    dates = [_found(words, DateOrigin.METADATA) for words in _meta_dates(tree)]
    articles, broken = _articles(tree)
    dates += [_found(words, DateOrigin.JSON_LD) for words in _texts(articles, "datePublished")]
    modified = next(_texts(articles, "dateModified"), None)
    publishers = [one for article in articles for one in _listed(article.get("publisher"))]
    named = [one for one in publishers if isinstance(one, dict)]
    return PageMetadata(
        dates=tuple(dict.fromkeys(one for one in dates if one is not None)),
        headline=next(_texts(articles, "headline"), None),
        publisher=next(_texts(named, "name"), None)
        or next((p for p in publishers if isinstance(p, str)), None),
        modified=modified,
        broken_blocks=broken,
    )


def _meta_dates(tree: Any) -> Iterator[str]:
    for element in tree.iterfind(".//meta[@content]"):
        names = (element.get("property"), element.get("name"), element.get("itemprop"))
        if any(name is not None and name.strip().lower() in _PUBLISHED for name in names):
            yield str(element.get("content"))
    for element in tree.iterfind(".//time[@datetime]"):
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None:
            yield str(element.get("datetime"))


def _found(words: str, origin: DateOrigin) -> FoundDate | None:
    words = words.strip()
    days = days_of(words)
    return None if days is None else FoundDate(words=words, start=days.start, end=days.end, origin=origin)


def _articles(tree: Any) -> tuple[list[dict[str, Any]], int]:
    """The JSON-LD nodes that describe the page's article, and the number of unreadable blocks."""
    found: list[dict[str, Any]] = []
    broken = 0
    for element in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            block = json.loads(element.text or "", strict=False)
        except (ValueError, RecursionError):
            broken += 1
            continue
        waiting, seen = [block], 0
        while waiting and seen < MAX_NODES:
            node, seen = waiting.pop(0), seen + 1
            if isinstance(node, list):
                waiting.extend(node)
            elif isinstance(node, dict):
                if any(kind in _ARTICLES for kind in _listed(node.get("@type"))):
                    found.append(node)
                waiting.extend(_listed(node.get("@graph")) + _listed(node.get("mainEntity")))
    # A page's WebPage node often repeats its article; the article itself is trusted first.
    return sorted(found, key=lambda node: "WebPage" in _listed(node.get("@type"))), broken


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _texts(nodes: list[dict[str, Any]], key: str) -> Iterator[str]:
    for node in nodes:
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            yield value.strip()
