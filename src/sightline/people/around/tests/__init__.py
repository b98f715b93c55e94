"""Tests of the professionals around a child."""
