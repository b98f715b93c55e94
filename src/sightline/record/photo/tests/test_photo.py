"""A photograph is cleaned, shown to whoever may read the child, audited, and taken off."""

import struct
import zlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sightline.access.audit.models import Entry
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_user, a_worker
from sightline.record.photo.models import Photo
from sightline.record.photo.pictures import MOST_BYTES, NoPicture, cleaned

SECRET = b"51.5N-SECRET-PLACE"


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(
        ">I", zlib.crc32(name + body))


def a_png(width=1, height=1, *extra):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    dots = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + dots + chunk(b"IEND", b"")


def segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def a_jpeg(*extra, turned=6, width=2):
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, turned, 0, 0)
    parts = [
        b"\xff\xd8", segment(0xE0, b"JFIF\x00" + SECRET), *extra,
        segment(0xE1, b"Exif\x00\x00" + tiff + SECRET), segment(0xFE, SECRET),
        segment(0xDB, b"\x00" * 65),
        segment(0xC0, struct.pack(">BHHB", 8, 2, width, 1) + b"\x01" * 3),
        segment(0xC4, b"\x00" * 20), segment(0xDA, b"\x01" * 6), b"\x12\xff\x00\x34\xff\xd0\x56",
        b"\xff\xd9",
    ]
    return b"".join(parts)


def test_where_it_was_taken_is_dropped_and_which_way_up_is_kept():
    image, kind = cleaned(a_jpeg() + b"<script>" + SECRET)
    assert kind == "image/jpeg"
    assert SECRET not in image
    assert b"script" not in image
    assert image.endswith(b"\x12\xff\x00\x34\xff\xd0\x56\xff\xd9")
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in image
    # once clean, cleaning changes nothing
    assert cleaned(image) == (image, kind)
    image, kind = cleaned(a_png(1, 1, chunk(b"tEXt", SECRET)) + SECRET)
    assert (kind, SECRET in image) == ("image/png", False)
    assert cleaned(image) == (image, kind)


@pytest.mark.parametrize("data", [
    b"", b"<svg onload=alert(1)>", b"GIF89a" + b"\x00" * 20, a_jpeg()[:-9], a_png()[:-3],
    a_png().replace(b"IDAT", b"IDAX"), a_png(9000, 1), a_png(8000, 8000), a_jpeg(width=9000),
    b"\xff\xd8\xff\xd9", b"\xff\xd8\xff", a_png() + b"\x00" * MOST_BYTES,
], ids=range(12))
def test_what_is_no_picture_is_refused_in_words(data):
    with pytest.raises(NoPicture):
        cleaned(data)


@pytest.fixture
def sam(db):
    return a_user("social_worker", name="Sam Worker")


@pytest.fixture
def ada(sam):
    # whoever made a record may open it for a day
    return a_child(by=sam)


def put(client, child, data, **told):
    file = SimpleUploadedFile("holiday.exe", data, content_type="text/html")
    return client.post(f"/child/{child.pk}/photo/", {"picture": file, "agreed": "Mother", **told})


def test_a_photograph_stands_on_the_childs_page_until_a_newer_one(sam, ada, client):
    client.force_login(sam)
    assert put(client, ada, b"not a picture").status_code == 422
    large = put(client, ada, a_png() + b"\x00" * MOST_BYTES)
    assert "larger than 4 MB" in large.content.decode()
    assert put(client, ada, a_png()).status_code == 302
    [first] = Photo.objects.all()
    page = client.get(f"/child/{ada.pk}/").content.decode()
    assert f'src="/child/{ada.pk}/photo/{first.pk}"' in page
    assert "Ada Example, taken on a day not known" in page
    answer = client.get(f"/child/{ada.pk}/photo/{first.pk}")
    assert (answer.content, answer["Content-Type"]) == (a_png(), "image/png")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(child_id=ada.pk, page="photo_image", user_id=sam.pk).count() == 1
    put(client, ada, a_jpeg())
    second = Photo.objects.standing().get()
    assert client.get(f"/child/{ada.pk}/photo/{first.pk}").status_code == 404
    client.post(f"/child/{ada.pk}/photo/{second.pk}/off", {"reason": "Her brother's"})
    assert client.get(f"/child/{ada.pk}/photo/{second.pk}").status_code == 404
    assert "<img class" not in client.get(f"/child/{ada.pk}/").content.decode()
    assert Photo.objects.count() == 2


def test_nobody_sees_it_who_may_not_open_the_child_and_none_below_another(sam, ada, client):
    client.force_login(sam)
    put(client, ada, a_png())
    photo = Photo.objects.get()
    other = a_child("Bo Else", by=sam)
    assert client.get(f"/child/{other.pk}/photo/{photo.pk}").status_code == 404
    address = f"/child/{ada.pk}/photo/{photo.pk}"
    client.force_login(a_user("social_worker"))
    assert client.get(address).status_code == 403
    restrict(person=ada, level="sealed", reason="x", custodian=a_worker("Kay Keeper"), by=sam,
             on=date(2026, 6, 1))
    client.force_login(sam)
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 302
