"""Emergency protection orders: a court lets a child be moved or kept safe for some days."""
