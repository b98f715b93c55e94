"""Proof 13: every document is made for print, says how hard it is to read, and has its Easy Read.

A document that is registered without these fails here, with what it is without.
"""

import io
import re

import pytest
from django.apps import apps
from django.db import models, transaction
from django.urls import reverse
from pypdf import PdfReader

from sightline.access.audit.models import Entry
from sightline.base.documents import Heading, Paragraph, html, pdf, plain_text
from sightline.base.documents.blocks import own_texts, texts
from sightline.base.documents.pdf import source
from sightline.base.moments import at, fixed
from sightline.kernel.process import Weight
from sightline.kernel.register import processes
from sightline.law.codes import code_set
from sightline.record.documents import jargon
from sightline.record.documents.blanks import blank, blank_plan
from sightline.record.documents.choosing import OTHER, Choice, recipient_in
from sightline.record.documents.chronology import natures
from sightline.record.documents.composing import compose, step_for
from sightline.record.documents.easy_read import key_of
from sightline.record.documents.happened import PLAIN, plainly
from sightline.record.documents.kinds import DocumentKind, kinds
from sightline.record.documents.models import SentDocument
from sightline.record.documents.parts import Part
from sightline.record.documents.reading_age import AIM, reading
from sightline.record.documents.recipients import FAMILY, circle_of
from sightline.record.drafts.models import Draft
from sightline.record.harm.categories import PLAINLY
from sightline.record.pages.steps import in_force
from sightline.record.spine.actions import record
from sightline.record.spine.models import EventFacts, EventItem, OccasionFacts, OccasionItem
from tests.house.floors import modules, place
from tests.stories.siblings import DAY, a_family, everything_is_written

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
#: Documents that are no `DocumentKind`: one side for the night, the blank forms, a receipt, and a
#: panel's paper about many children.
BESIDES = {
    "src/sightline/record/child/printed.py", "src/sightline/record/documents/blanks.py",
    "src/sightline/portal/referral_form/receipts.py",
    "src/sightline/oversight/scrutiny_panel/printing.py",
    "src/sightline/record/documents/composing.py",
}
#: Of one sentence alone a score is rough: a long name moves it by years.
ONE_SENTENCE = AIM + 3
MARK = re.compile(r"zq[a-z]+\d+x")


@pytest.fixture(scope="module")
def written(django_db_setup, django_db_blocker):
    """A family with everything written, one assessment finished and one contact decided."""
    with django_db_blocker.unblock(), transaction.atomic(), fixed(at(DAY)):
        made = a_family()
        # the test of stories writes all four: here one child is enough, beside one who is sealed
        made.children = {name: made.children[name] for name in ("ana", "cai")}
        everything_is_written(made)
        ana = made.children["ana"]
        record("contact.decided", by=made.by, on=DAY, step=made.steps["contact", "ana"],
               outcome="advice")
        step = made.steps["assessment", "ana"]
        type(step).objects.filter(pk=step.pk).update(closed_on=DAY)
        made.circle, made.copies = circle_of(ana, made.by), {}
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def family(written, db):
    with fixed(at(DAY), everywhere=True):
        yield written


def recipients(kind, family):
    """One of every sort whom this document may be made for."""
    ana, step = family.children["ana"], step_for(kind, family.children["ana"].pk)
    if kind.recipients is not None:
        return kind.recipients(step) if step is not None else []
    wanted = [Choice(f"person:{family.people[who].pk}") for who in ("mother", "father")]
    wanted += [Choice(f"person:{ana.pk}"), Choice(OTHER, "Pat Colleague", "health", "nurse")]
    return [to for to in (recipient_in(kind, family.circle, one) for one in wanted) if to]


def made_of(kind, family, to, **more):
    return compose(kind, family.children["ana"], to, family.by, circle=family.circle, **more)


def copies(kind, family, to):
    """The ordinary and the Easy Read copy of one recipient, each made once for every test."""
    if (kind, to) not in family.copies:
        family.copies[kind, to] = [made_of(kind, family, to, easy=easy) for easy in (False, True)]
    return family.copies[kind, to]


