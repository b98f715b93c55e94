"""The team list: who waits first, every count opens its list, and the file holds the same."""

import csv
import io
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from sightline.access.audit.models import Entry
from sightline.base.moments import fixed
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
from sightline.record.spine.models import Step

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


def part(html, ident):
    return html.split(f'id="{ident}"', 1)[1].split("</section>", 1)[0]


def test_those_without_a_worker_come_first_with_what_was_said_of_the_risk(tess, borough, north):
    north("Ben", worker=borough.sam.worker)
    step = north("Ana")
    html = page(tess, borough.north)
    assert names(part(html, "unallocated")) == ["Ana Marsh"]
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
def test_what_is_due_next_says_whether_it_is_law_and_whose_job_and_overdue_comes_first(
    tess, borough, north
):
    north("Zed", worker=borough.sam.worker, days=40)
    north("Abe", worker=borough.sam.worker, days=20)
    north("New", worker=borough.sam.worker, days=0)
    listed = page(tess, borough.north, show="overdue")
    assert names(listed) == ["Zed Marsh", "Abe Marsh"]
    assert "working days late" in listed
    assert "Front door" in listed
    assert ">law<" in listed or ">local<" in listed


@pytest.fixture
def busy(borough, north, child):
    """A team on a Monday: something on almost every list of its board."""
    from sightline.record.visits.actions import Seen, record_visit

    for number in range(3):
        north(f"Ana{number}")
    for number in range(4):
        north(f"Ben{number}", worker=borough.sam.worker, days=number * 10)
    for number, on in enumerate((date(2025, 1, 6), date(2026, 5, 4))):
        made = child(f"Pat{number}")
        step = spine.open_step("protection_plan.started", by=borough.mo, on=on, child=made,
                               outcome="NEG")
        allocate(step=step, worker=borough.cora.worker, by=borough.tess, on=on)
        record_visit(by=borough.cora, on=date(2026, 5, 5), visitor=borough.cora.worker,
                     step=step, children=[Seen(made, seen="seen")])
    for number, on in enumerate((date(2026, 5, 12), date(2026, 6, 3))):
        step = north(f"Eve{number}", worker=borough.sam.worker)
        enquiry = spine.open_step("section47.started", by=borough.sam, on=on, child=step.child,
                                  outcome="strategy", led_from=step)
        assessment = spine.open_step("assessment.started", by=borough.sam, on=on,
                                     child=step.child, led_from=step)
        spine.record("section47.submitted", by=borough.sam, on=TODAY, step=enquiry)
        spine.record("assessment.submitted", by=borough.tess, on=date(2026, 6, 8),
                     step=assessment)
    workforce.cover(worker=borough.cora.worker, covered_by=borough.sam.worker, by=borough.tess,
                    on=date(2026, 6, 8), until=date(2026, 6, 20))
    return borough.north


def cells(html):
    board = html.split('class="wl-board"', 1)[1].split("</nav>", 1)[0]
    found = re.findall(r'href="([^"]+)">([^<]+) <b>(\d+)</b>', board)
    return {address.partition("show=")[2]: int(count) for address, _, count in found}


def test_every_cell_opens_a_list_of_as_many_on_screen_on_paper_and_in_the_file(tess, busy):
    counts = cells(page(tess, busy))
    assert len(counts) == 15
    assert {show for show, count in counts.items() if count} >= {
        "waiting", "unallocated", "overdue", "unseen", "not-alone", "enquiries", "assessments",
        "conferences", "plans", "every",
    }
    for show, count in counts.items():
        for asked in ({"show": show}, {"show": show, "whole": "1"}):
            listed = page(tess, busy, **asked)
            assert int(re.search(r'id="count">(\d+)<', listed)[1]) == count, show
            assert listed.count('<tr><th scope="row">') == count, show
        response = tess.get(reverse("worklists:team_export", args=[busy.pk]), {"show": show})
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert len(rows) == count, show
        assert sorted(row["Name"] for row in rows) == sorted(names(listed)), show
    assert Entry.objects.filter(action="list.exported").count() == 15


def test_on_paper_a_long_list_is_whole(tess, borough, north):
    for number in range(101):
        north(f"Kid{number}", worker=borough.sam.worker, days=0)
    assert "1 to 100 of 101" in page(tess, borough.north, show="every")
    assert len(names(page(tess, borough.north, show="every", page=2))) == 1
    assert len(names(page(tess, borough.north, show="every", whole="1"))) == 101


