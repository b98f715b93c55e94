"""The check of a children in need census: its rules applied to a file, or to rows of the record."""
