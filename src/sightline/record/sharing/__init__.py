"""What parents are owed of what is written about their child, and what they say to it."""