def faults(kind, family):
    """What a kind of document is without, in words; nothing when it is as every document is."""
    if kind.steps is not None and step_for(kind, family.children["ana"].pk) is None:
        return [f"{kind.key}: nothing in the family of the tests to make it from"]
    found, drawn = [], set()
    for to in recipients(kind, family):
        made, _ = copies(kind, family, to)
        if made.empty:
            found.append(f"{kind.key}: empty for {to.name}")
        found += [f"{kind.key} for {to.kind}: {one}" for one in hard_to_read(made, to)]
        sort = "family" if to.family else to.kind
        if not drawn:
            drawn.add(sort)
            found += [f"{kind.key} for {to.kind}: {one}" for one in not_printed(kind, family, to)]
    if kind.for_whom & FAMILY and "family" not in drawn:
        found.append(f"{kind.key}: is for a family and was made for none")
    return found or ([] if drawn else [f"{kind.key}: made for nobody"])


def hard_to_read(made, to):
    """Sightline's own words: for whoever is no professional, plain, and explained where not."""
    if not made.reading.words:
        yield "has no words of its own to score"
    if not (to.family or to.kind == "referrer"):
        return
    if made.reading.hard:
        yield f"a reading age of {made.reading.age}; {AIM} is promised"
    own = list(own_texts(block for part in made.judged.kept for block in part.blocks))
    for text in own:
        score = reading([text])
        if score.words > 7 and score.age > ONE_SENTENCE:
            yield f"a reading age of {score.age}: {text}"
    explained = plain_text(made.document).lower().rpartition("what some of the words mean")[2]
    for word, meaning in jargon.found(texts(made.document)):
        if meaning.lower() not in explained:
            yield f"“{word}” is not explained"


def not_printed(kind, family, to):
    """Screen and paper, in large print too, and for a family in Easy Read."""
    child = family.children["ana"].given_names
    plain, easy = copies(kind, family, to)
    drawn = {"": plain, "large": made_of(kind, family, to, large=True)}
    if to.family:
        drawn["easy"] = easy
    for name, document in ((name, made.document) for name, made in drawn.items()):
        if "sl-document" not in html(document):
            yield f"no print style, {name}"
        if name and f"sl-document--{name}" not in html(document):
            yield f"not drawn on screen, {name}"
        if name and "size: 16pt" not in source(document):
            yield f"smaller than 16 point, {name}"
        if not name:
            continue
        sheets = [page.extract_text() for page in PdfReader(io.BytesIO(pdf(document))).pages]
        whose = [to.name] if to.kind == "referrer" else [to.name, child]
        for number, sheet in enumerate(sheets, 1):
            if f"Page {number} of {len(sheets)}" not in sheet:
                yield f"page {number} has no number, {name}"
            if not all(one in sheet for one in whose):
                yield f"page {number} does not say whose it is and for whom, {name}"


def test_every_registered_document_is_made_for_print_and_plain(family):
    assert [fault for kind in kinds for fault in faults(kind, family)] == []
    assert len(kinds) > 7


def test_a_document_without_these_is_found(family):
    words = ("The multidisciplinary ICPC deliberated, establishing statutory thresholds "
             "necessitating implementation of coordinated safeguarding interventions.")
    bad = DocumentKind("bad", "Bad", "", lambda asked: [
        Part("words", "Words", [Heading("Outcome"), Paragraph(words)])])
    found = " ".join(faults(bad, family))
    assert "is promised" in found
    none = DocumentKind("none", "None", "", lambda asked: [], steps=lambda child: [])
    assert faults(none, family) == [
        "none: nothing in the family of the tests to make it from"]


def test_nobody_makes_a_document_beside_the_register():
    making = {
        place(path) for path in modules() if "base/documents" not in str(path)
        and "base.documents import" in (text := path.read_text(encoding="utf-8"))
        and re.search(r"(?<![\w.])Document\(\s*title=", text)
    }
    assert making == BESIDES


def test_what_was_typed_is_known_for_what_it_is(family):
    """No long text of the record counts as Sightline's own: it would be scored as ours."""
    typed = set()
    for model in apps.get_models():
        long = [f.name for f in model._meta.concrete_fields if type(f) is models.TextField]
        if long and issubclass(model, EventFacts | EventItem | OccasionFacts | OccasionItem):
            for row in model.objects.values_list(*long):
                typed |= {mark for text in row for mark in MARK.findall(str(text))}
    assert len(typed) > 100
    for kind in kinds:
        for to in recipients(kind, family):
            for made in copies(kind, family, to):
                ours = set(MARK.findall(" ".join(own_texts(made.document.blocks))))
                assert ours & typed == set(), (kind.key, to.kind, made.document.easy)


