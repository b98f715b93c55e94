"""Documents for a named recipient: made, looked over, sent, and kept as they were sent."""
