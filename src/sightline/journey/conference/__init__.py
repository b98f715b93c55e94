"""The child protection conference: agencies meet, and the chair decides for each child."""
