"""Which part of a report is what. The texts are invented; so are the outlets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.ingest.sections import sections_of
from accordingto.model import SectionKind


def told(text: str, title: str | None = None, outlet: str | None = None) -> list[tuple[str, str]]:
    """(kind, words) of every section."""
    return [(s.kind.value, s.span.of(text)) for s in sections_of(text, title=title, outlet=outlet)]


def test_a_masthead_a_headline_and_an_image_prompt_are_told_from_the_body() -> None:
    text = (
        "MAY 2021\n\nMarket Shelled In Aleppo For A Second Day\n\nClick to see full-size image\n\n"
        "On May 4th, a spokesman said that nine shells hit the market.\n\nTwo people were hurt.\n"
    )
    assert told(text) == [
        ("masthead", "MAY 2021"),
        ("title", "Market Shelled In Aleppo For A Second Day"),
        ("furniture", "Click to see full-size image"),
        (
            "body",
            "On May 4th, a spokesman said that nine shells hit the market.\n\nTwo people were hurt.",
        ),
    ]


def test_furniture_between_paragraphs_parts_the_body_and_stays_in_the_text() -> None:
    text = (
        "Shelling kills nine in Idlib\n\nNine people died, medics said.\n\nAdvertisement\n\n"
        "Read more: Truce holds in Hama\n\nThe army denied it.\n\nShare this article\n12 comments\n"
        "© 2021 The Orontes Courier. All rights reserved.\n"
    )
    kinds = [kind for kind, _ in told(text)]
    assert kinds[:4] == ["title", "body", "furniture", "furniture"]
    assert told(text)[4] == ("body", "The army denied it.")
    assert set(kinds[5:]) == {"furniture"}


@pytest.mark.parametrize(
    "line",
    [
        "Share the burden, minister tells neighbours of Syria",
        "Save the children first, doctors in Aleppo said.",
        "Photo evidence shows nine craters near the hospital.",
        "Follow the convoy, the commander told his men.",
        "By Monday the rebels had left the town.",
        "By Friday",
        "Print shops in Raqqa were looted, residents said.",
        "Related attacks killed four people in Hama.",
        "Advertisement of the recruits began in May.",
        "Credit for the attack was claimed by no one.",
        "Nine people were killed / wounded, the monitor said.",
        "Register of the dead lists forty names.",
        "Topics of the talks were prisoners and aid.",
        "The end came at dawn.",
    ],
)
def test_a_sentence_that_begins_like_a_button_is_no_furniture(line: str) -> None:
    text = f"First paragraph of the report, as told.\n\n{line}\n\nLast paragraph, as told.\n"
    assert all(kind != "furniture" for kind, _ in told(text))


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Photo: A. Example / The Orontes Courier", "caption-label"),
        ("FILE PHOTO: Smoke over Idlib in May", "caption-label"),
        ("(Photo by A. Example)", "credit-bracket"),
        ("Image credit: The Orontes Courier", "credit-label"),
        ("Enlarge image", "image-prompt-enlarge"),
        ("Share on Facebook", "share"),
        ("Facebook Twitter WhatsApp Email", "share-row"),
        ("1.2k shares", "share-count"),
        ("No comments yet", "comment-count"),
        ("Leave a reply", "comment-count"),
        ("Read more", "read-more"),
        ("Related: Truce holds in Hama", "read-more-link"),
        ("Story continues below advertisement", "continue-reading"),
        ("ADVERTISEMENT", "advertisement"),
        ("Subscribe to our newsletter", "subscribe"),
        ("Follow us on Telegram", "follow"),
        ("Copyright 2021 The Orontes Courier", "copyright"),
        ("By Ada Example", "byline"),
        ("By Ada Example and Ben Sample, The Orontes Courier", "byline"),
        ("(Reporting by Ada Example; Editing by Ben Sample)", "byline-credit"),
        ("4 min read", "reading-time"),
        ("Tags: Syria, Idlib, truce", "tags"),
        ("***", "rule"),
    ],
)
def test_each_kind_of_furniture_is_named_by_its_rule(line: str, rule: str) -> None:
    text = f"Nine people were killed in Idlib, medics said.\n\n{line}\n\nThe army denied it.\n"
    (found,) = [s for s in sections_of(text) if s.kind is SectionKind.FURNITURE]
    assert (found.rule, found.span.of(text)) == (f"furniture.{rule}", line)


def test_a_word_at_the_end_of_a_hard_wrapped_sentence_is_no_button() -> None:
    text = "The pamphlets that aeroplanes had dropped over the town were an\nadvertisement\nfor surrender.\n"
    assert told(text) == [("body", text.strip())]


@pytest.mark.parametrize(
    ("first_line", "dateline"),
    [
        ("ALEPPO, Syria (Reuters) - Nine people died.", "ALEPPO, Syria (Reuters) -"),
        ("DAMASCUS, Aug 24 (SANA) -- The army said so.", "DAMASCUS, Aug 24 (SANA) --"),
        ("BOGOTA, 12 JAN 90 (EFE) -- [TEXT] Two bombs went off.", "BOGOTA, 12 JAN 90 (EFE) -- [TEXT]"),
        ("bogota, 12 jan 90 (efe) -- [text] two bombs went off.", "bogota, 12 jan 90 (efe) -- [text]"),
        ("KABUL — Four people were hurt.", "KABUL —"),
        ("DAR ES SALAAM, Tanzania (AP) _ A bomb went off.", "DAR ES SALAAM, Tanzania (AP) _"),
        ("Damascus, SANA- The army said so.", "Damascus, SANA-"),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — She left.", "HEMPSTEAD, N.Y., Sept. 26 (UPI) —"),
        ("Friday 1 Jul 2016 Air raids killed nine.", "Friday 1 Jul 2016"),
        ("AFP Friday 1 Jul 2016 Air raids killed nine.", "AFP Friday 1 Jul 2016"),
        ("Published October 26 2016 Air strikes hit a school.", "Published October 26 2016"),
        ("Date of publication 13 April 2017 British experts said so.", "Date of publication 13 April 2017"),
        ("Friday 10 July 2015 19:14 ISIS took two villages.", "Friday 10 July 2015 19:14"),
    ],
)
def test_a_dateline_ends_where_the_first_sentence_begins(first_line: str, dateline: str) -> None:
    text = f"Nine Killed In Shelling\n\n{first_line}\n"
    assert told(text)[:2] == [("title", "Nine Killed In Shelling"), ("dateline", dateline)]
    assert told(text)[2][0] == "body"


@pytest.mark.parametrize(
    "first_line",
    [
        "On August 24th, a spokesman said that nine shells hit the market.",
        "Friday 1 July 2016, rebels said, was the worst day.",
        "Friday 1 July 2016 saw the worst shelling of the year.",
        "August 24 2016 Syrian forces entered the town.",
        "ISIS - The group claimed the attack.",
        "QUESTION: Did the army shell the town?",
        "Rebels (the monitor said) left the town.",
        "The town - Once a market - was empty.",
    ],
)
def test_a_sentence_that_begins_with_a_date_or_name_keeps_it(first_line: str) -> None:
    text = f"Nine Killed In Shelling\n\n{first_line}\n\nMore came later.\n"
    assert "dateline" not in [kind for kind, _ in told(text)]


def test_a_headline_told_again_around_the_date_is_title_and_not_body() -> None:
    headline = "Shelling kills nine in Idlib"
    text = f"{headline}\n\n{headline} AFP Friday 1 Jul 2016 Nine people died.\n"
    assert told(text) == [
        ("title", "Shelling kills nine in Idlib"),
        ("title", "Shelling kills nine in Idlib"),
        ("dateline", "AFP Friday 1 Jul 2016"),
        ("body", "Nine people died."),
    ]


def test_a_sentence_that_begins_with_the_words_of_the_title_stays_whole() -> None:
    text = "Shelling kills nine in Idlib\n\nShelling kills nine in Idlib, medics said.\n"
    assert told(text)[1] == ("body", "Shelling kills nine in Idlib, medics said.")


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in the shelling.\n\nThe army denied it.\n",  # a sentence
        "The spokesman said:\n\n“We did not do it.”\n",  # announces what follows
        "Shelling again in Idlib\n",  # stands alone, so it is all there is
        "Nine people were killed in the shelling of\nthe market, medics said.\n\nMore followed.\n",  # wrapped
        "Nine people died. Four were hurt\n\nThe army denied it.\n",  # two sentences
    ],
)
def test_a_first_paragraph_that_is_no_headline_is_body(text: str) -> None:
    assert [kind for kind, _ in told(text)] == ["body"]


@pytest.mark.parametrize(
    "headline",
    [
        "Shelling kills nine in Idlib",
        "Who shelled the market in Idlib?",
        "Monitor: Nine Killed In Shelling Of Idlib Market.",  # archives that set a stop after it
    ],
)
def test_a_short_line_above_the_text_is_its_title(headline: str) -> None:
    assert told(f"{headline}\n\nNine people were killed, medics said.\n")[0] == ("title", headline)


def test_a_headline_with_a_stop_is_known_by_the_dateline_below_it() -> None:
    text = "Army says nine were killed in shelling.\n\nIDLIB, Syria (AP) — Nine people died.\n"
    assert told(text)[0] == ("title", "Army says nine were killed in shelling.")


def test_the_field_title_is_found_in_the_text_whatever_its_shape() -> None:
    text = "Nine were killed. The army denied it.\n\nMedics said so on Monday.\n"
    assert told(text, title="Nine were killed: the army denied it")[0][0] == "title"


def test_outlet_kicker_date_line_and_byline_around_a_title() -> None:
    text = (
        "The Orontes Courier\n\nSYRIA\n\nShelling kills nine in Idlib\n\nBy Ada Example\n"
        "Published: 4 May 2021\n\nNine people were killed, medics said.\n"
    )
    assert told(text, outlet="The Orontes Courier") == [
        ("masthead", "The Orontes Courier"),
        ("masthead", "SYRIA"),
        ("title", "Shelling kills nine in Idlib"),
        ("furniture", "By Ada Example"),
        ("dateline", "Published: 4 May 2021"),
        ("body", "Nine people were killed, medics said."),
    ]


def test_a_text_of_furniture_alone_has_no_body() -> None:
    assert [kind for kind, _ in told("Share this article\n\nSubscribe\n")] == ["furniture", "furniture"]


_PIECES = st.sampled_from(
    [
        "Shelling kills nine in Idlib",
        "Nine people were killed, medics said.",
        "JUNE 2023",
        "Friday 1 Jul 2016 Air raids killed nine.",
        "ALEPPO, Syria (Reuters) - ",
        "Advertisement",
        "SYRIA",
        "Share this article",
        "Published: 4 May 2021",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t\u00a0",
        "\u2028",
        "\x1c",
        "-- ",
        "“",
    ]
)


@settings(deadline=None)
@given(
    st.one_of(st.text(), st.lists(st.one_of(_PIECES, st.text(max_size=5))).map("".join)), st.text(max_size=40)
)
def test_every_character_that_is_no_blank_lies_in_exactly_one_section(text: str, title: str) -> None:
    sections = sections_of(text, title=title, outlet=title)
    covered = [0] * len(text)
    for section in sections:
        assert section.span.end <= len(text)
        for offset in range(section.span.start, section.span.end):
            covered[offset] += 1
    assert all(count <= 1 for count in covered)
    assert all(count == 1 for count, sign in zip(covered, text, strict=True) if not sign.isspace())
    assert list(sections) == sorted(sections, key=lambda section: section.span)


def test_a_text_of_mastheads_alone_costs_no_more_than_its_length() -> None:
    sections = sections_of("SYRIA\n\n" * 20_000)
    assert {section.kind for section in sections} == {SectionKind.MASTHEAD, SectionKind.BODY}
    assert len(sections) < 100


def test_a_button_between_the_lines_of_a_headline_leaves_the_body_alone() -> None:
    text = "Shelling kills nine\nAdvertisement\nin Idlib\n\nNine people died, medics said.\n"
    assert told(text, title="Shelling kills nine in Idlib")[-1] == ("body", "Nine people died, medics said.")
    assert [kind for kind, _ in told(text, title="Shelling kills nine in Idlib")] == [
        "title",
        "furniture",
        "title",
        "body",
    ]
