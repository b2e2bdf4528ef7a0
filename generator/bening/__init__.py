"""Bening: transparent, Git-based records for the performance of Indonesian civil servants."""

__version__ = "0.1.0"
