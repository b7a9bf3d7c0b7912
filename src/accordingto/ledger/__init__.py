"""ClaimSheet -> Receipt, and claims out again: the ledger, an append-only database in one file.

    open_ledger -> Ledger.record -> (superseded, never overwritten) -> Ledger.claims

`schema` has the tables, `migrations` makes them, `encode` and `decode` turn nouns into rows and
back, `recording` writes, `selecting` reads, `checking` looks for what is wrong. Nothing outside
this folder knows SQLAlchemy.
"""

from __future__ import annotations

from pathlib import Path

from accordingto.ledger.ledger import Ledger
from accordingto.ledger.opening import file_of, open_engine
from accordingto.ledger.rows import StoredClaim, StoredReport

__all__ = ["Ledger", "StoredClaim", "StoredReport", "open_ledger"]


def open_ledger(url_or_path: str | Path, *, create: bool = True) -> Ledger:
    """Open the ledger in a file (path or `sqlite:///` URL), bringing it to the newest version.

    With `create` a missing or empty file becomes a new ledger. Raises LedgerError when the file
    is no ledger, is locked, damaged or cannot be written, LedgerVersionError when a newer program
    wrote it; a file that is refused is left as it was.
    """
    path = file_of(url_or_path)
    return Ledger(open_engine(path, create=create), str(path))
