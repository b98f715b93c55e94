"""Orders and powers that hold a child for a time: what is in force, until when, and where."""
