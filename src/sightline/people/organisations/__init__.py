"""Organisations: schools, surgeries, police forces and the professionals who work in them."""
