"""Tests of what a child needs because of who they are."""
