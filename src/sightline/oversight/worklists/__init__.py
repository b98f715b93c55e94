"""Worklists: what is open, who holds it and what is due next, for whoever answers for it."""
