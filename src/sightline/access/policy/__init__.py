"""Whose record a person may open and on what grounds: one declaration for page and list."""
