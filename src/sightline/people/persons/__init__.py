"""Persons: a child, an unborn child or an adult, and the dated facts held about them."""
