"""The safeguarding partnership, which answers for how agencies work together."""
