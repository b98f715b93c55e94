"""The management structure on any day, and its changes: districts, services, teams and posts."""
