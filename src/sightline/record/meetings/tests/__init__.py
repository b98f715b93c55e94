"""What the meetings room promises, as sentences that are true."""
