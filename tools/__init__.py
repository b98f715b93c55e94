"""What builds and checks Sightline, and is no part of it."""
