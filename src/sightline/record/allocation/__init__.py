"""Who holds each child, in what role, since when and why."""
