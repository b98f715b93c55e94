"""The page and the parts that every screen is made of."""
