"""What the kit promises, as sentences that are tested."""
