"""The children in need census: brought in from a file, and written from the record."""
