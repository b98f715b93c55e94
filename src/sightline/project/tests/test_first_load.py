"""A browser that has nothing yet is sent less than 150 kB for a page and all that it needs."""

import gzip
import posixpath
import re

import pytest
from django.test import Client

from sightline.people.testing import a_child, a_user, an_authority

LIMIT = 150_000


def sent(client, address):
    """What travels, and what it says."""
    answer = client.get(address, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.status_code == 200, address
    body = b"".join(answer) if answer.streaming else answer.content
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return len(body), (gzip.decompress(body) if packed else body).decode(), packed


def needed(page):
    """The style sheets and scripts of a page."""
    heads = re.findall(r'<(?:link rel="stylesheet"|script)[^>]*(?:href|src)="([^"]+)"', page)
    return [each for each in heads if each.startswith("/static/")]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/my-day/", "/search?q=lark", "/child/{}/"])
def test_the_first_page_and_all_it_needs_are_less_than_150_kb(address):
    client = Client()
    client.force_login(a_user("front_door_worker", authority=an_authority()))
    child = a_child("Ada Lark")
    total, page, _ = sent(client, address.format(child.pk))
    waiting, seen = needed(page), set()
    assert len(waiting) > 5
    while waiting:
        asset = waiting.pop()
        if asset in seen:
            continue
        seen.add(asset)
        bytes_, text, packed = sent(client, asset)
        assert packed, asset
        total += bytes_
        for other in re.findall(r"""(?:from|import)\s*\(?["']([^"']+\.js)["']""", text[:4000]):
            waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(asset), other)))
    assert total < LIMIT, total


def test_a_browser_that_cannot_unpack_is_sent_a_style_sheet_as_it_is():
    answer = Client().get("/static/sightline/sightline.css")
    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b"{" in b"".join(answer)
