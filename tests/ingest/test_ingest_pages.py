"""HTML pages and Markdown files. Texts and outlets are invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from accordingto.model import DateOrigin
from tests.ingest.taking import only

Write = Callable[[str, bytes | str], Path]

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>Shelling kills nine in Idlib - The Orontes Courier</title>
<meta property="og:site_name" content="The Orontes Courier">
<meta property="og:title" content="Shelling kills nine in Idlib">
<link rel="canonical" href="https://courier.example/2021/05/04/shelling-idlib">
<meta property="article:published_time" content="2021-05-04T08:00:00Z">
<meta property="article:modified_time" content="2021-05-06T08:00:00Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "NewsArticle", "headline": "Shelling kills nine in Idlib",
  "datePublished": "2021-05-03",
  "dateModified": "2021-05-06",
  "publisher": {"@type": "Organization", "name": "The Orontes Courier"}}]}</script>
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article>
<p>Nine people were killed when shells hit the market of Idlib on Monday, medics said.</p>
<p>A spokesman for the army denied that its artillery had fired on the town that day.</p>
<p>The Orontes Courier could not verify either account, and calls to the hospital went unanswered.</p>
</article><footer>© 2021 The Orontes Courier</footer></body></html>"""


def test_a_page_gives_its_title_its_paragraphs_and_all_its_dates(write: Write) -> None:
    found = only(write("idlib.html", PAGE))
    report = found.report
    assert report is not None
    paragraphs = report.text.split("\n\n")
    assert paragraphs[0] == report.title == "Shelling kills nine in Idlib"
    assert paragraphs[1].startswith("Nine people were killed")
    assert paragraphs[2].startswith("A spokesman")
    assert len(paragraphs) == 4
    assert report.outlet == "The Orontes Courier"
    assert report.url == "https://courier.example/2021/05/04/shelling-idlib"
    assert [(d.origin, d.start) for d in report.dates] == [
        (DateOrigin.METADATA, date(2021, 5, 4)),
        (DateOrigin.JSON_LD, date(2021, 5, 3)),
        (DateOrigin.URL, date(2021, 5, 4)),
    ]
    assert report.published is None  # they disagree, so none is chosen
    assert ("modified", '"2021-05-06"') in report.extra
    assert [s.kind.value for s in report.sections] == ["title", "body"]
    assert found.original.content == PAGE.encode()


def test_a_page_without_a_date_has_none(write: Write) -> None:
    page = PAGE.replace("published_time", "x").replace("datePublished", "x").replace("/2021/05/04", "")
    page = page.replace("modified_time", "y").replace("dateModified", "y")
    report = only(write("a.html", page)).report
    assert report is not None
    assert report.dates == ()


def test_the_charset_that_a_page_declares_is_believed(write: Write) -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1251"').replace("medics said", "сказали врачи")
    found = only(write("a.html", page.encode("cp1251", "replace")))
    assert found.report is not None
    assert "сказали врачи" in found.report.text
    assert found.issues == ()


def test_an_xhtml_page_with_an_xml_declaration_is_read(write: Write) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE
    assert only(write("a.xhtml", page)).report is not None


def test_broken_json_ld_is_told_and_the_page_read(write: Write) -> None:
    found = only(write("a.html", PAGE.replace('"@graph": [', '"@graph": [[[')))
    assert found.report is not None
    assert [(i.code.value, i.fatal) for i in found.issues] == [("bad-html", False)]


def test_a_markdown_file_keeps_its_marks_and_names_its_heading(write: Write) -> None:
    body = "Nine people were killed, medics said.\n\n* * *\n\nIt was denied.\n"
    text = f"# Shelling kills nine in *Idlib* #\n\n{body}"
    report = only(write("a.md", text)).report
    assert report is not None
    assert report.text == text
    assert report.title == "Shelling kills nine in *Idlib*"
    assert [(s.kind.value, s.span.of(text)) for s in report.sections] == [
        ("title", "# Shelling kills nine in *Idlib* #"),
        ("body", "Nine people were killed, medics said."),
        ("furniture", "* * *"),
        ("body", "It was denied."),
    ]


def test_a_front_matter_is_masthead_and_its_entries_are_used(write: Write) -> None:
    head = '---\ntitle: "Shelling kills nine"\ndate: 2021-05-04\noutlet: The Orontes Courier\n---\n'
    report = only(write("a.md", head + "\nNine people were killed, medics said.\n")).report
    assert report is not None
    assert (report.title, report.outlet, report.published) == (
        "Shelling kills nine", "The Orontes Courier", date(2021, 5, 4),
    )  # fmt: skip
    assert [s.kind.value for s in report.sections] == ["masthead", "body"]
    assert report.sections[0].span.of(report.text) == head.rstrip("\n")


@pytest.mark.parametrize("text", ["---\nNine people died.\n", "No heading here.\n", "---\n---\n", "#\n"])
def test_markdown_without_a_heading_or_front_matter_is_text(write: Write, text: str) -> None:
    report = only(write("a.md", text)).report
    assert report is None or report.text == text


def test_a_setext_heading_is_a_title(write: Write) -> None:
    report = only(write("a.md", "Shelling kills nine\n===================\n\nNine people died.\n")).report
    assert report is not None
    assert report.title == "Shelling kills nine"
    assert [s.kind.value for s in report.sections] == ["title", "furniture", "body"]
