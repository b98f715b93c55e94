"""Sightline: every child in view, what should have happened by now, and under which law."""