def test_what_waits_for_a_manager_stands_by_age_with_the_days_each_has_used(tess, busy):
    waiting = page(tess, busy, show="waiting")
    assert names(waiting)[:2] == ["Eve0 Marsh", "Eve1 Marsh"]
    first = waiting.split("<tbody>", 1)[1].split("</tr>", 1)[0]
    assert "Assessment to authorise" in first
    assert "18 working days" in first
    assert "2 working days" in first


def test_nobody_is_offered_their_own_work_to_authorise(tess, busy):
    waiting = page(tess, busy, show="waiting").split("<tbody>", 1)[1]
    by_tess = waiting.split("</tr>", 1)[0]
    assert "Your own: another manager authorises it" in by_tess
    assert waiting.count("Your own") == 2


def test_a_deputy_sees_what_waits_for_a_manager_who_is_away_and_nobody_else_does(
    client, borough, busy
):
    address = reverse("worklists:team", args=[busy.pk])
    client.force_login(borough.mo)
    assert client.get(address).status_code == 404
    workforce.cover(worker=borough.tess.worker, covered_by=borough.mo.worker, by=borough.tess,
                    on=TODAY, until=date(2026, 6, 20))
    assert names(client.get(address, {"show": "waiting"}).content.decode())[0] == "Eve0 Marsh"


@pytest.mark.covers("S341")
def test_a_deputy_whose_role_has_no_board_sees_the_one_left_to_them_and_only_for_those_days(
    client, borough, busy
):
    other = workforce.open_team(name="South team", kind=Team.Kind.PROTECTION,
                                authorities=[borough.authority], by=borough.mo, on=TODAY)
    address = reverse("worklists:team", args=[busy.pk])
    cora, ending = borough.cora, date(2026, 6, 20)
    client.force_login(cora)
    # her own team's board is for its manager
    assert client.get(address).status_code == 403
    assert client.get(reverse("worklists:exceptions")).status_code == 403
    workforce.cover(worker=borough.tess.worker, covered_by=cora.worker, by=borough.tess,
                    on=TODAY, until=ending)
    html = client.get(address).content.decode()
    assert "Eve0 Marsh" in html
    assert ">Allocate" not in html
    assert "North team, the team’s board" in client.get(reverse("worklists:work")).content.decode()
    for name in ("workers", "team_export"):
        assert client.get(reverse(f"worklists:{name}", args=[busy.pk])).status_code == 200
    assert client.get(reverse("worklists:exceptions"), {"team": busy.pk}).status_code == 200
    assert client.get(reverse("worklists:team", args=[other.pk])).status_code == 404
    with fixed(datetime(2026, 6, 21, 9, tzinfo=ZoneInfo("Europe/London")), everywhere=True):
        assert client.get(address).status_code == 403


def test_enquiries_stand_by_their_day_the_undecided_first(tess, busy):
    listed = page(tess, busy, show="enquiries")
    assert names(listed) == ["Eve0 Marsh", "Eve1 Marsh"]
    assert "Day 20 of 15, undecided" in listed
    assert "Day 5 of 15<" in listed
    assert "Last activity" in listed


def test_children_of_a_worker_who_is_away_are_listed_with_who_covers(tess, busy):
    listed = page(tess, busy, show="unallocated")
    assert "Cora is away until 20 Jun 2026" in listed
    assert "Sam covers" in listed


def test_a_child_whom_the_last_visit_did_not_see_alone_is_listed(tess, busy, borough):
    from sightline.record.visits.actions import Seen, record_visit

    assert names(page(tess, busy, show="not-alone")) == ["Pat0 Reed", "Pat1 Reed"]
    step = Step.objects.get(child__given_names="Pat0", process="protection_plan")
    record_visit(by=borough.cora, on=TODAY, visitor=borough.cora.worker, step=step,
                 children=[Seen(step.child, seen="seen_alone")])
    assert names(page(tess, busy, show="not-alone")) == ["Pat1 Reed"]


def test_plans_that_are_empty_or_long_say_what_is_wanting(tess, busy):
    listed = page(tess, busy, show="plans")
    assert names(listed)[0] == "Pat0 Reed"
    assert "No plan yet" in listed
    assert "18 months on 6 July 2026" in listed


