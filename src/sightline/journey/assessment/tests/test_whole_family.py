"""One assessment of a family is recorded once, and each child's part stays that child's own."""

from datetime import date

import pytest

from sightline.journey.assessment import actions, queries
from sightline.journey.assessment.models import Adult, ChildView, Content
from sightline.journey.assessment.own_words import copied, passages
from sightline.journey.assessment.process import PROCESS
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.record.pages.options import options_for
from sightline.record.spine.errors import GateRefused
from sightline.record.spine.models import Occasion
from sightline.record.tasks.models import Task
from sightline.record.visits.actions import Seen, record_visit

MONDAY, TODAY = date(2026, 6, 8), date(2026, 6, 10)
CONTENT = "assessment.Content"
LONG = "She worries about the nights, and sleeps with the light on since March."


def adult(merrow, name, *children, kind="mother"):
    made = create_person(authority=merrow.authority, by=merrow.sam, on=MONDAY,
                         names=[NameGiven(*name.split())], born_on=date(1990, 1, 1))
    for child in children:
        relate(person=child, other=made, kind=kind, by=merrow.sam, on=date(2026, 1, 1))
    return made


@pytest.fixture
def family(merrow, reed):
    """Ana and Bo, who share a mother; the father is Bo's alone."""
    ana, bo = reed("Ana", held=True), reed("Bo", held=True)
    mother = adult(merrow, "Mia Reed", ana, bo)
    father = adult(merrow, "Finn Oak", bo, kind="father")
    return ana, bo, mother, father


@pytest.fixture
def steps(merrow, family):
    ana, bo, *_ = family
    return actions.start_together(
        children=[ana, bo], content=Content(purpose="The police were called"),
        by=merrow.sam, on=MONDAY,
    )


@pytest.mark.covers("S040")
def test_it_starts_once_for_the_family_on_its_page(merrow, family, hand_in):
    ana, bo, *_ = family
    hand_in(merrow.sam, ana, "start", {"event": {"on": MONDAY}, "rows": {
        CONTENT: [{"purpose": "The police were called", "reopened_because": "same"}],
    }}, process="assessment", also=[bo])
    occasion = Occasion.objects.get(kind="assessment.started")
    parts = {part.child: part for part in occasion.parts.all()}
    assert set(parts) == {ana, bo}
    assert all(queries.content(p.step).purpose == "The police were called" for p in parts.values())
    # neither was closed before, so neither is opened again
    assert {queries.content(p.step).reopened_because for p in parts.values()} == {""}


@pytest.mark.covers("S040")
def test_an_adult_goes_on_the_record_of_the_children_they_belong_to(merrow, family, steps):
    ana, bo, mother, father = family
    actions.write_together(
        steps=steps[::-1], content=Content(), by=merrow.sam, on=TODAY,
        adults=[Adult(person=mother, part="Mother", finding="Tired, and asks for help"),
                Adult(person=father, part="Bo's father", finding="Drinks at weekends")],
    )
    found = {s.child: {a.called for a in queries.adults(s)} for s in steps}
    assert found == {ana: {"Mia Reed"}, bo: {"Mia Reed", "Finn Oak"}}


@pytest.mark.covers("S040")
def test_what_names_one_child_stays_off_the_others_record(merrow, family, steps):
    ana, bo, *_ = family
    said = {"parenting": "Warm and tired", "environment": "Bo sleeps in the kitchen"}
    occasion = actions.write_together(steps=steps, content=Content(**said), by=merrow.sam, on=TODAY)
    assert occasion.parts.count() == 2
    mine, theirs = (queries.content(step) for step in steps)
    assert mine.environment == said["environment"]
    # Bo may be named on Bo's own record; Ana may not
    assert theirs.environment == said["environment"]
    actions.write_together(steps=steps, content=Content(environment="Ana has no bed of her own"),
                           by=merrow.sam, on=TODAY)
    assert queries.content(steps[1]).environment == said["environment"]
    (asked,) = Task.objects.filter(step=steps[1], source="missing_answers")
    assert "around the family" in asked.text
    assert "Ana" not in asked.text
    actions.write_together(
        steps=steps, by=merrow.sam, on=TODAY,
        content=Content(environment="Ana has no bed of her own", names_meant=True),
    )
    assert queries.content(steps[1]).environment == "Ana has no bed of her own"


