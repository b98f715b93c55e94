"""The law reference: every clock, its versions and sources, and what it governs here."""
