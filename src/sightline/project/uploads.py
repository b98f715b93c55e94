"""What becomes of a file sent to a page: nothing here asks for one, so none is kept."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class NoFiles(FileUploadHandler):
    """Lets a file fall as it comes in, and takes the words typed beside it.

    Django would write it to the disk first, of any size and from anybody.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Say that this file is not wanted."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep nothing of it."""

    def file_complete(self, file_size: int) -> None:
        """There is no file."""
