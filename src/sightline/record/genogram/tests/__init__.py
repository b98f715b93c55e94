"""Tests of the genogram."""
