"""Case notes, each with its purpose and what it means for the child."""
