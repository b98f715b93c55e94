"""Every address of the product that shows a page, read for barriers in a real browser."""

from contextlib import suppress

import pytest
from django.urls import NoReverseMatch, reverse

from sightline.base.tests.browsing import HOST, Site, barriers, browser
from sightline.kernel.register import processes
from sightline.record.spine.actions import open_step
from sightline.record.spine.errors import RecordError
from tests.house.conftest import here, neighbours  # noqa: F401
from tests.house.neighbours import DAY, numbers, routes

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

#: Made by the libraries of sign-in, or no page for a reader: read where they are made.
ELSEWHERE = ("admin:", "account_", "mfa_", "socialaccount_")


def steps_of(one, by):
    """A step of every process that a child can be in, the child's own plan first."""
    found = [one.step]
    for process in processes:
        for key in sorted(process.opens):
            kind = next(kind for kind in process.events if kind.key == key)
            outcome = next(iter(kind.outcomes or [""]))
            with suppress(RecordError):
                found.append(open_step(
                    f"{process.key}.{key}", by=by, on=DAY, child=one.child, outcome=outcome
                ))
                break
    return found


def ways(one, needs, steps):
    """What an address may be filled with: each step, and each page that its process has."""
    if "step_id" not in needs:
        return [{}]
    if "page" not in needs:
        return [{"step_id": step.pk} for step in steps]
    return [
        {"step_id": step.pk, "page": page.key}
        for step in steps for page in processes[step.process].pages
    ]


def pages_of(client, one, steps):
    """The HTML of every address that answers somebody who holds every role, by its path."""
    found = {}
    for name, needs in routes():
        if name.startswith(ELSEWHERE):
            continue
        for way in ways(one, needs, steps):
            try:
                path = reverse(name, kwargs=numbers(one, needs, **way))
            except (NoReverseMatch, KeyError):
                continue
            answer = client.get(path)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[path] = answer.content.decode()
    return found


def test_no_page_shuts_anybody_out_or_needs_scrolling_sideways(client, here):  # noqa: F811
    client.force_login(here.recorder)
    site = Site()
    one = here.hidden["plain"]
    site.pages = pages_of(client, one, steps_of(one, here.recorder))
    assert len(site.pages) > 150
    assert any("/conference/" in path for path in site.pages)
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
