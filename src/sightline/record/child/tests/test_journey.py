"""The journey as lanes in time, and the chronology that somebody has weighed."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.base import moments
from sightline.people.testing import a_user
from sightline.record.child.situation import situation
from sightline.record.spine.actions import record
from sightline.record.spine.models import Event
from sightline.record.spine.voiding import correct, void
from sightline.record.visits.actions import Seen, record_visit

TODAY, MAY = date(2026, 6, 10), date(2026, 5, 6)


def test_the_journey_is_drawn_in_lanes_with_visits_as_dots_and_the_same_in_a_table(ada, borough):
    for day, seen in ((date(2026, 5, 20), "seen_alone"), (date(2026, 6, 2), "not_seen")):
        record_visit(by=borough.sam, on=day, children=[Seen(ada, seen=seen)])
    drawn = situation(ada, borough.nia).lanes
    assert drawn.names == ["Helping", "Visits"]
    assert [(bar["open"], bar["words"]) for bar in drawn.bars] == [
        (True, "Helping, 6 May 2026 to still open")
    ]
    assert [(one["shape"], one["late"]) for one in drawn.marks] == [("dot", False), ("dot", True)]
    assert ("Visits", "Visit: child not seen (late)", "2 June 2026", "2 June 2026") in (
        drawn.table_rows
    )


def test_the_drawing_has_a_title_a_description_and_needs_no_script(ada, borough, client):
    client.force_login(borough.nia)
    page = client.get(reverse("journey", args=[ada.pk])).content.decode()
    assert '<title id="journey-lanes-title">The journey so far</title>' in page
    assert 'aria-labelledby="journey-lanes-title journey-lanes-desc"' in page
    assert "The journey so far as a table" in page


def test_a_child_with_nothing_begun_has_no_drawing(borough):
    from sightline.people.testing import a_child

    assert situation(a_child(), borough.nia).lanes is None


@pytest.fixture
def event(ada, borough):
    return record("helping.reviewed", by=borough.sam, on=date(2026, 6, 2), step=ada.step)


def weigh(client, event, **told):
    return client.post(reverse("weigh_event", args=[event.child_id, event.pk]), told)


@pytest.mark.covers("S036")
def test_a_worker_marks_what_mattered_with_a_reason_and_a_sentence(
    ada, borough, event, client, shown
):
    assert "Nothing is significant by its kind" in shown(borough.sam, ada, "chronology/",
                                                         significant="1")
    answer = weigh(client, event, reason="It showed the drinking", sentence="Ada told her nurse.")
    assert answer.status_code == 302
    page = shown(borough.sam, ada, "chronology/", significant="1")
    assert "Ada told her nurse." in page
    assert "Why it matters: It showed the drinking (Sam User)" in page
    assert "Help began" not in page
    assert "Event weighed" not in shown(borough.sam, ada, "chronology/")


@pytest.mark.covers("S036")
def test_a_chronology_nobody_has_weighed_for_ninety_days_of_work_is_stale(
    ada, borough, event, client, shown
):
    said = "Nobody has said for 90 days what mattered in the chronology"
    assert said not in shown(borough.sam, ada, "put-right/")
    with moments.fixed(date(2026, 8, 5)):
        assert said in shown(borough.sam, ada, "put-right/")
        weigh(client, event, reason="It showed the drinking")
        assert said not in shown(borough.sam, ada, "put-right/")


def test_it_is_taken_out_again_with_a_reason(ada, borough, event, client, shown):
    client.force_login(borough.sam)
    weigh(client, event, reason="It mattered")
    weigh(client, event, reason="It was another family", _out="1")
    assert "It mattered" not in shown(borough.sam, ada, "chronology/", significant="1")
    assert "Taken out: It was another family" in shown(borough.sam, ada, "chronology/")


def test_without_a_reason_it_is_not_marked_and_what_was_typed_stays(ada, borough, event, client):
    client.force_login(borough.sam)
    answer = weigh(client, event, reason=" ", sentence="Ada told her nurse.")
    assert answer.status_code == 422
    assert "Ada told her nurse." in answer.content.decode()
    assert not Event.objects.filter(kind="timeline.marked").exists()


def test_the_mark_follows_its_event_to_what_corrected_it_and_goes_with_what_was_voided(
    ada, borough, event, client, shown
):
    client.force_login(borough.sam)
    weigh(client, event, reason="It showed the drinking")
    new = correct(event, by=borough.sam, reason="A day later", on=date(2026, 6, 3))
    assert "It showed the drinking" in shown(borough.sam, ada, "chronology/", significant="1")
    void(new, by=borough.sam, reason="Another child")
    assert "It showed the drinking" not in shown(borough.sam, ada, "chronology/")


def test_whoever_only_reads_may_not_weigh(ada, borough, event, client, shown):
    client.force_login(borough.ivy)
    assert weigh(client, event, reason="It mattered").status_code == 403
    assert "Mark as significant" not in shown(borough.ivy, ada, "chronology/")
    assert "Mark as significant" in shown(borough.sam, ada, "chronology/")


def test_the_curated_chronology_can_be_read_from_the_beginning(ada, borough, event, shown):
    page = shown(borough.sam, ada, "chronology/", oldest="1")
    assert page.index("6 May 2026") < page.index("2 June 2026")


def test_who_has_looked_is_offered_to_those_who_may_see_it_alone(ada, borough, shown, client):
    assert "Who has looked" in shown(borough.ivy, ada)
    assert "Who has looked" not in shown(borough.nia, ada)
    assert "Nia Night" in shown(borough.ivy, ada, "looked/")
    client.force_login(a_user("team_manager"))
    assert client.get(reverse("who_has_looked", args=[ada.pk])).status_code in (403, 404)
