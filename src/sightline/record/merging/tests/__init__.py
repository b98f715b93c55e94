"""Tests of merging two records of one person, and of parting them."""
