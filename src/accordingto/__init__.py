"""A ledger of attributed claims: nothing in a report is a fact until you know according to whom."""

__version__ = "0.1.0"
