"""A team is renamed on the screen: no old record and no figure of an earlier period is renamed."""

from datetime import date, timedelta

import pytest

from sightline.base.moments import today
from sightline.insight.measures.asking import Asked, Question
from sightline.insight.publishing import refreshing
from sightline.insight.screens.tests.test_pages import words
from sightline.kernel.indicators import Period
from sightline.people.testing import a_child, a_team, a_user, a_worker
from sightline.people.workforce.models import Team
from sightline.record.allocation.actions import allocate, place_in_team
from sightline.record.handover import actions as handover
from sightline.record.spine.actions import open_step, record

pytestmark = pytest.mark.django_db
HELD, RENAMED, AFTER = date(2025, 9, 1), date(2026, 2, 1), date(2026, 3, 2)
BEFORE = Period(date(2025, 4, 1), date(2026, 1, 31))


def referred(child, on, by, worker):
    step = open_step("referral.received", by=by, on=on, child=child)
    allocate(step=step, worker=worker, by=by, on=on)
    return step


def rename(client, team):
    client.force_login(a_user("system_administrator"))
    typed = {"way": "rename", "rename-name": "Family Help", "rename-on-day": RENAMED.day,
             "rename-on-month": RENAMED.month, "rename-on-year": RENAMED.year}
    assert client.post(f"/structure/team/{team.pk}/", typed).status_code == 302
    assert Team.objects.get(pk=team.pk).name_now == "Family Help"


@pytest.fixture
def manager():
    return a_user("service_manager", "team_manager", "conference_chair", name="Mana Ger")


@pytest.fixture
def team(manager):
    team = a_team("ASKK")
    a_worker("Mana Ger", user=manager, team=team, manager=True)
    return team


@pytest.mark.covers("S002")
def test_every_old_record_keeps_the_name_the_team_had(client, manager, team):
    by, other, child = a_user(), a_team("Hillside"), a_child("Ada Example")
    step = open_step("protection_plan.started", by=by, on=HELD, child=child, outcome="NEG")
    placed = place_in_team(step=step, team=team, by=by, on=HELD)
    allocate(step=step, worker=a_worker("Wilma Worker", team=team), by=by, on=AFTER)
    closed = open_step("contact.received", by=by, on=HELD, child=child)
    place_in_team(step=closed, team=team, by=by, on=HELD)
    record("contact.decided", by=by, on=HELD, step=closed, outcome="no_further_action")
    handover.send(step=step, direction="transfer", destination="team", to_team=other, by=by,
                  on=HELD + timedelta(days=1), reason="Moved")
    rename(client, team)
    client.force_login(manager)
    shown = f"on-day={HELD.day}&on-month={HELD.month}&on-year={HELD.year}"
    for address in (
        f"/child/{child.pk}/event/{placed.pk}/",
        f"/child/{child.pk}/step/{closed.pk}/",
        f"/child/{child.pk}/allocate/",
        f"/child/{child.pk}/hand-over/{step.pk}/",
        f"/conferences/plans/?{shown}", f"/conferences/plans/children.csv?{shown}",
    ):
        page = client.get(address)
        assert page.status_code == 200, address
        assert "ASKK" in words(page), address
    assert "Family Help" in words(client.get(f"/child/{child.pk}/step/{step.pk}/"))


@pytest.mark.covers("S002")
def test_a_period_report_says_the_name_of_its_time_and_its_figure_stays(
    client, manager, team, settings, tmp_path
):
    settings.HOME = tmp_path
    by, worker = a_user(), a_worker("Wilma Worker", team=team)
    for place in range(6):
        referred(a_child(f"Ada Number{place}"), HELD + timedelta(days=place), by, worker)
    refreshing.refresh()

    def figure(period):
        asked = Asked(Question("RR12", period, "999"))
        return asked.count, asked.lines("team"), asked.cases

    def parts(period):
        return words(client.get(f"/measures/RR12/?period={period}"))

    client.force_login(manager)
    told, quarter = figure(BEFORE), "2025-12-31"
    assert "ASKK 0 6 0.0%" in parts(quarter)
    rename(client, team)
    for place in range(6):
        referred(a_child(f"Bea Number{place}"), AFTER + timedelta(days=place), by, worker)
    refreshing.refresh()
    assert figure(BEFORE) == told
    client.force_login(manager)
    assert "ASKK 0 6 0.0%" in parts(quarter)
    assert "Family Help" not in parts(quarter)
    assert "ASKK, then Family Help 0 12 0.0%" in parts(today().isoformat())
    # each case under the name of its own day
    page = client.get("/measures/RR12/?show=all").content.decode()
    assert page.count("Family Help") == 7
