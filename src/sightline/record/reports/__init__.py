"""Reports to a meeting, begun from what is on the record already."""
