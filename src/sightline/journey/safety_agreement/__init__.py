"""Safety agreement: what adults promise so that a child is safe for now, and who sees to it."""
