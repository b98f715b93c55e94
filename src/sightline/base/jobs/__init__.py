"""Work that is done later, and work that comes round again."""
