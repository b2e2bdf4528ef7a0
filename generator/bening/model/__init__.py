"""What a record, a rubric and an organisation are. Imports nothing from the rest of the package."""
