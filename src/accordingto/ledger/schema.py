"""The tables of the ledger as the program queries them; each column is explained in docs/ledger.md.

Every span is three columns: `<what>_start`, `<what>_end` (code points of `reports.text`) and
`<what>_words`, the words themselves, so that the ledger can be read and checked on its own.
`*_search` and `search` columns hold case-folded text for filters. `*_confidence` columns hold the
calibrated confidence of the field that they are named after.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()


def _span(what: str, *, required: bool = False) -> tuple[Column[int], Column[int], Column[str]]:
    """The three columns of one span."""
    return (
        Column(f"{what}_start", Integer, nullable=not required),
        Column(f"{what}_end", Integer, nullable=not required),
        Column(f"{what}_words", Text, nullable=not required),
    )


def _closing() -> tuple[Column[str], Column[int]]:
    """The only columns that are ever set after the row was written, once."""
    return Column("superseded_at", Text), Column("superseded_by", Integer)


def _confidences(*fields: str) -> tuple[Column[float], ...]:
    """A column for the confidence of each field; null where the field is not there or not calibrated."""
    return tuple(Column(f"{field}_confidence", Double) for field in fields)


def _of_claim(*more: Column[str]) -> tuple[Column[int] | Column[str], ...]:
    """Key of a row that hangs on a claim: the claim's own key, then a number within the claim."""
    return (
        Column("sheet", Integer, primary_key=True),
        Column("position", Integer, primary_key=True),
        *more,
        Column("number", Integer, primary_key=True),
    )


ledger_version = Table(
    "ledger_version",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("program", Text, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("original_sha256", Text, nullable=False),
    Column("original_place", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("outlet_search", Text),
    Column("url", Text),
    Column("published", Date),
    Column("recorded_at", Text, nullable=False),
    *_closing(),
    Column("sections", Text, nullable=False),
    Column("dates", Text, nullable=False),
    Column("extra", Text, nullable=False),
    Column("text", Text, nullable=False),
)

sheets = Table(
    "sheets",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("report", Integer, nullable=False),
    Column("reader", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    *_closing(),
    Column("loaded_words", Integer),
    Column("overreaches", Integer),
)

claims = Table(
    "claims",
    metadata,
    Column("sheet", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    *_span("content", required=True),
    Column("evidence", Text, nullable=False),
    Column("type", Text),
    *_span("trigger"),
    *_span("weapon"),
    Column("event_evidence", Text),
    Column("first_day", Date),
    Column("last_day", Date),
    *_span("time"),
    Column("time_evidence", Text),
    Column("part", Text),
    *_confidences("content", "factuality", "chain", "judgement", "type", "trigger", "weapon", "days", "time"),
)

hops = Table(
    "hops",
    metadata,
    *_of_claim(),
    Column("name", Text),
    Column("unresolved", Text),
    Column("role", Text, nullable=False),
    Column("act", Text, nullable=False),
    *_span("source"),
    *_span("cue"),
    *_span("carried"),
    Column("speaker_evidence", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("search", Text, nullable=False),
    *_confidences("name", "role", "act", "source", "cue"),
)

participants = Table(
    "participants",
    metadata,
    *_of_claim(Column("side", Text, primary_key=True)),
    *_span("mention", required=True),
    Column("name", Text),
    Column("unresolved", Text),
    Column("evidence", Text, nullable=False),
    *_confidences("mention", "name"),
)

places = Table(
    "places",
    metadata,
    *_of_claim(),
    *_span("mention", required=True),
    Column("geonames_id", Integer),
    Column("name", Text),
    Column("country", Text),
    Column("precision", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("unresolved", Text),
    Column("evidence", Text, nullable=False),
    Column("search", Text, nullable=False),
    *_confidences("mention", "resolution"),
)

figures = Table(
    "figures",
    metadata,
    *_of_claim(),
    *_span("mention", required=True),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("harm", Text, nullable=False),
    Column("counted", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    *_confidences("mention", "bounds", "harm", "counted"),
)

loaded_words = Table(
    "loaded_words",
    metadata,
    Column("sheet", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("word", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("part", Text, nullable=False),
    *_span("mention", required=True),
    Column("evidence", Text, nullable=False),
)

word_users = Table(
    "word_users",
    metadata,
    Column("sheet", Integer, primary_key=True),
    Column("word_number", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("name", Text),
    Column("unresolved", Text),
    *_span("source"),
    Column("evidence", Text, nullable=False),
)

overreaches = Table(
    "overreaches",
    metadata,
    Column("sheet", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("tellings", Text, nullable=False),
    Column("evidence", Text, nullable=False),
)

issues = Table(
    "issues",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("report", Text),
    Column("fatal", Boolean, nullable=False),
    Column("recorded_at", Text, nullable=False),
)
