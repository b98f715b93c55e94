"""No word of one child is in another's document, and none of what is withheld in a family's."""

import io
import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from sightline.access.audit.models import Entry
from sightline.base.documents import html, pdf, plain_text
from sightline.base.moments import at, fixed
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_worker
from sightline.record.documents.actions import share_part
from sightline.record.documents.choosing import OTHER, Choice, recipient_in
from sightline.record.documents.composing import compose, step_for
from sightline.record.documents.kinds import kinds
from sightline.record.documents.models import SentDocument
from sightline.record.documents.recipients import circle_of
from sightline.record.plans.written import NeedText, PlanText
from sightline.record.referrers.models import Reply
from sightline.record.spine.actions import record
from sightline.record.spine.errors import RecordError
from sightline.record.spine.models import Clock, Event
from tests.stories.siblings import (
    DAY,
    POLICE,
    REFERRER,
    STRATEGY,
    a_family,
    everything_is_written,
    open_steps,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
#: A document is read from every table it speaks of, once, before it is sent: see docs/adr/0024.
BUDGET = 42


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """The family with everything written, made once; what a test adds is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic(), fixed(at(DAY)):
        made = a_family()
        everything_is_written(made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def family(written, db):
    with fixed(at(DAY), everywhere=True):
        yield written


def choices(made):
    """Every kind of recipient: by name, of each agency that is treated apart, the referrer."""
    for person in made.people.values():
        yield Choice(f"person:{person.pk}")
    for agency in ("police", "health", "education"):
        yield Choice(OTHER, "Pat Colleague", agency, "worker")


def documents(made):
    """(child's name, recipient, document) of everything that can be made for anybody."""
    for name in ("ana", "ben", "bab"):
        child = made.children[name]
        circle = circle_of(child, made.by)
        for kind in kinds:
            wanted = [recipient_in(kind, circle, one) for one in choices(made)]
            wanted += [recipient_in(kind, circle, Choice(f"person:{child.pk}"))]
            step = step_for(kind, child.pk)
            if kind.recipients is not None and step is not None:
                wanted += kind.recipients(step)
            for to in filter(None, wanted):
                yield name, to, compose(kind, child, to, made.by, circle=circle)


def others(name):
    return [f"zq{other}" for other in ("ana", "ben", "bab", "cai") if other != name]


def marks_in(text, *of):
    return [word for word in re.findall(r"zq[a-z]+\d*x?", text.lower())
            if any(word.startswith(one) for one in of)]


def on_paper(document):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(document))).pages)


def test_no_document_of_one_child_has_a_word_of_another(family):
    own = {}
    for name, to, made in documents(family):
        text = plain_text(made.document)
        theirs = [*others(name), *(f"{kind}{other}" for kind in (POLICE, STRATEGY)
                                   for other in ("ana", "ben", "bab", "cai") if other != name)]
        assert marks_in(text, *theirs) == [], (name, to, made.kind.key)
        assert "caius" not in text.lower(), (name, to, made.kind.key)
        own.setdefault((made.kind.key, to.kind), 0)
        own[made.kind.key, to.kind] += len(marks_in(text, f"zq{name}"))
    # a test of nothing would pass too: the documents do hold the child's own words
    for kind in ("conference_decision", "conference_report", "protection_plan_family",
                 "child_in_need_plan"):
        assert own[kind, "parent"] > 3, own
    assert own["protection_plan", "agency"] > 8, own


def test_what_police_know_who_told_us_and_what_was_discussed_is_in_no_family_document(family):
    seen = 0
    for name, to, made in documents(family):
        text = plain_text(made.document)
        if to.family:
            assert marks_in(text, POLICE, STRATEGY, REFERRER, "zqall") == [], (name, made.kind.key)
            seen += 1
        elif to.agency in ("education", "health"):
            assert marks_in(text, POLICE, REFERRER) == [], (name, to, made.kind.key)
        if to.kind == "referrer":
            assert marks_in(text, "zq") == marks_in(text, REFERRER), text
    assert seen > 20


def test_an_address_kept_from_the_father_is_in_nothing_that_he_gets(family):
    told = {}
    for _, to, made in documents(family):
        told.setdefault(to.person_id, []).append(plain_text(made.document))
    father, mother = family.people["father"].pk, family.people["mother"].pk
    assert not any("Zqplace" in text for text in told[father])
    assert any("Zqplace" in text for text in told[mother])
    made = of("protection_plan_family", family, "ana", family.people["father"])
    [left] = [one for one in made.judged.left if "Who will visit" in one.part.title]
    assert not left.may_share
    assert made.limits[0].detail == "Not to go within 100 metres"
    with pytest.raises(RecordError, match="cannot be shared"):
        share_part(made=made, left=left, reason="He asked", by=family.by, on=DAY)


