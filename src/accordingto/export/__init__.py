"""Claims -> file: what the ledger holds, in the forms that other programs read.

One profile a file; `PROFILES` is what `accordingto export` offers, each from reports told (all of a
ledger: `every_report`) to lines. `reading_line` writes what `accordingto mark` found, without a ledger.
"""

from __future__ import annotations

from accordingto.export import claims_csv
from accordingto.export import claims_jsonl as jsonl
from accordingto.export.claims_jsonl import claims_jsonl
from accordingto.export.profile import Held, Profile, Told, every_report, together
from accordingto.export.readings_jsonl import reading_line

__all__ = ["PROFILES", "Held", "Profile", "Told", "claims_jsonl", "every_report", "reading_line", "together"]

PROFILES: dict[str, Profile] = {"claims-jsonl": jsonl.lines, "claims-csv": claims_csv.lines}
"""Profile by its name on the command line."""
