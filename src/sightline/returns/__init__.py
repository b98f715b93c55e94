"""Statutory returns: read from files, written from the record, each kept to its year's layout."""
