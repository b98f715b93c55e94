"""Decisions keep their reasons, and cite the threshold document of their own day."""

from datetime import date

import pytest

from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_authority
from sightline.record.decisions import queries
from sightline.record.decisions.actions import (
    decision_facts,
    publish_framework,
    record_decision,
    record_from_page,
)
from sightline.record.decisions.models import Decision, ThresholdFramework
from sightline.record.decisions.thresholds import FOUR_LEVELS, Level, cited, framework_on
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Event

pytestmark = pytest.mark.django_db
SPRING, SUMMER = date(2026, 4, 1), date(2026, 6, 1)


def publish(version="2026", since_on=SPRING, **more):
    return publish_framework(
        authority=an_authority(), version=version, since_on=since_on, by=a_recorder(), **more
    )


def decide(child, on=SUMMER, about="step_down", **more):
    more.setdefault("rationale", "The plan has done its work.")
    return record_decision(by=a_recorder(), on=on, about=about, children=[child], **more)


def test_without_a_document_there_are_four_levels_that_say_so():
    framework = framework_on(an_authority().pk, SUMMER)
    assert framework == FOUR_LEVELS
    assert not framework.own
    assert [code for code, _ in framework.choices()] == ["1", "2", "3", "4"]


def test_a_new_version_ends_the_one_before():
    first, second = publish("2025", date(2025, 1, 1)), publish("2026")
    first.refresh_from_db()
    assert first.until_on == second.since_on
    assert framework_on(an_authority().pk, date(2026, 3, 31)).version == "2025"
    assert framework_on(an_authority().pk, SPRING).version == "2026"
    assert framework_on(an_authority().pk, date(2024, 1, 1)) == FOUR_LEVELS


def test_one_authoritys_document_says_nothing_for_another():
    publish()
    assert framework_on(an_authority("998").pk, SUMMER) == FOUR_LEVELS


@pytest.mark.parametrize(
    ("version", "since_on"), [("2027", date(2026, 1, 1)), ("2027", SPRING), ("2026", SUMMER)]
)
def test_a_version_that_begins_too_early_or_takes_a_name_is_refused(version, since_on):
    publish()
    with pytest.raises(RecordError, match="version"):
        publish(version, since_on)
    assert ThresholdFramework.objects.get().until_on is None


@pytest.mark.covers("S016")
def test_a_decision_cites_the_document_of_its_own_day():
    child = a_child()
    publish("2025", date(2025, 1, 1), levels=[Level("3", "Complex needs")])
    publish("2026")
    decide(child, on=date(2026, 3, 1), level="3")
    decide(child, on=SUMMER, level="3")
    said = [cited(decision) for decision in queries.decisions_of(child.pk)]
    assert said == ["Level 3 (Targeted help), 2026", "Level 3 (Complex needs), 2025"]


def test_a_level_that_the_document_lacks_is_kept_as_it_was_said():
    publish(levels=[Level("1", "Universal")])
    facts = decision_facts(authority_id=an_authority().pk, on=SUMMER, level="4")
    assert (facts.threshold_level, facts.threshold_version) == ("4", "2026")
    assert decision_facts(authority_id=an_authority().pk, on=SUMMER).threshold_version == ""


@pytest.mark.covers("S035")
def test_a_decision_keeps_who_decided_in_what_role_and_why():
    child = a_child()
    manager = a_worker("Maya Manager", role_title="Team manager")
    decide(child, made_by=manager)
    [decision] = queries.decisions_of(child.pk)
    assert (decision.made_by, decision.role) == (manager, "Team manager")
    assert decision.rationale == "The plan has done its work."
    assert Event.objects.get(kind="decision.recorded").outcome == "step_down"


@pytest.mark.covers("S035")
def test_a_decision_without_a_reason_does_not_count_as_decided():
    child = a_child()
    decide(child, rationale="")
    assert queries.last_decided([child.pk]) == {}
    decide(child, on=date(2026, 6, 3))
    assert queries.last_decided([child.pk]) == {child.pk: date(2026, 6, 3)}


def test_the_page_takes_whoever_writes_it_for_the_decider():
    child, user = a_child(), a_user("team_manager")
    manager = a_worker("Maya Manager", user=user)
    values = {
        "event": {"on": SUMMER, "outcome": "closure"},
        "rows": {"decisions.Decision": [{"rationale": "No need is left."}]}, "children": {},
    }
    record_from_page(
        page=processes["decision"].page("decision"), step=None, child=child, children=[child],
        values=values, by=user,
    )
    assert Decision.objects.get().made_by == manager
