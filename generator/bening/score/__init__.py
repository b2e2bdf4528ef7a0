"""Regimes turn sound records into scores; every score carries its trace."""
