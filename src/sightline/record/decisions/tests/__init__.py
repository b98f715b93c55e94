"""What the decisions room promises, as sentences that are true."""
