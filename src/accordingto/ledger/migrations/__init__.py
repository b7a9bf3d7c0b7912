"""Numbered migrations: what version a ledger has, and the steps to the newest one.

Forward only. Each migration runs in a transaction of its own, together with the row of
`ledger_version` that says it ran; a ledger written by a newer program is refused, not guessed at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, inspect, select

from accordingto import __version__
from accordingto.errors import LedgerError, LedgerVersionError
from accordingto.ledger.migrations import m0001_first, m0002_marks, m0003_confidences
from accordingto.ledger.schema import ledger_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step from version `number - 1` to `number`."""

    number: int
    name: str
    statements: Callable[[str], tuple[str, ...]]
    """SQL statements for the database of that SQLAlchemy dialect name."""


MIGRATIONS = (
    Migration(number=1, name="first", statements=m0001_first.statements),
    Migration(number=2, name="marks", statements=m0002_marks.statements),
    Migration(number=3, name="confidences", statements=m0003_confidences.statements),
)
NEWEST = MIGRATIONS[-1].number


def version_of(connection: Connection, place: str) -> int:
    """The version of the ledger behind `connection`; 0 for a database without any table.

    Raises LedgerError for a database of some other program, LedgerVersionError for a newer ledger.
    """
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    if not {"ledger_version", "originals", "sheets"} <= tables:
        raise LedgerError(
            f"{place} is a database, but not a ledger of accordingto; name another file for the ledger."
        )
    version = connection.execute(select(func.max(ledger_version.c.number))).scalar_one() or 0
    if version > NEWEST:
        raise LedgerVersionError(
            f"The ledger {place} has version {version}, this program reads versions up to {NEWEST}; "
            f"install a newer accordingto to use it."
        )
    return int(version)


def migrate(engine: Engine, place: str) -> None:
    """Bring the ledger behind `engine` to the newest version, one transaction a step."""
    for migration in MIGRATIONS:
        with engine.connect().execution_options(writes=True) as connection, connection.begin():
            # Asked again under the write lock: another process may have done the step meanwhile.
            if version_of(connection, place) < migration.number:
                _apply(connection, migration)


def _apply(connection: Connection, migration: Migration) -> None:
    if migration.number == 1:
        ledger_version.create(connection)
    for statement in migration.statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
    connection.execute(
        insert(ledger_version).values(number=migration.number, name=migration.name, program=__version__)
    )
