"""Who was asked to a meeting, who came, what each agency thought, and whether it was enough."""
