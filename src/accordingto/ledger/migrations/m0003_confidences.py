"""Version 3 of the ledger: a confidence beside every field of a claim.

The columns of rows that are there already stay null: a reader of that time measured its fields, but
nothing said how often such a measure is right. Reading the report again supersedes them.
"""

from __future__ import annotations

_COLUMNS = {
    "claims": ("content", "factuality", "chain", "judgement", "type", "trigger", "weapon", "days", "time"),
    "hops": ("name", "role", "act", "source", "cue"),
    "participants": ("mention", "name"),
    "places": ("mention", "resolution"),
    "figures": ("mention", "bounds", "harm", "counted"),
}


def statements(_dialect: str) -> tuple[str, ...]:
    """The SQL of this version, the same for every database, in the order in which it is to run."""
    return tuple(
        f"ALTER TABLE {table} ADD COLUMN {field}_confidence DOUBLE PRECISION"
        for table, fields in _COLUMNS.items()
        for field in fields
    )
