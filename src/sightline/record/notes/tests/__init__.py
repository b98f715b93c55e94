"""What the notes room promises, as sentences that are true."""
