"""Who may come in, what each may do, whose record each may open, and the trail of it."""
