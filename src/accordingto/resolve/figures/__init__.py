"""Figures: how many, from the words of a mark or from running text."""

from accordingto.resolve.figures.bounds import read_bounds
from accordingto.resolve.figures.counted import NoCount, counted
from accordingto.resolve.figures.find import find_figures
from accordingto.resolve.figures.harm import BESIDE_SURE, harm_beside, harm_of
from accordingto.resolve.figures.quantity import Bounds

__all__ = [
    "BESIDE_SURE",
    "Bounds",
    "NoCount",
    "counted",
    "find_figures",
    "harm_beside",
    "harm_of",
    "read_bounds",
]
