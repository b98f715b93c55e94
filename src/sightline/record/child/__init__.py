"""The child's page: what is due and why, where the journey stands, and what has happened."""
