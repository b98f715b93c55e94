"""Where people outside the authority come in: professionals first."""
