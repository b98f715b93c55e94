"""The local authorities that keep their children's records in this installation."""
