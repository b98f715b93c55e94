"""Households: who lives together at an address, and when."""
