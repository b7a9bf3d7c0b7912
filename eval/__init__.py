"""Measurements: runners for the corpora, quality floors and the speed benchmark."""
