"""The team list: who waits first, every count opens its list, and the file holds the same."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.journey.contact.actions import receive
from sightline.journey.contact.actions.receiving import About
from sightline.journey.contact.models import Account
from sightline.oversight.worklists.teams import board
from sightline.people.restriction.actions import restrict
from sightline.people.workforce import actions as workforce
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.allocation.models import Allocation
from sightline.record.handover.actions import send
from sightline.record.spine import actions as spine
from sightline.record.spine import bulk
from sightline.record.spine.models import Clock, Step

TODAY = date(2026, 6, 10)
pytestmark = pytest.mark.covers("S085")


@pytest.fixture
def tess(borough, client):
    client.force_login(borough.tess)
    return client


def page(client, team, **asked):
    response = client.get(reverse("worklists:team", args=[team.pk]), asked)
    assert response.status_code == 200
    return response.content.decode()


def names(html):
    return re.findall(r'wl-name" href="[^"]+">([^<]+)<', html)


def test_a_manager_of_one_team_goes_straight_to_its_list(tess, borough):
    response = tess.get(reverse("worklists:teams"))
    assert response["Location"] == reverse("worklists:team", args=[borough.north.pk])


def test_the_head_of_service_sees_every_team_with_its_counts(client, borough, north):
    north("Ana"), north("Ben", worker=borough.sam.worker)
    client.force_login(borough.head)
    html = client.get(reverse("worklists:teams")).content.decode()
    assert "Front door" in html
    row = html.split("North team", 1)[1]
    assert re.findall(r">\s*(\d+)<", row)[:3] == ["2", "1", "2"]


def test_nobody_sees_the_list_of_a_team_they_are_not_in(tess, borough):
    assert tess.get(reverse("worklists:team", args=[borough.door.pk])).status_code == 404


def test_a_social_worker_has_no_team_list(client, borough):
    client.force_login(borough.sam)
    assert client.get(reverse("worklists:teams")).status_code == 403


def test_those_without_a_worker_come_first_with_what_was_said_of_the_risk(tess, borough, north):
    north("Ben", worker=borough.sam.worker)
    step = north("Ana")
    html = page(tess, borough.north)
    assert names(html)[0] == "Ana Marsh"
    assert "Nothing has been written down" in html
    place_in_team(step=step, team=borough.north, by=borough.tess, on=TODAY,
                  reason="Duty rings school daily")
    html = page(tess, borough.north)
    assert "Duty rings school daily" in html
    assert "20 days" in html


def test_children_of_a_worker_who_left_wait_again(tess, borough, north):
    north("Ben", worker=borough.sam.worker)
    workforce.leave(worker=borough.sam.worker, by=borough.tess, on=date(2026, 6, 8))
    html = page(tess, borough.north, show="unallocated")
    assert names(html) == ["Ben Marsh"]
    assert "Sam left on 8 June 2026" in html


def test_imported_children_are_to_be_placed_and_not_merely_unallocated(tess, borough, child):
    made = child("Ivy")
    begun = bulk.Begun("referral")
    happened = bulk.Happened(
        "referral.received", date(2026, 4, 1), step=begun,
        facts=[Allocation(team=borough.north, reason="Imported")],
    )
    bulk.write([bulk.History(made.pk, made.authority_id, "999", begun=[begun],
                             source="cin_census:2026", happened=[happened])], by=borough.mo)
    shown = board(borough.north, borough.tess)
    assert [w.row.child for w in shown.to_place] == [made]
    assert shown.unallocated == []
    assert names(page(tess, borough.north, show="to-be-placed")) == ["Ivy Reed"]


@pytest.mark.covers("S080")
def test_what_is_due_next_shows_with_its_law_and_overdue_comes_first(tess, borough, north):
    late = north("Zed", worker=borough.sam.worker, days=20)
    north("Abe", worker=borough.sam.worker, days=0)
    html = page(tess, borough.north)
    children = html.split('id="children"', 1)[1]
    assert names(children) == ["Zed Marsh", "Abe Marsh"]
    clock = Clock.objects.filter(step=late, state="running").order_by("due_on").first()
    assert clock is not None
    assert "sl-chip--late" in children
    law = re.search(r'sl-due__note"><a [^>]*href="(/law/[^"]+)">(law|local|statutory)', children)
    assert law is not None
    assert tess.get(law[1]).status_code == 200


def test_each_count_opens_a_list_of_as_many(tess, borough, north):
    for number in range(3):
        north(f"Ana{number}")
    for number in range(4):
        north(f"Ben{number}", worker=borough.sam.worker, days=number * 10)
    html = page(tess, borough.north)
    counts = re.findall(r'href="\?(?:show=([a-z-]*))?"[^>]*>[^<]+<b>(\d+)</b>', html)
    assert len(counts) == 5
    for show, count in counts:
        listed = page(tess, borough.north, show=show).split('id="children"', 1)[1]
        assert len(names(listed)) == int(count), show


def test_the_file_has_the_same_children_as_the_list_and_is_in_the_trail(tess, borough, north):
    for number in range(5):
        north(f"Ben{number}", worker=borough.sam.worker if number % 2 else None, days=number * 10)
    address = reverse("worklists:team_export", args=[borough.north.pk])
    for show in ("", "overdue", "unallocated"):
        response = tess.get(address, {"show": show})
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        listed = page(tess, borough.north, show=show).split('id="children"', 1)[1]
        assert sorted(row["Name"] for row in rows) == sorted(names(listed))
    assert Entry.objects.filter(action="list.exported").count() == 3


def test_a_name_that_looks_like_a_formula_is_not_run(tess, borough, north):
    north("=cmd()", worker=borough.sam.worker)
    response = tess.get(reverse("worklists:team_export", args=[borough.north.pk]))
    assert "'=cmd()" in response.content.decode("utf-8-sig")


def test_children_one_may_not_open_are_counted_and_not_shown(tess, borough, north):
    open_one, kept = north("Ana"), north("Kay")
    restrict(person=kept.child, level="restricted", custodian=borough.head.worker,
             reason="Threats", by=borough.head, on=TODAY)
    html = page(tess, borough.north)
    assert "Kay Marsh" not in html
    assert "1 more child whose record you may not open is not shown or counted" in html
    assert len(board(borough.north, borough.tess).rows) == 1
    assert open_one.child.display_name in html


def test_of_a_sealed_child_nothing_is_said_at_all(tess, borough, north):
    sealed = north("Kay")
    restrict(person=sealed.child, level="sealed", custodian=borough.head.worker,
             reason="Adopted", by=borough.head, on=TODAY)
    html = page(tess, borough.north)
    assert "Kay Marsh" not in html
    assert "more child" not in html


@pytest.mark.covers("S086")
def test_what_was_sent_waits_on_both_lists_until_it_is_answered(client, borough, north):
    step = north("Ben", worker=borough.sam.worker)
    send(step=step, direction="step_down", destination="early_help", by=borough.tess, on=TODAY,
         to_team=borough.early_help, reason="The plan has worked")
    client.force_login(borough.tess)
    assert "not yet accepted" in page(client, borough.north)
    workforce.place(worker=borough.head.worker, team=borough.early_help, by=borough.mo, on=TODAY)
    client.force_login(borough.head)
    html = page(client, borough.early_help)
    assert "to be accepted" in html
    assert reverse("handover:answer", args=[step.child_id, step.pk]) in html


def test_a_contact_about_a_child_of_the_team_stands_before_everything(
    tess, borough, open_child
):
    receive(authority=borough.authority, about=[About(person=open_child)], by=borough.asha,
            on=TODAY, account=Account(worry="Seen with a burn", danger="yes"))
    step = Step.objects.get(child=open_child, process="contact")
    first = page(tess, borough.north).split('id="contacts"', 1)[1].split("</section>", 1)[0]
    assert "Immediate danger" in first
    assert "Seen with a burn" in first
    assert reverse("pages:step", args=[open_child.pk, step.pk]) in first


def test_a_contact_that_the_front_door_decides_is_not_put_to_a_team(client, borough, child):
    receive(authority=borough.authority, about=[About(person=child("Ana"))], by=borough.asha,
            on=TODAY, account=Account(worry="A new worry"))
    client.force_login(borough.head)
    assert 'id="contacts"' not in page(client, borough.door)


@pytest.mark.covers("S034")
def test_work_handed_in_waits_on_the_managers_page_until_it_is_read(tess, borough, north):
    step = north("Ana", worker=borough.sam.worker)
    opened = spine.open_step("assessment.started", by=borough.sam, on=TODAY, child=step.child,
                             led_from=step)
    allocate(step=opened, worker=borough.sam.worker, by=borough.tess, on=TODAY)
    assert 'id="handed-in"' not in page(tess, borough.north)
    spine.record("assessment.submitted", by=borough.sam, on=TODAY, step=opened)
    waiting = page(tess, borough.north).split('id="handed-in"', 1)[1].split("</section>", 1)[0]
    assert "Ana Marsh" in waiting
    assert reverse("pages:step", args=[step.child_id, opened.pk]) in waiting
    spine.record("assessment.returned", by=borough.tess, on=TODAY, step=opened)
    assert 'id="handed-in"' not in page(tess, borough.north)


def test_a_hundred_children_take_twelve_queries_and_three_more_where_there_are_plans(
    tess, borough, north, django_assert_max_num_queries
):
    for number in range(100):
        north(f"Kid{number}", worker=None if number % 4 == 0 else borough.sam.worker)
    page(tess, borough.north)  # the session has rolled on
    with django_assert_max_num_queries(12):
        html = page(tess, borough.north)
    assert len(names(html.split('id="children"', 1)[1])) == 100


def test_more_than_a_hundred_are_paged(tess, borough, north):
    for number in range(101):
        north(f"Kid{number}", worker=borough.sam.worker, days=0)
    assert "1 to 100 of 101" in page(tess, borough.north)
    assert len(names(page(tess, borough.north, page=2))) == 1


def test_a_team_of_another_authority_is_not_listed(tess, borough):
    from sightline.access.authorities.actions import add_authority

    other = add_authority(code="998", name="Farrow", by=None)
    made = workforce.open_team(
        name="Far team", kind=Team.Kind.PROTECTION, authorities=[other], by=borough.mo, on=TODAY
    )
    assert tess.get(reverse("worklists:team", args=[made.pk])).status_code == 404
    assert Step.objects.filter(owner_team=made).count() == 0
