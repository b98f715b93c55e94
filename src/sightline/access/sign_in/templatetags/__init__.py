"""What allauth's own templates need to stand in our frame."""
