"""Who may be rung when the offices are shut, for each authority, from one moment to another."""
