"""Sightline: the record, the clocks and the oversight of English children's social care."""

__version__ = "0.1.0"
