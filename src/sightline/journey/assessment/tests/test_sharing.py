"""Parents are sent the assessment, each what they may have; what they say is kept and answered."""

from datetime import date

import pytest
from django.urls import reverse

from sightline.base.documents import plain_text
from sightline.journey.assessment import actions
from sightline.journey.assessment.models import Adult, ChildView, Content
from sightline.people.persons.actions import create_person
from sightline.people.persons.given import NameGiven
from sightline.people.relationships.actions import limit_contact, relate
from sightline.people.restriction.actions import restrict
from sightline.record.documents.actions import record_sent
from sightline.record.documents.choosing import kind_called
from sightline.record.documents.composing import compose
from sightline.record.documents.recipients import circle_of
from sightline.record.sharing import actions as sharing
from sightline.record.sharing.models import Remark
from sightline.record.sharing.queries import sharing_of, waiting
from sightline.record.spine import actions as spine
from sightline.record.spine.models import Clock
from sightline.record.tasks.models import Task
from sightline.record.visits.actions import Seen, record_visit

MONDAY, TODAY = date(2026, 6, 8), date(2026, 6, 10)


@pytest.fixture
def done(merrow, reed):
    """Ana's authorised assessment; Mia and Finn are her parents, of whom Mia is responsible."""
    ana = reed(held=True)
    mia, finn = (
        create_person(authority=merrow.authority, by=merrow.sam, on=MONDAY,
                      names=[NameGiven(given, "Reed")], born_on=date(1990, 1, 1))
        for given in ("Mia", "Finn")
    )
    relate(person=ana, other=mia, kind="mother", by=merrow.sam, on=MONDAY,
           responsibility="mother")
    relate(person=ana, other=finn, kind="father", by=merrow.sam, on=MONDAY)
    step = actions.start(child=ana, by=merrow.sam, on=MONDAY)
    record_visit(by=merrow.sam, on=MONDAY, visitor=merrow.sam.worker,
                 children=[Seen(ana, seen="seen_alone")])
    actions.acknowledge_history(step=step, by=merrow.sam, on=MONDAY, words="Read")
    actions.write(step=step, by=merrow.sam, on=MONDAY, facts=[
        Content(analysis="It will happen again", environment="A flat by the river"),
        ChildView(source="child", method="talk", words="I want it to stop"),
        Adult(person=mia, part="Mother", finding="Mia is ill and hides it"),
        Adult(person=finn, part="Father", finding="Finn drinks")])
    actions.submit(step=step, by=merrow.sam, on=MONDAY)
    actions.authorise(step=step, outcome="child_in_need", by=merrow.tess, on=MONDAY)
    step.refresh_from_db()
    step.mia, step.finn = mia, finn
    return step


def send(merrow, step, person, on=TODAY):
    circle = circle_of(step.child, merrow.sam)
    to = circle.find(f"person:{person.pk}")
    made = compose(kind_called("assessment"), step.child, to, merrow.sam)
    return record_sent(made=made, way="hand", by=merrow.sam, on=on), made


def clock(step):
    return Clock.objects.get(step=step, key="assessment_shared")


@pytest.mark.covers("S041")
def test_it_is_owed_until_every_parent_has_it_or_a_manager_says_why_not(merrow, done, clean):
    ana = done.child
    assert (clock(done).state, clock(done).due_on) == ("running", date(2026, 6, 15))
    event, _ = send(merrow, done, done.mia)
    assert (event.kind, event.outcome) == ("assessment.shared", "one_parent")
    assert [one.name for one in waiting(done, merrow.sam)] == ["Finn Reed"]
    assert clock(done).state == "running"
    sharing.withhold(step=done, person=done.finn, reason="A court said so", by=merrow.tess,
                     on=TODAY)
    assert clock(done).state == "stopped"
    mia, finn = sharing_of(done, merrow.sam, "assessment.shared")
    assert (mia.sent_on, mia.responsible, mia.waits) == (TODAY, True, False)
    assert (finn.sent_on, finn.responsible, finn.kept.reason) == (None, False, "A court said so")
    assert clean(ana)


@pytest.mark.covers("S041")
def test_a_parent_is_given_their_own_part_and_not_another_adults(merrow, done):
    ana = done.child
    limit_contact(person=ana, other=done.finn, kind="no_contact", by=merrow.sam,
                  on=MONDAY)
    _, mias = send(merrow, done, done.mia)
    _, finns = send(merrow, done, done.finn)
    hers, his = plain_text(mias.document), plain_text(finns.document)
    assert "Mia is ill" in hers
    assert "Finn drinks" not in hers
    assert "Finn drinks" in his
    assert "Mia is ill" not in his
    # a father who must keep away is not told what the child said
    assert "I want it to stop" in hers
    assert "I want it to stop" not in his
    assert clock(done).state == "stopped"


@pytest.mark.covers("S041")
def test_what_a_parent_says_is_kept_and_a_correction_is_answered(merrow, done, client):
    where = f"/child/{done.child_id}/sharing/{done.pk}/"
    client.force_login(merrow.sam)
    typed = {"wish": "correction", "words": "I never lived by the river", "on-day": "9",
             "on-month": "6", "on-year": "2026"}
    assert client.get(f"{where}said/{done.mia.pk}/").status_code == 200
    assert client.post(f"{where}said/{done.mia.pk}/", typed).status_code == 302
    said = Remark.objects.get()
    (task,) = Task.objects.filter(state="open", source_event=said.event)
    assert (task.owner_worker, task.due_on) == (merrow.sam.worker, date(2026, 6, 23))
    assert "river" not in task.text
    page = client.get(where).content.decode()
    assert "Not answered yet" in page
    sharing.answer(remark=said, reply="corrected", words="You are right", by=merrow.sam, on=TODAY)
    task.refresh_from_db()
    assert task.state == "done"
    page = client.get(where).content.decode()
    assert "You are right" in page
    assert "Owed" in page


