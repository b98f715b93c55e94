"""Out of hours: what the day leaves to the night, what the night did, and who took it up."""