def test_what_happened_is_told_to_a_family_in_plain_words():
    told = []
    for process in processes:
        for event in process.events:
            kind = f"{process.key}.{event.key}"
            nature = natures.get(kind) or natures.get(process.key)
            if event.weight is Weight.ROUTINE or nature is not None or process.key == "document":
                continue
            assert kind in PLAIN, f"{kind} is in a family's chronology and is not said plainly"
            for outcome in event.outcomes.values() or [""]:
                told.append(plainly(kind, outcome, event.title, "Ana"))
    assert jargon.found(told) == []
    assert reading(told).age <= AIM
    assert [text for text in told if reading([text]).words > 14] == []
    known = {f"{p.key}.{e.key}": e for p in processes for e in p.events}
    for key in PLAIN:
        kind, _, outcome = key.partition(": ")
        assert kind in known, key
        assert not outcome or outcome in known[kind].outcomes.values(), key


def test_every_category_of_harm_says_what_it_means():
    codes = [code for code, _ in code_set("category_of_abuse").choices()]
    assert set(codes) == set(PLAINLY)
    assert reading(PLAINLY.values()).age <= AIM


def marks(made):
    return sorted(set(MARK.findall(plain_text(made.document))))


def test_an_easy_read_copy_holds_what_the_ordinary_copy_holds_and_no_more(family):
    compared = 0
    for kind in kinds:
        for to in recipients(kind, family):
            plain, easy = copies(kind, family, to)
            assert easy.document.easy is to.family
            assert marks(easy) == marks(plain), (kind.key, to.kind)
            assert [x.part.key for x in easy.judged.left] == [x.part.key for x in plain.judged.left]
            compared += to.family
    assert compared > 12


def page_for(client, family, kind, person, **more):
    told = {"to": f"person:{person.pk}", **more}
    answer = client.post(reverse("documents:choose", args=[family.children["ana"].pk, kind]), told)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer["Location"]


def test_its_sender_is_told_how_hard_each_document_is_to_read(family, client):
    client.force_login(family.by)
    for kind in kinds:
        if kind.recipients is None and kind.for_whom & FAMILY:
            page = client.get(page_for(client, family, kind.key, family.people["mother"]))
            said = page.content.decode()
            assert re.search(r"<dt>Reading age</dt><dd>\d+ years for what Sightline says", said)


def test_the_worker_says_it_in_plain_words_and_is_told_what_nobody_has(family, client):
    client.force_login(family.by)
    ana, mother = family.children["ana"], family.people["mother"]
    link = page_for(client, family, "protection_plan_family", mother, easy="on")
    preview = client.get(link).content.decode()
    assert re.search(r"(\d+) of \1 passages are not in plain words", preview)
    [seal] = re.findall(r'name="seal-\d+" value="(\w+)"', preview)
    send = {"do": "send", "way": "hand", f"seal-{ana.pk}": seal}
    held = client.post(link, send)
    assert held.status_code == 422
    assert "not in plain words yet" in held.content.decode()
    page = link.replace("/preview", "/plain-words")
    drawn = client.get(page).content.decode()
    made = made_of(kinds["protection_plan_family"], family,
                   recipient_in(kinds["protection_plan_family"], family.circle,
                                Choice(f"person:{mother.pk}")), easy=True)
    first = made.passages[0]
    assert first.text in drawn
    field = f"plain-{ana.pk}-{first.key}"
    assert re.search(rf'name="{field}"[^>]*></textarea>', drawn), "nothing is put in for anybody"
    answer = client.post(page, {field: "We want Ana to be safe. Please ring us.",
                                f"version-{ana.pk}": "0"})
    assert answer["Location"] == link
    draft = Draft.objects.open().get(process="document")
    assert draft.data[f"of-{first.key}"] == ["We want Ana to be safe. Please ring us."]
    after = client.get(link).content.decode()
    assert "We want Ana to be safe." in after
    assert first.text not in re.sub(r'<section class="sl-section.*?</section>', "", after,
                                    flags=re.DOTALL)
    [seal] = re.findall(r'name="seal-\d+" value="(\w+)"', after)
    sent = client.post(link, {**send, f"seal-{ana.pk}": seal, "as_typed": "on"})
    assert sent.status_code == 302, sent.content.decode()[:3000]
    row = SentDocument.objects.get()
    assert row.easy
    draft.refresh_from_db()
    assert draft.became_id == row.event_id
    assert Entry.objects.filter(action="document_sent", child_id=ana.pk).exists()


