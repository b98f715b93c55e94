"""Strategy discussions: social care, police and health decide together how to protect a child."""
