"""What the plans room promises, as sentences that are true."""
