"""The one reader of records: strict YAML bytes to plain trees with positions."""
