"""Work passed from one team to another: held by the sender until the receiver accepts it."""