def test_each_worker_stands_with_children_families_and_who_covers(tess, busy):
    html = tess.get(reverse("worklists:workers", args=[busy.pk])).content.decode()
    cora = html.split('scope="row">Cora', 1)[1].split("</tr>", 1)[0]
    assert re.findall(r'data-label="(?:Children|Families)"><a [^>]*>(\d+)<', cora) == ["2", "2"]
    opened = re.findall(r'data-label="(?:Children|Overdue)"><a [^>]*href="([^"]+)">(\d+)<', cora)
    for address, count in opened:
        listed = tess.get(address.replace("&amp;", "&")).content.decode()
        assert len(names(listed)) == int(count)
    assert "Sam covers until 20 Jun 2026" in cora
    assert "No cap is set" in cora
    response = tess.get(reverse("worklists:workers_export", args=[busy.pk]))
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert len(rows) == int(re.search(r'id="count">(\d+)<', html)[1])


def test_the_board_of_a_busy_team_keeps_to_fifteen_queries(
    tess, busy, django_assert_max_num_queries
):
    page(tess, busy)  # the session has rolled on
    with django_assert_max_num_queries(15):
        page(tess, busy)


def test_a_name_that_looks_like_a_formula_is_not_run(tess, borough, north):
    north("=cmd()", worker=borough.sam.worker)
    response = tess.get(reverse("worklists:team_export", args=[borough.north.pk]))
    assert "'=cmd()" in response.content.decode("utf-8-sig")


def test_children_one_may_not_open_are_counted_and_not_shown(tess, borough, north):
    open_one, kept = north("Ana"), north("Kay")
    restrict(person=kept.child, level="restricted", custodian=borough.head.worker,
             reason="Threats", by=borough.head, on=TODAY)
    html = page(tess, borough.north, show="every")
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
    assert names(page(client, borough.north, show="sent")) == ["Ben Marsh"]
    workforce.place(worker=borough.head.worker, team=borough.early_help, by=borough.mo, on=TODAY)
    client.force_login(borough.head)
    html = page(client, borough.early_help)
    assert "Handover to accept" in html
    assert reverse("handover:answer", args=[step.child_id, step.pk]) in html


def test_a_contact_with_danger_about_a_child_of_the_team_waits_before_everything(
    tess, borough, open_child
):
    receive(authority=borough.authority, about=[About(person=open_child)], by=borough.asha,
            on=TODAY, account=Account(worry="Seen with a burn", danger="yes"))
    step = Step.objects.get(child=open_child, process="contact")
    first = part(page(tess, borough.north), "waiting")
    assert "immediate danger" in first
    assert "Seen with a burn" in first
    assert reverse("pages:step", args=[open_child.pk, step.pk]) in first


def test_a_contact_that_the_front_door_decides_is_not_put_to_a_team(client, borough, child):
    receive(authority=borough.authority, about=[About(person=child("Ana"))], by=borough.asha,
            on=TODAY, account=Account(worry="A new worry"))
    client.force_login(borough.head)
    assert "A new worry" not in page(client, borough.door)


@pytest.mark.covers("S034")
def test_work_handed_in_waits_on_the_managers_page_until_it_is_read(tess, borough, north):
    step = north("Ana", worker=borough.sam.worker)
    opened = spine.open_step("assessment.started", by=borough.sam, on=TODAY, child=step.child,
                             led_from=step)
    allocate(step=opened, worker=borough.sam.worker, by=borough.tess, on=TODAY)
    assert "to authorise" not in page(tess, borough.north)
    spine.record("assessment.submitted", by=borough.sam, on=TODAY, step=opened)
    waiting = part(page(tess, borough.north), "waiting")
    assert "Ana Marsh" in waiting
    assert reverse("pages:step", args=[step.child_id, opened.pk]) in waiting
    spine.record("assessment.returned", by=borough.tess, on=TODAY, step=opened)
    assert "to authorise" not in page(tess, borough.north)


def test_a_hundred_children_take_at_most_fifteen_queries(
    tess, borough, north, django_assert_max_num_queries
):
    for number in range(100):
        north(f"Kid{number}", worker=None if number % 4 == 0 else borough.sam.worker)
    page(tess, borough.north, show="every")  # the session has rolled on
    with django_assert_max_num_queries(15):
        html = page(tess, borough.north, show="every")
    assert len(names(html)) == 100


def test_a_team_of_another_authority_is_not_listed(tess, borough):
    from sightline.access.authorities.actions import add_authority

    other = add_authority(code="998", name="Farrow", by=None)
    made = workforce.open_team(
        name="Far team", kind=Team.Kind.PROTECTION, authorities=[other], by=borough.mo, on=TODAY
    )
    assert tess.get(reverse("worklists:team", args=[made.pk])).status_code == 404
    assert Step.objects.filter(owner_team=made).count() == 0
