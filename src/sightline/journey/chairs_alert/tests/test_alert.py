"""A chair's alert goes to a manager, is answered or goes up, and only the chair ends it."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.access.policy import may_read
from sightline.access.users.actions import create_user, give_role
from sightline.journey.chairs_alert import actions
from sightline.journey.chairs_alert.actions import To, set_level
from sightline.journey.chairs_alert.ladder import COMMON, ladder
from sightline.journey.chairs_alert.models import Alert, Reply
from sightline.journey.chairs_alert.panels import PANEL
from sightline.people.workforce import actions as workforce
from sightline.record.allocation.actions import allocate
from sightline.record.decisions.models import Decision
from sightline.record.documents.chronology import natures
from sightline.record.documents.parts import Nature
from sightline.record.spine.models import Clock, Step
from sightline.record.tasks.models import Task
from sightline.record.tasks.queries import for_worker
from sightline.record.testing import said_now

pytestmark = pytest.mark.covers("S063")
LONG_AGO, TODAY = date(2024, 1, 2), date(2026, 6, 10)
MONDAY, NEXT_MONDAY = date(2026, 6, 1), date(2026, 6, 8)


def person(merrow, username, role):
    user = create_user(username=username, display_name=username.title(), by=None,
                       demonstration=True)
    give_role(user=user, role=role, authority=merrow.authority, by=None, on=LONG_AGO)
    workforce.take_on(name=username.title(), by=user, on=LONG_AGO, user=user)
    return user


@pytest.fixture
def cal(merrow):
    return person(merrow, "cal", "conference_chair")


@pytest.fixture
def head(merrow):
    made = person(merrow, "head", "service_manager")
    workforce.report_to(worker=merrow.tess.worker, manager=made.worker, by=made, on=LONG_AGO)
    return made


@pytest.fixture
def raised(cal):
    """Raises an alert for one child or several, each with words of their own."""

    def make(*children, on=MONDAY, **to):
        said = {child.pk: Alert(concern=f"Nobody sees {child.display_name}", asked_for="See them")
                for child in children}
        actions.raise_alert(children=children, about="visits", by=cal, on=on, to=To(**to),
                            said=said)
        steps = Step.objects.filter(process="chairs_alert", child__in=children)
        return list(steps.order_by("pk"))

    return make


def tasks_of(user):
    return [(task.text, task.due_on) for task in for_worker(user.worker)]


def due(step, key="chairs_alert_reply"):
    return list(Clock.objects.filter(step=step, key=key).order_by("pk")
                .values_list("due_on", "state"))


def test_the_manager_of_the_childs_team_is_asked_by_the_first_rung(merrow, reed, raised, clean):
    ana = reed(held=True)
    (step,) = raised(ana)
    assert tasks_of(merrow.tess) == [
        ("Reply to the chair’s alert: Nobody sees Ana Reed", NEXT_MONDAY)
    ]
    assert due(step) == [(NEXT_MONDAY, "running")]
    assert clean(ana)
    assert said_now(PANEL.now, step) == [
        "Chair’s alert of 1 June 2026, not answered: a reply was due by 8 June 2026"
    ]


def test_each_childs_own_words_stay_on_their_own_record(merrow, reed, raised, client, cal):
    ana, ben = reed(held=True), reed("Ben", held=True)
    raised(ana, ben)
    client.force_login(merrow.sam)
    step = Step.objects.get(process="chairs_alert", child=ana)
    html = client.get(reverse("pages:step", args=[ana.pk, step.pk])).content.decode()
    assert "Nobody sees Ana Reed" in html
    assert "Nobody sees Ben Reed" not in html


def test_an_answer_is_not_a_remedy_until_the_chair_has_seen_it(merrow, reed, raised, cal):
    (step,) = raised(reed(held=True))
    actions.reply(step=step, answer="agreed", by=merrow.tess, on=date(2026, 6, 3),
                  put_right_by=date(2026, 6, 15), said=Reply(words="Sam goes weekly from now."))
    assert tasks_of(merrow.tess) == []
    assert tasks_of(cal) == [
        ("Look at the reply to your alert: Nobody sees Ana Reed", date(2026, 6, 15))
    ]
    assert said_now(PANEL.now, step) == [
        "Chair’s alert of 1 June 2026, to be put right by 15 June 2026"
    ]
    step.refresh_from_db()
    assert step.is_open
    actions.end(step=step, kind="resolved", by=cal, on=TODAY,
                decision=Decision(rationale="Seen on the 5th and the 9th."))
    step.refresh_from_db()
    assert not step.is_open
    assert due(step, "chairs_alert_put_right") == [(date(2026, 6, 15), "stopped")]
    assert Task.objects.get(owner_worker=cal.worker).evidence == "Seen on the 5th and the 9th."


def test_unanswered_it_goes_one_level_up_and_the_highest_is_asked_again(
    merrow, reed, raised, cal, head, clean,
):
    ana = reed(held=True)
    (step,) = raised(ana)
    for _ in COMMON:
        actions.escalate(step=step, why="No reply", by=cal, on=TODAY)
    sent = actions.sendings(step)
    assert [(each.level, each.level_name) for each in sent] == [
        (1, "Team manager"), (2, "Head of service"), (3, "Director of children’s services"),
        (3, "Director of children’s services"),
    ]
    assert sent[1].to_worker == head.worker
    assert tasks_of(merrow.tess) == []
    assert due(step)[-1] == (date(2026, 6, 17), "running")
    assert [state for _, state in due(step)[:-1]] == ["abandoned"] * 3
    assert clean(ana)


def test_who_is_asked_may_read_until_the_alert_is_ended(merrow, reed, raised, cal):
    ana, stranger = reed(held=True), person(merrow, "vera", "team_manager")
    assert not may_read(stranger, ana.pk).allowed
    (step,) = raised(ana, worker=stranger.worker)
    assert may_read(stranger, ana.pk).allowed
    deputy = person(merrow, "dora", "team_manager")
    workforce.cover(worker=stranger.worker, covered_by=deputy.worker, by=merrow.tess,
                    on=MONDAY, until=date(2026, 7, 1))
    assert may_read(deputy, ana.pk).allowed
    assert tasks_of(deputy), "a deputy owes the answer while the manager is away"
    actions.end(step=step, kind="withdrawn", by=cal, on=TODAY)
    assert not may_read(stranger, ana.pk).allowed
    assert not may_read(deputy, ana.pk).allowed
    assert tasks_of(deputy) == []


def test_the_ladder_is_the_authoritys_own_and_dated(merrow, reed, raised):
    code = merrow.authority.pk
    assert ladder(code, TODAY) == COMMON
    told = {"authority": merrow.authority, "owner": "Panel", "approved_on": MONDAY,
            "by": merrow.tess}
    set_level(number=1, name="Team manager", days=2, since_on=date(2026, 6, 4), **told)
    set_level(number=3, name="", days=None, since_on=date(2026, 6, 4), **told)
    assert ladder(code, MONDAY) == COMMON, "what was asked before is reckoned as it was then"
    assert [(rung.number, rung.days) for rung in ladder(code, TODAY)] == [(1, 2), (2, 5)]
    (before,), (after,) = raised(reed(held=True)), raised(reed("Ben", held=True), on=TODAY)
    assert due(before)[0][0] == NEXT_MONDAY
    assert due(after)[0][0] == date(2026, 6, 12)


def test_only_a_chair_raises_and_ends_and_every_page_is_drawn(
    merrow, reed, raised, cal, drawn, hand_in, client,
):
    ana = reed(held=True)
    allocate(step=ana.referral, worker=cal.worker, role="chair", by=cal, on=MONDAY)
    handed = hand_in(cal, ana, "raise", {
        "event": {"on": TODAY, "outcome": "safety"},
        "children": {ana.pk: {"rows": {"chairs_alert.Alert": [
            {"concern": "He is back in the home", "asked_for": "A strategy discussion"}]}}},
    }, process="chairs_alert")
    step = Step.objects.get(child=ana, process="chairs_alert")
    assert handed.status_code == 302
    assert Alert.objects.get(event__step=step).concern == "He is back in the home"
    assert drawn(cal, step) == {"reply", "escalate", "resolve", "withdraw"}
    client.force_login(merrow.tess)
    for page in ("escalate", "resolve", "withdraw"):
        answer = client.get(reverse("pages:page", args=[ana.pk, step.pk, page]))
        assert answer.status_code == 403
    hand_in(merrow.tess, ana, "reply", {
        "event": {"on": TODAY, "outcome": "agreed", "for_on": date(2026, 6, 12)},
        "rows": {"chairs_alert.Reply": [{"words": "Held on Thursday."}]},
    }, step=step)
    assert Reply.objects.get(event__step=step).by_worker == merrow.tess.worker


def test_an_alert_is_between_professionals():
    assert natures["chairs_alert"] == Nature.PROFESSIONAL
