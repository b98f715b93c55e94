"""Every address of the product that shows a page, read for barriers in a real browser."""

import pytest

from sightline.base.tests.browsing import HOST, Site, barriers, browser
from tests.house.test_reach import here, numbers, routes  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: Made by the libraries of sign-in, or no page for a reader: read where they are made.
ELSEWHERE = ("admin:", "account_", "mfa_", "socialaccount_")


def pages_of(client, one):
    """The HTML of every address that answers somebody who holds every role, by its path."""
    from django.urls import NoReverseMatch, reverse

    found = {}
    for name, needs in routes():
        if name.startswith(ELSEWHERE):
            continue
        try:
            path = reverse(name, kwargs=numbers(one, needs))
        except (NoReverseMatch, KeyError):
            continue
        answer = client.get(path)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found[path] = answer.content.decode()
    return found


def test_no_page_shuts_anybody_out_or_needs_scrolling_sideways(client, here):  # noqa: F811
    client.force_login(here.recorder)
    site = Site()
    site.pages = pages_of(client, here.hidden["plain"])
    assert len(site.pages) > 60
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    wrong = []
    with browser(site, width=390) as page:
        for path, html in site.pages.items():
            if "<html" not in html:
                continue
            page.goto(f"{HOST}{path}")
            wrong += [(path, *one) for one in barriers(page) if one[1] in {"serious", "critical"}]
            if page.evaluate(wide):
                wrong.append((path, "scrolls sideways", "", ""))
    assert not wrong, "\n".join(" ".join(one) for one in wrong)
