"""What the visits room promises, as sentences that are true."""
