"""An authority puts its own threshold document in use, and decisions cite that of their own day."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from sightline.oversight.worklists.tests.test_lists import shown
from sightline.oversight.worklists.thresholds import levels_of, written
from sightline.record.decisions.thresholds import FOUR_LEVELS, framework_on

DAY = {"since_on-day": "10", "since_on-month": "6", "since_on-year": "2026"}


def put(client, **given):
    told = {"title": "Right help", "version": "2026", "levels": "1 | All\n3b | Intensive | Most"}
    return client.post(reverse("worklists:thresholds"), {**told, **DAY, **given})


@pytest.mark.covers("S016")
def test_a_version_is_put_in_use_from_its_day_and_the_last_one_ends(client, borough):
    client.force_login(borough.head)
    assert put(client)["Location"] == reverse("worklists:thresholds")
    before = framework_on(borough.authority.pk, date(2026, 6, 9))
    after = framework_on(borough.authority.pk, date(2026, 6, 10))
    assert not before.own
    assert [(each.code, each.name) for each in after.levels] == [("1", "All"), ("3b", "Intensive")]
    html = shown(client, borough.head, "thresholds")
    assert "Level 3b: Intensive" in html
    assert "In use" in html
    again = put(client, version="2027")
    assert again.status_code == 422
    assert "A new version begins after that day" in again.content.decode()


@pytest.mark.parametrize(("text", "wrong"), [
    ("", "at least one level"), ("4", "Line 1 has no level or no name"),
    ("1 | All\n | None", "Line 2"), ("1 | All\n1 | Some", "Level 1 is there twice"),
    ("1234567890x | All", "too long"),
])
def test_levels_that_cannot_be_read_say_what_is_wrong(text, wrong):
    with pytest.raises(forms.ValidationError, match=wrong):
        levels_of(text)


def test_what_the_form_is_filled_with_is_read_back_as_it_was():
    assert tuple(levels_of(written(FOUR_LEVELS))) == FOUR_LEVELS.levels


def test_nobody_but_who_sets_practice_may_change_it(client, borough):
    client.force_login(borough.tess)
    assert put(client).status_code in (403, 404)
    assert not framework_on(borough.authority.pk, date(2026, 6, 10)).own
