"""The facts of a national return, kept in the typed rows of the rooms they belong to."""