def of(kind, family, name, person, **more):
    child = family.children[name]
    circle = circle_of(child, family.by)
    to = recipient_in(kinds[kind], circle, Choice(f"person:{person.pk}"))
    return compose(kinds[kind], child, to, family.by, circle=circle, **more)


def test_screen_and_paper_say_the_same_of_every_document(family):
    for kind in ("conference_decision", "protection_plan_family", "chronology"):
        made = of(kind, family, "ana", family.people["mother"])
        drawn = re.sub(r"<[^>]+>", " ", str(html(made.document)))
        words = set(marks_in(plain_text(made.document), "zq"))
        assert set(marks_in(drawn, "zq")) == words == set(marks_in(on_paper(made.document), "zq"))


def test_a_part_shared_with_a_reason_is_in_that_copy_and_no_other(family):
    mother, father = family.people["mother"], family.people["father"]
    made = of("conference_decision", family, "ana", mother)
    [left] = [one for one in made.judged.left if one.part.title == "What was decided for Ben Reed"]
    share_part(made=made, left=left, reason="She asked us to", by=family.by, on=DAY)
    assert marks_in(plain_text(of("conference_decision", family, "ana", mother).document), "zqben")
    him = plain_text(of("conference_decision", family, "ana", father).document)
    assert not marks_in(him, "zqben")
    for child in (family.children["ana"], family.children["ben"]):
        assert Entry.objects.filter(action="part_shared", child_id=child.pk).exists()


def test_a_sealed_child_is_not_even_named_as_left_out(family):
    for _, _, made in documents(family):
        said = " ".join(f"{left.part.title} {left.why}" for left in made.judged.left)
        assert "Cai" not in said


def test_no_page_of_one_child_has_a_word_of_another(family, client):
    client.force_login(family.by)
    for name in ("ana", "ben", "bab"):
        child = family.children[name]
        pages = [reverse("child", args=[child.pk]), reverse("chronology", args=[child.pk]),
                 reverse("documents:list", args=[child.pk])]
        pages += [reverse("pages:step", args=[child.pk, s.pk]) for s in open_steps(child)]
        events = Event.objects.filter(child=child)
        pages += [reverse("pages:event", args=[child.pk, e.pk]) for e in events]
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200, page
            assert marks_in(answer.content.decode(), *others(name)) == [], page


def test_a_search_for_words_or_a_name_leads_to_no_child_it_should_not(family, client):
    client.force_login(family.by)
    children = family.children
    for words, but in (("zqana", "ana"), ("zqben", "ben"), ("zqcai", ""), ("Caius Reed", "")):
        found = client.get(reverse("search"), {"q": words}).content.decode()
        hidden = [child for name, child in children.items() if name != but]
        if words == "Caius Reed":
            hidden = [children["cai"]]
        for child in hidden:
            assert f"/child/{child.pk}/" not in found, words
            assert f"/people/{child.pk}/" not in found, words


def choose(client, child, kind, **told):
    answer = client.post(reverse("documents:choose", args=[child.pk, kind]), told)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]


def test_a_notice_recorded_as_sent_stops_its_clock_and_is_read_again_as_it_was(family, client):
    client.force_login(family.by)
    child, mother = family.children["ana"], family.people["mother"]
    clock = Clock.objects.filter(child=child, key="conference_decision_notice", state="running")
    assert clock.exists()
    link = choose(client, child, "conference_decision", to=f"person:{mother.pk}")
    assert "Dana" not in link
    page = client.get(link).content.decode()
    assert "What was left out" in page
    assert "Mother, from birth" in page
    [seal] = re.findall(r'name="seal-\d+" value="(\w+)"', page)
    answer = client.post(link, {"do": "send", "way": "post", f"seal-{child.pk}": seal})
    assert answer.status_code == 302, answer.content.decode()[:4000]
    sent = SentDocument.objects.get()
    assert sent.event.kind == "conference.decision_sent"
    assert not clock.exists()
    again = client.get(reverse("documents:sent_pdf", args=[child.pk, sent.event_id]))
    assert again.content == bytes(sent.copy.pdf)
    assert client.get(answer["Location"]).status_code == 200
    assert Entry.objects.filter(action="document_sent", child_id=child.pk).count() == 1


