"""The child protection plan: what must change for a child to be safe, and whether it does."""
