"""Half-written pages: saved as often as one types, and never lost."""
