"""Matching: finding a person, and noticing that two records may be one person."""
