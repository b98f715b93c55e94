"""Plans: need, outcome, action and review, and what happens if it goes wrong."""
