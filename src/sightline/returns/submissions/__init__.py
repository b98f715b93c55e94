"""Statutory returns as they were prepared, signed off and sent: the exact bytes, who, and when."""
