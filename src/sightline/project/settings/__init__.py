"""How one installation is set up: the base, the demo borough, and the tests."""
