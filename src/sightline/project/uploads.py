"""What becomes of a file sent to a page: kept for the page that asks for one, and for no other."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class AskedFor(FileUploadHandler):
    """Lets a file fall, unless the page says by `takes_file` how many bytes it takes.

    Django would write it to the disk first, of any size and from anybody. Here it is held in
    memory, for somebody signed in, up to one byte more than is taken: the page says that it is
    too large, and the words typed beside it are there.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to hold the file, or say that it is not wanted."""
        super().new_file(*args, **kwargs)
        match = getattr(self.request, "resolver_match", None)
        taken: int = getattr(match.func, "takes_file", 0) if match is not None else 0
        user = getattr(self.request, "user", None)
        if not taken or user is None or not user.is_authenticated:
            raise SkipFile
        self.left, self.held = taken + 1, BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold what there is room for."""
        some = raw_data[: self.left]
        self.held.write(some)
        self.left -= len(some)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, as the form reads it."""
        size = self.held.tell()
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name, self.content_type, size, self.charset
        )
