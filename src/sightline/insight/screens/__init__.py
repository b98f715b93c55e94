"""The pages of figures, and the children behind a number."""