def test_copied_words_are_found_with_the_other_childs_name_put_in():
    theirs = passages("Bo says he worries about the nights and wants his light left on.", ["Bo"])
    mine = passages("Ana says she worries about the nights and wants her light left on.", ["Ana"])
    assert mine == theirs != set()
    assert passages("Growing well.", []) == set()


def ready(merrow, step, words, view):
    record_visit(by=merrow.sam, on=MONDAY, visitor=merrow.sam.worker,
                 children=[Seen(step.child, seen="seen_alone")])
    actions.acknowledge_history(step=step, by=merrow.sam, on=MONDAY, words="Read")
    actions.write(step=step, by=merrow.sam, on=MONDAY, facts=[
        Content(analysis=words), ChildView(source="child", method="talk", words=view)])
    actions.submit(step=step, by=merrow.sam, on=TODAY)


@pytest.mark.covers("S040")
def test_words_copied_from_a_sister_hold_authorising_until_a_manager_says_why(merrow, steps):
    ana, bo = steps
    ready(merrow, ana, LONG, "I want my own room")
    ready(merrow, bo, LONG.replace("She", "He"), "I want it to stop")
    with pytest.raises(GateRefused, match="same words as a brother’s or sister’s"):
        actions.authorise(step=bo, outcome="child_in_need", by=merrow.tess, on=TODAY)
    why = Content(same_words_reason="They are twins and share one room and one fear")
    assert actions.authorise(step=bo, outcome="child_in_need", by=merrow.tess, on=TODAY,
                             facts=[why])


@pytest.mark.covers("S040")
def test_a_sister_who_may_not_be_known_of_is_compared_with_nobody(merrow, family, steps):
    ana, bo = steps
    ready(merrow, ana, LONG, "I want my own room")
    ready(merrow, bo, LONG, "I want it to stop")
    assert [one.other for one in copied(bo, merrow.tess)] == [ana.child]
    restrict(person=ana.child, level="sealed", custodian=merrow.uma.worker, by=merrow.uma,
             on=TODAY, reason="Threats")
    assert copied(bo, merrow.tess) == []


@pytest.mark.covers("S040")
def test_copied_words_and_names_are_told_before_they_are_recorded(merrow, family, steps, client):
    ana, bo = steps
    actions.write(step=ana, by=merrow.sam, on=TODAY, facts=[Content(analysis=LONG)])
    client.force_login(merrow.sam)
    typed = {"event-on-day": "10", "event-on-month": "6", "event-on-year": "2026"}
    told = client.post(f"/child/{bo.child_id}/step/{bo.pk}/analysis/advice",
                       typed | {f"{CONTENT}-analysis": LONG})
    assert "same words as Ana Reed’s assessment" in told.content.decode()
    told = client.post(f"/child/{ana.child_id}/step/{ana.pk}/family/advice", typed | {
        f"{CONTENT}-environment": "Bo has no bed", "also": [bo.child_id], "_also_asked": "1"})
    assert "calls another child by name" in told.content.decode()


def test_every_new_question_is_on_a_page(merrow, steps, client):
    client.force_login(merrow.sam)
    step = steps[0]
    page = client.get(f"/child/{step.child_id}/step/{step.pk}/adults/").content.decode()
    assert "Mia Reed" in page
    assert "Finn Oak" not in page


def test_a_mother_of_sixteen_can_be_said_to_be_met_and_a_sister_of_sixteen_cannot(
    merrow, family, steps, client
):
    ana, bo, mother, father = family
    young = create_person(authority=merrow.authority, by=merrow.sam, on=MONDAY,
                          names=[NameGiven("Tess", "Reed")], born_on=date(2010, 3, 1))
    sister = create_person(authority=merrow.authority, by=merrow.sam, on=MONDAY,
                           names=[NameGiven("Una", "Reed")], born_on=date(2010, 3, 1))
    relate(person=bo, other=young, kind="mother", by=merrow.sam, on=date(2026, 1, 1))
    relate(person=bo, other=sister, kind="sibling", by=merrow.sam, on=date(2026, 1, 1))
    page = next(page for page in PROCESS.pages if page.key == "adults")
    offered = dict(options_for(page, bo, merrow.sam)["assessment.Adult.person"])
    assert offered[young.pk] == "Tess Reed (under 18)"
    assert {mother.pk, father.pk} < set(offered)
    assert sister.pk not in offered
    assert young.pk not in dict(options_for(page, ana, merrow.sam)["assessment.Adult.person"])
