"""A child expected, born, lost or dead, as the chronology and every clock must know it at once."""
