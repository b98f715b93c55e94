"""Who saw which child, where, alone or not, and why not."""
