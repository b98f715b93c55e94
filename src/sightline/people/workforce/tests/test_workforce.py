"""Teams keep their history, and somebody always answers."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from sightline.people.organisations.actions import (
    close_organisation,
    enter_organisation,
    enter_professional,
)
from sightline.people.organisations.models import Organisation
from sightline.people.testing import a_recorder, a_team, a_user, a_worker, an_authority
from sightline.people.workforce import actions
from sightline.people.workforce.lookups import (
    cover_for,
    covered_by,
    managers_of,
    members_of,
    reports_of,
    team_names,
    teams_of,
    worker_of,
)

pytestmark = pytest.mark.django_db
BEFORE, RENAMED, AFTER = date(2020, 1, 1), date(2024, 4, 1), date(2025, 1, 1)


@pytest.mark.covers("S002")
def test_a_renamed_team_keeps_the_name_it_had():
    team = a_team("Riverside team")
    actions.rename_team(team=team, name="Family help one", by=a_recorder(), on=RENAMED)
    assert team.name_now == "Family help one"
    assert team.name_on(BEFORE) == "Riverside team"
    assert team.name_on(RENAMED) == "Family help one"
    assert team_names([team.pk], BEFORE) == {team.pk: "Riverside team"}
    assert team_names([team.pk], AFTER) == {team.pk: "Family help one"}


def test_a_team_may_be_shared_by_authorities():
    both = [an_authority("998"), an_authority("999")]
    team = actions.open_team(
        name="Out of hours", kind="out_of_hours", authorities=both, by=a_recorder(), on=BEFORE
    )
    assert set(team.authorities.all()) == set(both)


def test_a_worker_is_in_a_team_for_a_time():
    team, user = a_team(), a_user("social_worker")
    worker = a_worker(user=user, team=team)
    [membership] = worker.memberships.all()
    actions.move_on(membership=membership, by=a_recorder(), on=RENAMED)
    assert list(members_of(team.pk, BEFORE)) == [worker]
    assert list(members_of(team.pk, RENAMED)) == []
    assert worker_of(user) == worker
    assert list(teams_of(worker.pk, BEFORE)) == [team]


def test_a_workers_managers_are_the_line_manager_and_the_teams():
    team = a_team()
    manager, line = a_worker("Manny Ger", team=team, manager=True), a_worker("Lynn Line")
    worker = a_worker(team=team)
    actions.report_to(worker=worker, manager=line, by=a_recorder(), on=BEFORE)
    assert managers_of(worker) == [line, manager]
    assert managers_of(manager) == []
    assert list(reports_of(line.pk)) == [worker]
    assert list(teams_of(manager.pk, managed=True)) == [team]


def test_cover_is_by_another_and_ends_by_itself():
    away, here = a_worker("Abby Way"), a_worker("Hera Here")
    actions.cover(worker=away, covered_by=here, by=a_recorder(), on=BEFORE, until=date(2020, 1, 15))
    assert list(covered_by(here.pk, date(2020, 1, 14))) == [away]
    assert list(cover_for(away.pk, date(2020, 1, 15))) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.cover(worker=away, covered_by=away, by=a_recorder(), on=BEFORE)


def test_a_worker_who_leaves_leaves_their_teams_and_their_covering():
    team, other = a_team(), a_worker("Otto Other")
    worker = a_worker(team=team)
    actions.cover(worker=other, covered_by=worker, by=a_recorder(), on=BEFORE)
    actions.leave(worker=worker, by=a_recorder(), on=RENAMED)
    assert list(members_of(team.pk, AFTER)) == []
    assert list(covered_by(worker.pk, AFTER)) == []


def test_a_closed_team_has_no_members_after():
    team = a_team()
    a_worker(team=team)
    actions.close_team(team=team, by=a_recorder(), on=RENAMED)
    assert list(members_of(team.pk, AFTER)) == []


def test_an_organisation_has_its_professionals_until_it_closes():
    school = enter_organisation(
        name="Exampleton School", kind="school", by=a_recorder(), on=BEFORE, code="999001"
    )
    head = enter_professional(
        name="Heidi Head", organisation=school, by=a_recorder(), on=BEFORE, role_title="Head"
    )
    close_organisation(organisation=school, by=a_recorder(), on=AFTER)
    assert Organisation.objects.get(pk=school.pk).until_on == AFTER
    assert list(school.professionals.all()) == [head]
