"""A table of small named checks; each says its scope."""
