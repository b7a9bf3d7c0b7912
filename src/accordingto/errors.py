"""The exceptions that accordingto raises.

    AccordingtoError
    ├── UsageError        what the user asked for cannot be done (bad path, unknown profile)
    ├── LedgerError       the ledger is damaged, locked, or of a version this program cannot read
    │   └── LedgerVersionError
    ├── ModelError        the reader's weights are missing or do not match their hash
    └── GazetteerError    the packaged gazetteer is missing or of another version (reference/gazetteer.py)

Bad reports are no exceptions: they are returned as `model.Issue`. Everything else that escapes is
a defect of the program.
"""

from __future__ import annotations


class AccordingtoError(Exception):
    """Base of all; its text is one sentence for the user, saying what to do."""


class UsageError(AccordingtoError):
    """What the user asked for cannot be done."""


class LedgerError(AccordingtoError):
    """The ledger cannot be used as it is."""


class LedgerVersionError(LedgerError):
    """The ledger was written by a newer program."""


class ModelError(AccordingtoError):
    """The reader's weights cannot be used."""
