"""The invented people of the demo borough: names taken from nature, and the families they make."""
