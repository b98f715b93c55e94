"""Published relations: what figures and returns may read, kept apart from the record."""
