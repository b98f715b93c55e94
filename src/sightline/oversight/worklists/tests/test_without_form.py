"""Referrals without the referral form, by agency and month: the figures, the file, the contacts."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from sightline.journey.contact.actions import About, add_to, match, receive
from sightline.journey.contact.models import Account
from sightline.oversight.worklists.tests.test_lists import shown
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child
from sightline.record.referrers.models import Referrer
from sightline.record.spine.models import Step

pytestmark = pytest.mark.covers("S007")
SCHOOL, POLICE, NEIGHBOUR = "2A", "6", "1B"


@pytest.fixture
def rang(borough, child):
    """Makes contacts that somebody made in some way; the steps, child by child."""

    def make(source, method, *names, on=date(2026, 6, 3)):
        occasion = receive(
            authority=borough.authority, by=borough.asha, on=on,
            about=[About(person=child(name)) for name in names],
            account=Account(worry="Left alone", method=method),
            referrer=Referrer(source=source),
        )
        return list(Step.objects.filter(events__occasion=occasion).order_by("pk"))

    return make


def figures(client, user, query=""):
    html = shown(client, user, "without_form") if not query else (
        client.get(reverse("worklists:without_form") + query).content.decode()
    )
    table = html.partition("<tbody>")[2].partition("</tbody>")[0]
    lines = {}
    for row in table.split("<tr>")[1:]:
        cells = [" ".join(re.sub(r"<[^>]+>", " ", each).split())
                 for each in re.findall(r"<t[hd].*?</t[hd]>", row)]
        lines[cells[0]] = cells[1:]
    return lines, html


def test_each_agency_is_counted_by_month_and_a_family_once(client, borough, rang):
    rang(SCHOOL, "phone", "Ana", "Ben")
    rang(SCHOOL, "form", "Cy")
    rang(SCHOOL, "email", "Di", on=date(2026, 5, 6))
    rang(POLICE, "police", "Eve")
    rang(NEIGHBOUR, "phone", "Flo")
    lines, html = figures(client, borough.mo)
    assert lines["Schools"] == ["None", "None", "None", "None", "1 of 1", "1 of 2", "2 of 3"]
    assert lines["Police"][-2:] == ["1 of 1", "1 of 1"]
    assert lines["All agencies"][-1] == "3 of 4"
    assert "Flo" not in html


def test_a_number_opens_the_contacts_behind_it(client, borough, rang):
    (step, _) = rang(SCHOOL, "phone", "Ana", "Ben")
    rang(SCHOOL, "form", "Cy")
    rang(POLICE, "police", "Eve")
    client.force_login(borough.mo)
    _, html = figures(client, borough.mo, "?agency=2A&month=2026-06")
    behind = html.partition('id="behind"')[2]
    assert "Ana Reed" in behind
    assert "Ben Reed" in behind
    assert reverse("worklists:contact", args=[step.child_id, step.pk]) in behind
    assert "Cy" not in behind
    assert "Eve" not in behind


def test_a_form_sent_afterwards_counts(client, borough, rang):
    steps = rang(SCHOOL, "phone", "Ana")
    add_to(steps=steps, by=borough.asha, on=date(2026, 6, 4), account=Account(method="form"))
    lines, _ = figures(client, borough.mo)
    assert lines["Schools"][-1] == "0 of 1"


def test_a_contact_found_to_be_about_a_known_child_counts_once(client, borough, rang):
    first, _ = rang(SCHOOL, "phone", "Ana", "Ben")
    known = a_child("Ana Marsh", authority=borough.authority)
    match(step=first, known=known, by=borough.asha, on=date(2026, 6, 4))
    lines, html = figures(client, borough.mo)
    assert lines["Schools"][-1] == "1 of 1"
    assert "Ana Marsh" in html
    assert "Ana Reed" not in html


def test_children_whom_the_reader_may_not_open_are_neither_shown_nor_counted(
    client, borough, rang, child
):
    from sightline.people.workforce.actions import take_on

    (step,) = rang(SCHOOL, "phone", "Ana")
    (sealed,) = rang(SCHOOL, "phone", "Zo")
    keeper = take_on(name="Kay Keeper", by=borough.mo, on=date(2024, 1, 2))
    for each, level in ((step, "restricted"), (sealed, "sealed")):
        restrict(person=each.child, level=level, custodian=keeper, reason="At risk",
                 by=borough.asha, on=date(2026, 6, 5))
    lines, html = figures(client, borough.mo)
    assert lines == {}
    assert "Ana" not in html
    assert "1 more child whose record you may not open" in html


def test_the_file_says_what_the_screen_says(client, borough, rang):
    rang(SCHOOL, "phone", "Ana")
    rang(SCHOOL, "form", "Cy")
    client.force_login(borough.mo)
    answer = client.get(reverse("worklists:without_form_export"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert ["Schools", "2026-06", "2", "1", "1"] in rows
    assert ["All agencies", "2026-06", "2", "1", "1"] in rows


def test_earlier_months_are_a_link_away(client, borough, rang):
    rang(SCHOOL, "phone", "Ana", on=date(2025, 11, 5))
    lines, html = figures(client, borough.mo)
    assert lines == {}
    assert "?to=2025-12" in html
    lines, html = figures(client, borough.mo, "?to=2025-12")
    assert lines["Schools"][-2:] == ["None", "1 of 1"]
    assert "?to=2026-06" in html
    assert client.get(reverse("worklists:without_form") + "?to=9999-99").status_code == 200
