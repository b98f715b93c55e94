"""A borough that nobody lives in: its people, its staff and two years of their work."""
