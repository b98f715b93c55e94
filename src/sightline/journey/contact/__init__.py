"""Contact: the first word of a child, kept from the moment it came until somebody decides."""
