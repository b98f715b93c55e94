"""Returns prepared, signed off and kept."""