@pytest.mark.covers("S014")
def test_the_letter_to_whoever_told_us_says_what_was_decided_and_records_that_they_were_told(
    family, client
):
    client.force_login(family.by)
    child, step = family.children["ana"], family.steps["contact", "ana"]
    record("contact.decided", by=family.by, on=DAY, step=step, outcome="advice")
    link = choose(client, child, "referrer_outcome", to=f"referrer:{step.pk}")
    page = client.get(link).content.decode()
    assert "We have given advice and information" in page
    assert child.given_names not in plain_text(
        compose(kinds["referrer_outcome"], child, kinds["referrer_outcome"].recipients(step)[0],
                family.by).document
    )
    [seal] = re.findall(r'name="seal-\d+" value="(\w+)"', page)
    client.post(link, {"do": "send", "way": "post", f"seal-{child.pk}": seal})
    sent = SentDocument.objects.get()
    assert (sent.event.kind, sent.event.outcome) == ("contact.referrer_told", "told")
    assert "no social worker is involved" in Reply.objects.get(event=sent.event).words


@pytest.mark.covers("S350")
def test_brothers_and_sisters_each_get_a_document_of_their_own(family, client):
    client.force_login(family.by)
    ana, ben = family.children["ana"], family.children["ben"]
    link = choose(client, ana, "protection_plan_family",
                  to=f"person:{family.people['mother'].pk}", also=[ben.pk])
    page = client.get(link).content.decode()
    assert page.count('<article class="sl-document">') == 2
    assert Entry.objects.filter(action="read", child_id=ben.pk, page="documents:preview").exists()
    refused = client.post(
        reverse("documents:choose", args=[ana.pk, "protection_plan_family"]),
        {"to": f"person:{family.people['mother'].pk}", "also": [family.children["cai"].pk]},
    )
    assert refused.status_code == 422


def test_words_that_name_a_brother_are_sent_by_nobody_who_has_not_said_that_they_may_be(
    family, client
):
    ana, ben, mother = family.children["ana"], family.children["ben"], family.people["mother"]
    written = PlanText(kind="protection", why="Ana is hurt by Ben's friends.", child_view="Told us",
                       needs=[NeedText("Bendy toys are not her brother")])
    record("protection_plan.outlined", by=family.by, on=DAY, facts=written.rows(),
           step=family.steps["protection_plan", "ana"])
    client.force_login(family.by)
    link = choose(client, ana, "protection_plan_family", to=f"person:{mother.pk}")
    page = client.get(link).content.decode()
    assert "Other children whom it names" in page
    [seal] = re.findall(r'name="seal-\d+" value="(\w+)"', page)
    told = {"do": "send", "way": "hand", f"seal-{ana.pk}": seal}
    held = client.post(link, told)
    assert held.status_code == 422
    assert "It names Ben Reed. Read those words" in held.content.decode()
    assert not SentDocument.objects.exists()
    assert client.post(link, {**told, "named": "on"}).status_code == 302
    assert SentDocument.objects.count() == 1
    assert Entry.objects.filter(action="named_in_document", child_id=ben.pk).count() == 1


def test_a_brother_whom_the_sender_may_not_know_of_is_not_named_to_them(family):
    ben, mother = family.children["ben"], family.people["mother"]
    written = PlanText(kind="protection", why="Ana is hurt when Ben is away.",
                       needs=[NeedText("Less fear")])
    record("protection_plan.outlined", by=family.by, on=DAY, facts=written.rows(),
           step=family.steps["protection_plan", "ana"])
    assert of("protection_plan_family", family, "ana", mother).named[0].child_id == ben.pk
    restrict(person=ben, level="restricted", reason="Danger", custodian=a_worker("Kit Keeper"),
             by=family.by, on=DAY)
    assert of("protection_plan_family", family, "ana", mother).named == []


def test_what_was_looked_at_is_what_is_sent(family, client):
    client.force_login(family.by)
    child = family.children["ana"]
    link = choose(client, child, "chronology", to=f"person:{family.people['mother'].pk}")
    answer = client.post(link, {"do": "send", "way": "post", f"seal-{child.pk}": "stale"})
    assert answer.status_code == 409
    assert not SentDocument.objects.exists()


def test_choosing_a_document_and_its_recipient_is_quick(family, client):
    client.force_login(family.by)
    child = family.children["ana"].pk
    for page in (reverse("documents:list", args=[child]),
                 reverse("documents:choose", args=[child, "conference_decision"])):
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        assert len(asked) <= 25, (page, [q["sql"][:150] for q in asked])


@pytest.mark.parametrize("kind", ["conference_decision", "conference_report", "chronology",
                                  "protection_plan_family", "child_in_need_plan"])
def test_a_preview_keeps_within_its_queries(kind, family, client):
    client.force_login(family.by)
    child = family.children["ana"]
    link = choose(client, child, kind, to=f"person:{family.people['mother'].pk}")
    client.get(link)
    with CaptureQueriesContext(connection) as asked:
        client.get(link)
    assert len(asked) <= BUDGET, [q["sql"][:150] for q in asked]