@pytest.mark.covers("S041")
def test_a_parent_who_may_not_be_known_of_is_neither_shown_nor_counted(merrow, done, client):
    ana = done.child
    restrict(person=done.finn, level="sealed", custodian=merrow.uma.worker, by=merrow.uma, on=TODAY,
             reason="Witness")
    assert [one.name for one in waiting(done, merrow.sam)] == ["Mia Reed"]
    client.force_login(merrow.sam)
    where = f"/child/{ana.pk}/sharing/{done.pk}/"
    assert "Finn" not in client.get(where).content.decode()
    assert client.get(f"{where}said/{done.finn.pk}/").status_code == 404


@pytest.mark.covers("S041")
def test_a_version_authorised_again_is_owed_to_each_parent_again(merrow, done, client, clean):
    ana = done.child
    for person in (done.mia, done.finn):
        send(merrow, done, person, on=date(2026, 6, 9))
    assert clock(done).state == "stopped"
    spine.record("assessment.authorised", by=merrow.tess, on=TODAY, step=done,
                 outcome="child_in_need", facts=[Content(needs="A safe home")])
    again = Clock.objects.get(step=done, key="assessment_shared", state="running")
    assert (again.started_on, again.due_on) == (TODAY, date(2026, 6, 17))
    assert [one.name for one in waiting(done, merrow.sam)] == ["Mia Reed", "Finn Reed"]
    client.force_login(merrow.sam)
    where = f"/child/{ana.pk}/sharing/{done.pk}/"
    page = client.get(where).content.decode()
    assert page.count("Has only an earlier version, that finished 8 June 2026, sent 9 June") == 2
    assert page.count("Owed") == 2
    event, made = send(merrow, done, done.mia)
    assert event.outcome == "one_parent"
    assert "A safe home" in plain_text(made.document)
    page = client.get(where).content.decode()
    assert "Has the version finished 10 June 2026, sent 10 June 2026" in page
    assert "Had an earlier version finished 8 June 2026" in page
    assert send(merrow, done, done.finn)[0].outcome == "parents"
    assert not Clock.objects.filter(step=done, key="assessment_shared", state="running").exists()
    assert clean(ana)


@pytest.mark.covers("S041")
def test_a_new_assessment_of_the_child_is_owed_and_says_that_they_have_the_one_before(
    merrow, done, client
):
    send(merrow, done, done.mia)
    again = actions.start(child=done.child, by=merrow.sam, on=TODAY, kind="reassessment_decided")
    actions.write(step=again, by=merrow.sam, on=TODAY, facts=[
        Content(analysis="Better", history_acknowledged=True),
        ChildView(source="child", words="It is quiet now")])
    actions.submit(step=again, by=merrow.sam, on=TODAY)
    actions.authorise(step=again, outcome="no_further_action", by=merrow.tess, on=TODAY,
                      facts=[Content(not_seen_reason="Abroad")])
    assert clock(again).state == "running"
    mia, finn = sharing_of(again, merrow.sam, "assessment.shared")
    assert ([copy.version_on for copy in mia.before], mia.sent, mia.waits) == ([MONDAY], [], True)
    assert (finn.before, finn.waits) == ([], True)


def test_only_a_manager_keeps_it_from_a_parent_and_the_page_stays_small(
    merrow, done, client, django_assert_max_num_queries
):
    client.force_login(merrow.sam)
    where = f"/child/{done.child_id}/sharing/{done.pk}/"
    assert client.get(f"{where}not-sent/{done.finn.pk}/").status_code == 403
    send(merrow, done, done.mia)
    for words in ("One", "Two"):
        sharing.remark(step=done, person=done.mia, wish="comment", words=words,
                       by=merrow.sam, on=TODAY)
    with django_assert_max_num_queries(25):
        assert client.get(where).status_code == 200


@pytest.mark.covers("S341")
def test_what_a_parent_kept_from_the_reader_said_and_was_sent_stands_nowhere_for_them(
    merrow, done, client
):
    """Not among what was recorded, nor the documents, nor in the words of a task."""
    ana = done.child
    sent, _ = send(merrow, done, done.finn)
    said = sharing.remark(step=done, person=done.finn, wish="correction", words="I was at sea",
                          by=merrow.sam, on=TODAY)
    assert "Finn" not in Task.objects.get(source_event=said).text
    answered = sharing.answer(remark=Remark.objects.get(), reply="noted", by=merrow.sam, on=TODAY,
                              words="Kept beside it")
    restrict(person=done.finn, level="sealed", custodian=merrow.uma.worker, by=merrow.uma, on=TODAY,
             reason="Witness")
    of_event = [reverse("pages:event", args=[ana.pk, one.pk]) for one in (sent, said, answered)]
    pages = [reverse("pages:step", args=[ana.pk, done.pk]), *of_event,
             reverse("documents:list", args=[ana.pk])]
    file = reverse("documents:sent", args=[ana.pk, sent.pk])
    for reader, told in ((merrow.sam, False), (merrow.uma, True)):
        client.force_login(reader)
        for page, words in ((page, words) for page in pages for words in
                            ("Finn", "I was at sea", "Kept beside it")):
            html = client.get(page).content.decode()
            assert told or words not in html, (page, words)
        assert ("I was at sea" in client.get(pages[0]).content.decode()) is told
        assert client.get(file).status_code == (200 if told else 404)
        assert client.get(f"{file}as-sent.pdf").status_code == (200 if told else 404)
