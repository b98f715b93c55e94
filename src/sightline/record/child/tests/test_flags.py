"""Flags: told by what makes them so, gone when that ends, and shown to their audience alone."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sightline.base.moments import fixed, now
from sightline.people.persons.actions import end_fact, record_flag, record_hazard
from sightline.people.persons.models import Flag
from sightline.people.restriction.actions import lift_restriction, restrict
from sightline.people.testing import a_child, a_recorder, a_user
from sightline.record.child.flags import flags_of, flags_on
from sightline.record.child.printed import document
from sightline.record.child.situation import situation
from sightline.record.child.tests.conftest import TODAY


def words(child, reader):
    return [flag.words for flag in flags_of([child], reader)[child.pk]]


@pytest.mark.covers("S351")
def test_a_hazard_flags_a_child_until_it_is_reviewed_away(ada, borough, shown):
    row = record_hazard(person=ada, by=a_recorder(), on=TODAY - timedelta(days=40), kind="animal",
                        detail="A loose dog", review_on=TODAY - timedelta(days=1))
    (flag,) = flags_of([ada], borough.sam)[ada.pk]
    assert flag.line == (
        "Hazard: animals: A loose dog. Not yet said whether the person was told. "
        "(since 1 May 2026, review was due 9 June 2026, from the child’s details)"
    )
    assert "A loose dog" in shown(borough.sam, ada).partition("Situation now")[0]
    end_fact(row=row, by=borough.sam, on=TODAY)
    assert words(ada, borough.sam) == []
    assert "A loose dog" not in shown(borough.sam, ada)


@pytest.mark.covers("S351")
def test_a_missing_child_is_flagged_until_somebody_writes_where_they_are(ada, borough, say):
    say(ada, on=TODAY - timedelta(days=1), where_is="missing", where_words="Last seen at the bus")
    (flag,) = flags_of([ada], borough.sam)[ada.pk]
    assert (flag.words, flag.detail) == ("Missing", "Last seen at the bus")
    say(ada, where_is="home")
    assert words(ada, borough.sam) == []


@pytest.mark.covers("S351")
def test_a_flag_with_an_end_is_gone_on_that_day_without_anybodys_doing(ada, borough):
    record_flag(person=ada, by=borough.sam, on=TODAY, kind="out_of_area", detail="Essex's child",
                told_by="Essex", until_on=TODAY + timedelta(days=7))
    assert words(ada, borough.sam) == ["Lives here, another authority is responsible"]
    with fixed(now() + timedelta(days=6)):
        assert words(ada, borough.sam) != []
    with fixed(now() + timedelta(days=7)):
        assert words(ada, borough.sam) == []


@pytest.mark.covers("S351")
def test_a_flag_is_shown_to_its_audience_and_to_nobody_else_anywhere(
    ada, borough, shown, client
):
    """Nia of the night is among managers and night; Sam works here; Ivy only reads."""
    for audience, secret in (("readers", "Quince"), ("workers", "Medlar"), ("managers", "Damson")):
        record_flag(person=ada, by=borough.nia, on=TODAY, kind="exploitation", detail=secret,
                    audience=audience)
    sees = {borough.ivy: {"Quince"}, borough.sam: {"Quince", "Medlar"},
            borough.nia: {"Quince", "Medlar", "Damson"}}
    for reader, allowed in sees.items():
        pages = shown(reader, ada) + client.get(reverse("person", args=[ada.pk])).content.decode()
        for secret in ("Quince", "Medlar", "Damson"):
            assert (secret in pages) == (secret in allowed), (reader, secret)
        paper = document(situation(ada, reader), reader)
        said = str(paper.blocks)
        assert "Quince" in said
        assert "Medlar" not in said
        assert len(paper.left_out) == (len(allowed) > 1)
    # nor may anybody end by its number a flag that is not shown to them
    hidden = Flag.objects.get(audience="managers")
    client.force_login(borough.sam)
    page = reverse("person_put_right", args=[ada.pk, "flag", hidden.pk])
    assert client.get(page).status_code == 404
    client.force_login(borough.nia)
    assert client.get(page).status_code == 200


@pytest.mark.covers("S351")
def test_search_shows_flags_only_of_those_whose_record_the_searcher_may_open(
    ada, borough, client
):
    stranger = a_child("Ada Elsewhere")
    for child in (ada, stranger):
        record_flag(person=child, by=borough.nia, on=TODAY, kind="placed_away", detail="x")
    tag = "Ours, lives in another area"
    seen = {}
    for reader in (borough.sam, borough.nia, a_user("information_governance")):
        client.force_login(reader)
        page = client.get(reverse("search"), {"q": "Ada"}).content.decode()
        assert "Ada Elsewhere" in page
        seen[reader] = page.count(tag)
    assert list(seen.values()) == [1, 2, 0]


@pytest.mark.covers("S351")
def test_a_restriction_flags_itself_until_it_is_lifted_and_the_dead_keep_only_dangers(
    ada, borough
):
    row = restrict(person=ada, level="restricted", reason="Threats", custodian=borough.worker,
                   by=borough.nia, on=TODAY)
    record_flag(person=ada, by=borough.nia, on=TODAY, kind="other", detail="x")
    record_hazard(person=ada, by=borough.nia, on=TODAY, kind="weapon", detail="A knife")
    assert words(ada, borough.sam) == ["Restricted record", "Hazard: weapons", "Something else"]
    assert flags_of([ada], borough.nia) == {}, "whom a restriction keeps out is told nothing"
    lift_restriction(restriction=row, by=borough.nia, on=TODAY, reason="Over")
    ada.refresh_from_db()
    assert "Restricted record" not in words(ada, borough.sam)
    ada.died_on = TODAY
    assert words(ada, borough.sam) == ["Hazard: weapons"]


@pytest.mark.covers("S351")
def test_the_flags_of_many_children_are_read_at_once(borough, django_assert_num_queries):
    children = [a_child(f"Kid{n} Example") for n in range(20)]
    for child in children:
        record_flag(person=child, by=borough.nia, on=TODAY, kind="other", detail="x")
    flags_of(children, borough.nia)
    with django_assert_num_queries(1):
        assert len(flags_on(children, borough.nia)) == 20


def test_a_flag_is_raised_and_ended_on_the_childs_details(ada, borough, client):
    client.force_login(borough.sam)
    page = reverse("person_section", args=[ada.pk, "flag"])
    told = {"on-day": "", "on-month": "", "on-year": "", "kind": "other_agency",
            "detail": "The clinic asks to be rung first", "told_by": "The clinic",
            "audience": "workers"}
    assert client.post(page, told)["Location"] == reverse("person", args=[ada.pk])
    (row,) = Flag.objects.all()
    assert (row.since_on, row.audience) == (TODAY, "workers")
    html = client.get(reverse("person", args=[ada.pk])).content.decode()
    assert "The clinic asks to be rung first" in html
    assert words(ada, borough.sam) == ["Another agency has told us"]
