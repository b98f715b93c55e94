"""Drift: failings that inspectors found, looked for in every record, as it was known on a day."""
