"""Indicators that no one process owns."""
