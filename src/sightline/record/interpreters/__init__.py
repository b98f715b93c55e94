"""Interpreters: for whom one is needed, asked for before each meeting, and whether they came."""
