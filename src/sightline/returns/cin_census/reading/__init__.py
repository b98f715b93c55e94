"""A census file read into what it says of each child: nothing is dropped without a word."""

from sightline.returns.cin_census.reading.document import read_file

__all__ = ["read_file"]
