"""From safe releases, rules and provenance to pages. Cannot import records, scores or exact tables."""
