"""The directory: the pages on which people are found and their details kept."""
