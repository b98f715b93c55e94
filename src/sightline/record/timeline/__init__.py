"""What happened to a child, read from standing events: the chronology, and the last activity."""
