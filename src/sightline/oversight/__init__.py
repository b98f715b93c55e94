"""Oversight: the lists by which work is kept in view, and the detectors that see it drift."""
