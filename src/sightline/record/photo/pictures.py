"""What of a file is a picture: read piece by piece, and only what draws it is kept.

A telephone writes into each photograph where it was taken, which for a child in hiding is their
address. Nothing is trusted to a file's name or to what the browser says of it; whatever stands
before, between or behind the pieces of the picture is dropped.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

MOST_BYTES = 4 * 1024 * 1024
MOST_ACROSS, MOST_DOTS = 8000, 30_000_000
PNG = b"\x89PNG\r\n\x1a\n"
#: The pieces of a PNG that draw it.
DRAWS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
# markers of a JPEG: frames that are drawn by browsers, tables, and those without a length
FRAMES, TABLES, ADOBE, EXIF = (0xC0, 0xC1, 0xC2), (0xC4, 0xDB, 0xDD), 0xEE, 0xE1
START, SCAN, END = 0xD8, 0xDA, 0xD9
RESTARTS = range(0xD0, 0xD8)


class NoPicture(ValueError):
    """A file that is not taken, with the reason in words for whoever chose it."""


def cleaned(data: bytes) -> tuple[bytes, str]:
    """(the picture without anything hidden in it, its media type); NoPicture says why not."""
    if len(data) > MOST_BYTES:
        raise NoPicture("The file is larger than 4 MB. Take a smaller picture, or save it smaller.")
    try:
        if data.startswith(PNG):
            return _png(data), "image/png"
        if data.startswith(b"\xff\xd8\xff"):
            return _jpeg(data), "image/jpeg"
    except (IndexError, struct.error):
        raise NoPicture("The picture is not whole. Save it again, and choose it again.") from None
    raise NoPicture("This is not a JPEG or PNG picture. Save it as one of these, and choose that.")


def _check_size(width: int, height: int) -> None:
    if not (0 < width <= MOST_ACROSS and 0 < height <= MOST_ACROSS):
        raise NoPicture("The picture is wider or higher than 8,000 dots. Save it smaller.")
    if width * height > MOST_DOTS:
        raise NoPicture("The picture has more than 30 million dots. Save it smaller.")


def _png(data: bytes) -> bytes:
    kept, place, first = [PNG], len(PNG), True
    while True:
        length, name = struct.unpack_from(">I4s", data, place)
        piece = data[place : place + 12 + length]
        if len(piece) != 12 + length:
            raise IndexError
        if zlib.crc32(piece[4:-4]) != struct.unpack(">I", piece[-4:])[0]:
            raise NoPicture("The picture is damaged. Save it again, and choose it again.")
        if first != (name == b"IHDR"):
            raise NoPicture("The picture does not begin as a PNG does.")
        if first:
            _check_size(*struct.unpack_from(">II", piece, 8))
            first = False
        if name in DRAWS:
            kept.append(piece)
        place += len(piece)
        if name == b"IEND":
            break
    if not any(piece[4:8] == b"IDAT" for piece in kept[1:]):
        raise NoPicture("There is no picture in this file.")
    return b"".join(kept)


def _jpeg(data: bytes) -> bytes:
    kept, framed, scanned = [data[:2]], False, False
    for marker, piece in _segments(data):
        if marker in FRAMES:
            height, width = struct.unpack_from(">HH", piece, 5)
            _check_size(width, height)
            framed = True
        elif marker == EXIF and (turned := _turned(piece)):
            # telephones write which way up it is held; without it the child lies on one side
            kept.append(_upright(turned))
            continue
        elif marker == SCAN:
            scanned = True
        elif marker not in TABLES and marker not in (ADOBE, END):
            continue
        kept.append(piece)
        if marker == END:
            break
    if not (framed and scanned):
        raise NoPicture("There is no picture in this file.")
    return b"".join(kept)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each piece; a scan has the dots behind it."""
    place = 2
    while True:
        if data[place] != 0xFF:
            raise NoPicture("The picture is damaged. Save it again, and choose it again.")
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == END:
            yield marker, data[place : place + 2]
            return
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if length < 2 or end > len(data):
            raise IndexError
        if marker == SCAN:
            end = _after_dots(data, end)
        yield marker, data[place:end]
        place = end


def _after_dots(data: bytes, place: int) -> int:
    """Where the next marker stands behind the dots of a scan."""
    while (place := data.find(b"\xff", place)) >= 0:
        after = data[place + 1]
        if after == 0xFF:
            place += 1
        elif after == 0 or after in RESTARTS:
            place += 2
        else:
            return place
    raise IndexError


def _turned(piece: bytes) -> int:
    """Which way up the picture is, of the eight ways a camera writes; 0 where it does not say."""
    try:
        return _written(piece)
    except (IndexError, struct.error):
        return 0


def _written(piece: bytes) -> int:
    if piece[4:10] != b"Exif\x00\x00":
        return 0
    tiff = piece[10:]
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 0
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    (many,) = struct.unpack_from(order + "H", tiff, first)
    for row in range(min(many, 200)):
        tag, kind, count, value = struct.unpack_from(order + "HHIH", tiff, first + 2 + 12 * row)
        if (tag, kind, count) == (0x0112, 3, 1):
            return int(value) if 1 < value <= 8 else 0
    return 0


def _upright(turned: int) -> bytes:
    """A camera's note that says which way up, and nothing else."""
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
