"""The situation now: the worry, what is working, and where the child is, in a worker's words."""
