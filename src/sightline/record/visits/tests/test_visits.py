"""Who was seen, by whom, and what a visit's record still lacks."""

from datetime import date, time

import pytest

from sightline.kernel.register import processes
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_unborn
from sightline.people.workforce.models import Cover
from sightline.record.allocation.actions import allocate
from sightline.record.spine.models import Event, Occasion
from sightline.record.spine.voiding import void
from sightline.record.testing import begun
from sightline.record.visits import queries
from sightline.record.visits.actions import Seen, outcome_of, record_from_page, record_visit
from sightline.record.visits.models import ChildPart, Visit

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY = date(2026, 6, 1), date(2026, 6, 2)
BEFORE = date(2026, 5, 1)


def led(child, worker, role="lead"):
    step = begun(child, on=BEFORE, by=a_recorder())
    allocate(step=step, worker=worker, by=a_recorder(), on=BEFORE, role=role)
    return step


def visit(children, visitor=None, on=MONDAY, **more):
    return record_visit(by=a_recorder(), on=on, children=children, visitor=visitor, **more)


def outcomes(occasion):
    rows = Event.objects.standing().filter(occasion=occasion).values_list("child_id", "outcome")
    return dict(rows)


@pytest.mark.parametrize(
    ("seen", "unborn", "counts", "outcome"),
    [
        ("seen", False, True, "child_seen"),
        ("seen_alone", False, True, "child_seen_alone"),
        ("seen", False, False, "child_seen_by_other"),
        ("seen_alone", False, False, "child_seen_by_other"),
        ("not_seen", False, True, "not_seen"),
        ("mother_seen", False, True, "not_seen"),
        ("mother_seen", True, True, "mother_seen"),
        ("seen", True, True, "mother_seen"),
        ("mother_seen", True, False, "mother_seen_by_other"),
        ("not_seen", True, True, "not_seen"),
        ("", False, True, ""),
        ("", True, False, ""),
    ],
)
def test_the_outcome_follows_from_this_child_and_this_visitor(seen, unborn, counts, outcome):
    assert outcome_of(seen, unborn=unborn, counts=counts) == outcome


def test_every_outcome_that_can_be_worked_out_is_declared():
    declared = set(processes["visit"].event("made").outcomes)
    worked_out = {
        outcome_of(seen, unborn=unborn, counts=counts)
        for seen in ("seen", "seen_alone", "not_seen", "mother_seen")
        for unborn in (True, False) for counts in (True, False)
    }
    assert worked_out == declared


@pytest.mark.covers("S080")
def test_a_visit_by_the_lead_worker_sees_the_child():
    child, worker = a_child(), a_worker()
    led(child, worker)
    assert outcomes(visit([Seen(child, "seen_alone")], worker)) == {child.pk: "child_seen_alone"}


def test_a_visit_by_a_worker_who_is_not_the_childs_is_by_another():
    child = a_child()
    led(child, a_worker())
    stranger = a_worker("Stan Stranger")
    assert outcomes(visit([Seen(child, "seen")], stranger)) == {child.pk: "child_seen_by_other"}


def test_a_visit_by_nobody_named_does_not_count_as_the_leads():
    child = a_child()
    led(child, a_worker())
    assert outcomes(visit([Seen(child, "seen")])) == {child.pk: "child_seen_by_other"}


def test_a_worker_who_covers_for_the_lead_counts():
    child, lead, cover = a_child(), a_worker(), a_worker("Connie Cover")
    led(child, lead)
    Cover.objects.create(worker=lead, covered_by=cover, since_on=MONDAY, until_on=None)
    assert outcomes(visit([Seen(child, "seen")], cover)) == {child.pk: "child_seen"}


@pytest.mark.covers("S033")
def test_seeing_one_child_never_covers_a_brother_or_sister():
    ada, ben, worker = a_child(), a_child("Ben Example"), a_worker()
    led(ada, worker)
    led(ben, worker)
    occasion = visit([Seen(ada, "seen_alone"), Seen(ben, "not_seen", why_not="child_out")], worker)
    assert outcomes(occasion) == {ada.pk: "child_seen_alone", ben.pk: "not_seen"}
    assert queries.last_seen([ada.pk, ben.pk]) == {ada.pk: MONDAY}
    assert Occasion.objects.filter(kind="visit.made").count() == 1
    assert Visit.objects.count() == 1


def test_a_sibling_visited_on_the_same_occasion_has_it_on_their_own_step():
    ada, ben, worker = a_child(), a_child("Ben Example"), a_worker()
    step, beside = led(ada, worker), led(ben, worker)
    visit([Seen(ada, "seen"), Seen(ben, "seen")], worker, step=step)
    on = dict(Event.objects.filter(kind="visit.made").values_list("child_id", "step_id"))
    assert on == {ada.pk: step.pk, ben.pk: beside.pk}


def test_for_an_unborn_child_the_mother_is_seen():
    child, worker = an_unborn(expected_on=date(2026, 9, 1), on=BEFORE), a_worker()
    led(child, worker)
    assert outcomes(visit([Seen(child, "mother_seen")], worker)) == {child.pk: "mother_seen"}