def test_two_people_who_say_it_plainly_at_once_both_keep_their_words(family, client):
    client.force_login(family.by)
    ana, mother = family.children["ana"], family.people["mother"]
    link = page_for(client, family, "protection_plan_family", mother, easy="on")
    page = link.replace("/preview", "/plain-words")
    [name] = re.findall(r'name="(plain-\d+-\w+)"', client.get(page).content.decode())[:1]
    stale = {f"version-{ana.pk}": "0"}
    client.post(page, {name: "Mine", **stale})
    answer = client.post(page, {name: "Theirs", **stale})
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "Mine" in said
    assert "Theirs" in said


def test_plain_words_that_give_away_an_address_cost_the_part(family):
    father = family.people["father"]
    kind = kinds["protection_plan_family"]
    to = recipient_in(kind, family.circle, Choice(f"person:{father.pk}"))
    made = made_of(kind, family, to, easy=True)
    first = made.passages[0]
    Draft.objects.create(
        process="document", page=page_of(kind, made), step=made.asked.step,
        authority=family.children["ana"].authority, started_at=at(DAY), saved_at=at(DAY),
        data={f"of-{key_of(first.text)}": ["Ana lives at 7 Zqplace Road."]},
    )
    again = made_of(kind, family, to, easy=True)
    assert "Zqplace" not in plain_text(again.document)
    [left] = [one for one in again.judged.left if one.part.title == first.part
              and "in its plain words" in one.why]
    assert not left.may_share


def page_of(kind, made):
    from sightline.record.documents.plain_words import _page

    return _page(kind, made.asked)


def test_easy_read_is_for_the_family_and_the_child(family, client):
    client.force_login(family.by)
    ana = family.children["ana"]
    where = reverse("documents:choose", args=[ana.pk, "conference_decision"])
    assert "In Easy Read" in client.get(where).content.decode()
    told = {"to": OTHER, "name": "Pat", "agency": "health", "easy": "on"}
    assert client.post(where, told).status_code == 422
    professional = reverse("documents:choose", args=[ana.pk, "protection_plan"])
    assert "In Easy Read" not in client.get(professional).content.decode()


def test_every_recording_page_has_a_blank_that_is_written_on_by_hand():
    for process in processes:
        for page in process.pages:
            document = blank(process, page)
            asked = [block for block in document.blocks if hasattr(block, "question")]
            assert len(asked) > 3, (process.key, page.key)
            for one in asked:
                assert one.choices or one.lines, (process.key, page.key, one.question)
            assert document.about.startswith("Child:"), "a sheet that comes apart says whose it is"
            assert "Printed" in dict(document.head()), "it is not the day that the form asks for"


@pytest.mark.parametrize("page", ["plan", "visit"])
def test_a_blank_prints_with_lines_and_boxes_on_every_sheet(page):
    visit = processes["visit"]
    form = blank_plan() if page == "plan" else blank(visit, visit.page("visit"))
    written = source(form)
    lines = sum(block.lines for block in form.blocks if hasattr(block, "lines"))
    boxes = sum(len(block.choices) for block in form.blocks if hasattr(block, "choices"))
    assert written.count("line(length: 100%, stroke: 0.4pt") == lines > 20
    assert written.count("box(width: 0.8em") == boxes
    sheets = [page.extract_text() for page in PdfReader(io.BytesIO(pdf(form))).pages]
    assert 1 < len(sheets) < 6
    assert all("Child: ___" in sheet for sheet in sheets[1:])


def test_a_person_finds_the_blank_of_every_form(family, client):
    client.force_login(family.by)
    index = client.get(reverse("documents:blanks")).content.decode()
    every = [(p.key, page.key) for p in processes for page in p.pages
             if in_force(page, DAY.isoformat())]
    for address in [*every, ("plan", "plan")]:
        assert f'href="{reverse("documents:blank", args=address)}"' in index, address
    assert client.get(reverse("documents:blank", args=["plan", "plan"])).status_code == 200
    ana = family.children["ana"].pk
    where = [reverse("documents:list", args=[ana]), reverse("worklists:work")]
    for page in where:
        assert reverse("documents:blanks") in client.get(page).content.decode(), page
    beside = client.get(reverse("pages:start_page", args=[ana, "visit", "visit"]))
    assert reverse("documents:blank", args=["visit", "visit"]) in beside.content.decode()


