"""The front door's list: whose decision the time is, and who is told apart without a name."""

from datetime import date, time

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.journey.contact.actions import receive
from sightline.journey.contact.actions.receiving import About, New
from sightline.journey.contact.models import Account
from sightline.oversight.worklists.tests.test_lists import TODAY, about, shown


@pytest.mark.covers("S003")
def test_the_time_left_at_the_front_door_is_that_of_the_decision(client, borough, child):
    receive(authority=borough.authority, about=about(child("Ana")), by=borough.asha,
            on=date(2026, 6, 10), at=time(8), account=Account(worry="Worry"))
    html = shown(client, borough.mo, "front_door")
    assert reverse("law_clock", args=["contact_decision"]) in html
    assert reverse("law_clock", args=["referral_acknowledged"]) not in html


@pytest.mark.covers("S003")
def test_those_without_a_name_are_told_apart_at_the_front_door(client, borough):
    newcomers = [New("unidentified", described="A boy of about six in a red coat"),
                 New("address", address="12 Acacia Avenue", postcode="ZZ1 1ZZ")]
    receive(authority=borough.authority, about=[About(new=each) for each in newcomers],
            by=borough.asha, on=TODAY, account=Account(worry="Crying at night"))
    html = shown(client, borough.mo, "front_door")
    assert "A boy of about six in a red coat" in html
    assert "12 Acacia Avenue ZZ1 1ZZ" in html


def test_whose_worry_is_read_at_the_front_door_is_noted(client, borough, child):
    ana = child("Ana")
    receive(authority=borough.authority, about=about(ana), by=borough.asha, on=TODAY,
            account=Account(worry="Bruised"))
    assert "Bruised" in shown(client, borough.mo, "front_door")
    noted = Entry.objects.filter(action="read", child_id=ana.pk, page="front_door")
    assert [entry.user_id for entry in noted] == [borough.mo.pk]
