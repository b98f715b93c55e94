"""The harm that a child suffers or may suffer, by category, and plans made for it elsewhere."""
