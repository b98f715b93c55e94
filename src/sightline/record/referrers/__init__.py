"""Who told us, in the census's own list, and what they were told in return."""
