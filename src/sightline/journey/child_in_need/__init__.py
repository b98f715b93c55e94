"""The child in need plan: help by agreement, under section 17."""
