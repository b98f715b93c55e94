"""What is done with a census file: it is brought in, brought in again, or refused."""

from sightline.returns.cin_census.actions.importing import Imported, import_file

__all__ = ["Imported", "import_file"]
