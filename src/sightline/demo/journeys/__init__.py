"""What happened in the demo borough: scripts, and the two ways in which a script is recorded."""
