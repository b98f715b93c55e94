"""Police protection: an officer keeps a child safe, for at most seventy-two hours."""
