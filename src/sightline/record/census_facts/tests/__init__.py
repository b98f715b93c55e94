"""What the carriers of facts promise, as sentences that are tested."""