def test_once_born_seeing_the_mother_is_not_seeing_the_child():
    child, worker = a_child(born_on=MONDAY), a_worker()
    led(child, worker)
    after = visit([Seen(child, "mother_seen")], worker, on=TUESDAY)
    before = visit([Seen(child, "mother_seen")], worker, on=date(2026, 5, 20))
    assert outcomes(after) == {child.pk: "not_seen"}
    assert outcomes(before) == {child.pk: "mother_seen"}


def test_a_visit_without_a_purpose_saves_and_says_what_is_missing():
    child = a_child()
    occasion = visit([Seen(child)])
    assert queries.missing(occasion) == [
        "where the visit was", "what the visit was for", "who made the visit", "what happened",
        "whether Ada Example was seen",
    ]


def test_a_failed_visit_lacks_its_reason_and_a_sighting_with_others_its_own():
    ada, ben = a_child(), a_child("Ben Example")
    occasion = visit(
        [Seen(ada, "not_seen", analysis="Worrying."), Seen(ben, "seen", analysis="Well.")],
        a_worker(), place="home", purpose="To see where they sleep.", summary="Nobody spoke.",
    )
    assert queries.missing(occasion) == [
        "why Ada Example was not seen", "why Ben Example was not seen alone",
    ]


def test_a_full_record_of_a_visit_lacks_nothing():
    child = a_child()
    occasion = visit(
        [Seen(child, "seen_alone", analysis="Safer than in May.")], a_worker(), place="school",
        purpose="To hear from Ada.", summary="We talked for an hour.", at=time(14, 30),
    )
    assert queries.missing(occasion) == []


def test_failed_visits_stay_visible_until_the_child_is_seen():
    child, worker = a_child(), a_worker()
    led(child, worker)
    visit([Seen(child, "seen")], worker, on=date(2026, 5, 4))
    visit([Seen(child, "not_seen", why_not="nobody_in")], worker, on=date(2026, 5, 11))
    visit([Seen(child, "not_seen")], worker, on=date(2026, 5, 18))
    assert queries.seen_in_words(child.pk) == (
        "Last seen on 4 May 2026; never seen alone at a visit. 2 visits since then did not see "
        "the child: 11 May 2026, nobody was in; 18 May 2026, no reason was recorded."
    )
    visit([Seen(child, "seen_alone")], worker, on=MONDAY)
    assert queries.failed_since_seen(child.pk) == []
    assert queries.seen_in_words(child.pk) == "Last seen on 1 June 2026, alone."


def test_a_voided_visit_saw_nobody():
    child, worker = a_child(), a_worker()
    led(child, worker)
    occasion = visit([Seen(child, "seen_alone")], worker)
    void(occasion.parts.get(), by=a_recorder(), reason="Another family's visit")
    assert queries.seen_in_words(child.pk) == "Not yet seen at a visit."


def test_a_visit_by_somebody_else_still_says_the_child_was_seen():
    child = a_child()
    visit([Seen(child, "seen_alone")], a_worker("Polly Police"))
    assert queries.last_seen_alone([child.pk]) == {child.pk: MONDAY}


def test_visits_without_purpose_or_analysis_are_counted_by_worker():
    child, worker = a_child(), a_worker()
    visit([Seen(child, "seen")], worker, purpose="To see Ada.")
    visit([Seen(child, "seen", analysis="Well.")], worker, on=TUESDAY)
    assert queries.written_by(worker.pk, MONDAY, TUESDAY) == queries.Written(2, 1, 1)
    assert queries.written_by(worker.pk, TUESDAY, TUESDAY) == queries.Written(1, 1, 0)


def test_the_next_visit_is_the_day_that_the_visit_sets():
    child = a_child()
    occasion = visit([Seen(child, "seen", next_visit_on=date(2026, 6, 15))], a_worker())
    assert occasion.parts.get().for_on == date(2026, 6, 15)


def test_the_page_takes_whoever_writes_it_for_the_visitor():
    child, user = a_child(), a_user("social_worker")
    worker = a_worker(user=user)
    step = led(child, worker)
    values = {
        "event": {"on": TUESDAY},
        "rows": {"visits.Visit": [{"place": "home", "purpose": "To see Ada."}]},
        "children": {child.pk: {"rows": {"visits.ChildPart": [{"seen": "seen_alone"}]}}},
    }
    page = processes["visit"].page("visit")
    occasion = record_from_page(
        page=page, step=step, child=child, children=[child], values=values, by=user
    )
    assert outcomes(occasion) == {child.pk: "child_seen_alone"}
    assert Visit.objects.get().visited_by == worker
    assert occasion.happened_on == TUESDAY


def test_the_page_believes_the_visitor_it_is_given():
    child, user = a_child(), a_user("social_worker")
    a_worker(user=user)
    other = a_worker("Olive Other")
    values = {"event": {}, "rows": {"visits.Visit": [{"visited_by_id": other.pk}]}, "children": {}}
    record_from_page(
        page=processes["visit"].page("visit"), step=None, child=child, children=[],
        values=values, by=user,
    )
    assert Visit.objects.get().visited_by == other
    assert ChildPart.objects.get().seen == ""


def test_the_page_asks_for_columns_that_exist_in_at_most_six_steps():
    page = processes["visit"].page("visit")
    assert len(page.sections) <= 6
    models = {"visits.Visit": Visit, "visits.ChildPart": ChildPart}
    asked = [(models[s.model], name) for s in page.sections if s.model for name in s.fields]
    assert all(str(model._meta.get_field(name).verbose_name) != name for model, name in asked)
