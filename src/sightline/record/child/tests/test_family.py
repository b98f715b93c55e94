"""Sisters and brothers on a child's page: nothing of those whom the reader may not open."""

from datetime import date

import pytest

from sightline.access.audit.models import Entry
from sightline.base.documents import plain_text
from sightline.people.relationships.actions import relate
from sightline.people.restriction.actions import restrict
from sightline.people.testing import a_child, a_recorder, a_user, a_worker, an_adult
from sightline.record.allocation.actions import allocate
from sightline.record.allocation.choosing import siblings_open
from sightline.record.child.family import family_of
from sightline.record.child.printed import document
from sightline.record.child.situation import situation
from sightline.record.decisions.actions import record_decision
from sightline.record.spine.actions import record
from sightline.record.testing import begun
from sightline.record.timeline.marking import mark

TODAY, MAY = date(2026, 6, 10), date(2026, 5, 6)
PATHS = ("", "situation/", "journey/", "chronology/", "chronology/?family=1",
         "chronology/?family=1&significant=1", "put-right/")


@pytest.fixture
def marked(borough, say):
    """Puts a marker in every field of a child that the page could show."""

    def fill(child, marker):
        say(child, worry=f"{marker}WORRY", working=f"{marker}WORKS", where_words=f"{marker}WHERE",
            with_whom="named", with_words=f"{marker}WITH", kept_from="named",
            kept_from_words=f"{marker}KEPT")
        event = record("helping.begun", by=borough.sam, on=MAY, child=child)
        mark(event=event, by=borough.sam, reason=f"{marker}REASON", sentence=f"{marker}SAID")
        record_decision(by=borough.sam, on=TODAY, about="oversight", rationale=f"{marker}WHY",
                        children=[child])

    return fill


@pytest.fixture
def four(borough, ada, mother, marked):
    """Ada; Ben, whom Sam works with too; Cleo, whom he does not; Dan, sealed."""
    ben, cleo, dan = (a_child(f"{name} Example") for name in ("BENNAME", "CLEONAME", "DANNAME"))
    for child, marker in ((ben, "BENS"), (cleo, "CLEOS"), (dan, "DANS")):
        marked(child, marker)
    allocate(step=begun(ben, on=MAY), worker=borough.worker, team=borough.north, by=borough.sam,
             on=MAY)
    mother(ada, ben, cleo, dan)
    restrict(person=dan, level="sealed", reason="Adopted", custodian=a_worker(), by=a_recorder(),
             on=MAY)
    return ben, cleo, dan


def test_a_permitted_brother_is_one_line_and_the_others_are_not_there(borough, ada, four):
    said = situation(ada, borough.sam).parts["siblings"].lines
    assert [line.label for line in said] == ["BENNAME Example"]
    assert said[0].words == "7 years; Helping; not seen at a visit"


@pytest.mark.parametrize("path", PATHS)
def test_no_marker_of_a_child_whom_the_reader_may_not_open_is_on_any_page(
    borough, ada, four, client, path
):
    client.force_login(borough.sam)
    page = client.get(f"/child/{ada.pk}/{path}").content.decode()
    assert "DANNAME" not in page
    assert [m for m in ("CLEOS", "DANS") if m in page] == []
    if "family" not in path:
        assert "BENS" not in page


def test_nor_on_paper(borough, ada, four):
    text = plain_text(document(situation(ada, borough.sam), borough.sam))
    assert [m for m in ("BENS", "CLEO", "DAN") if m in text] == []
    assert "BENNAME Example" in text


def test_the_family_chronology_names_each_child_and_notes_each_opening(borough, ada, four, shown):
    ben, _, _ = four
    page = shown(borough.sam, ada, "chronology/", family="1")
    assert "BENNAME Example" in page
    assert "Why it matters: BENSREASON" in page
    opened = Entry.objects.filter(action="read", page="chronology", reason=f"family of {ada.pk}")
    assert set(opened.values_list("child_id", flat=True)) == {ben.pk}


def test_a_restricted_sister_shows_to_those_who_may_open_her_alone(borough, ada, mother, shown):
    eve = a_child("EVENAME Example")
    mother(ada, eve)
    restrict(person=eve, level="restricted", reason="Danger", custodian=borough.worker,
             by=a_recorder(), on=MAY)
    assert "EVENAME" not in shown(borough.nia, ada)


@pytest.mark.parametrize("level", ["restricted", "sealed"])
def test_a_brother_found_only_through_a_father_who_is_kept_is_no_brother_here(
    borough, ada, four, level
):
    ben, *_ = four
    gus, father = a_child("Gus Example"), an_adult("Fred Example", sex="M")
    tess = a_user("team_manager")
    a_worker("Tess Deputy", user=tess, team=borough.north, manager=True)
    allocate(step=begun(gus, on=MAY), worker=borough.worker, team=borough.north, by=borough.sam,
             on=MAY)
    for one in (ada, ben, gus):
        relate(person=one, other=father, kind="father", by=a_recorder(), on=MAY)

    def offered():
        return {person.pk for person in siblings_open(ada.pk, tess)}

    named = {one.person.pk for one in family_of(ada, borough.sam).relatives}
    assert named >= {ben.pk, gus.pk, father.pk}
    assert offered() == {ben.pk, gus.pk}
    restrict(person=father, level=level, reason="Danger", custodian=a_worker("Kay Keeper"),
             by=a_recorder(), on=MAY)
    left = {one.person.pk for one in family_of(ada, borough.sam).relatives}
    assert named - left == {gus.pk, father.pk}
    assert offered() == {ben.pk}
