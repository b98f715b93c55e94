"""Tests that belong to no one room: the house, the engines and the stories."""
