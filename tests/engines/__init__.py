"""The same figures on every engine."""
