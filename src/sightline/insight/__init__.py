"""Figures: what is published, what is counted from it, and the pages that show it."""
