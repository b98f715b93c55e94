"""Pages that were typed lately have their drafts, so that what a form costs can be seen."""

from types import SimpleNamespace

from sightline.base.moments import now, today
from sightline.demo.borough.forms import type_pages
from sightline.people.testing import a_child, a_user, an_authority
from sightline.record.drafts.burden import forms_of
from sightline.record.visits.actions import Seen, record_visit


def test_visits_of_the_last_weeks_were_typed_on_their_page(db):
    by = a_user("social_worker")
    for _ in range(3):
        record_visit(by=by, on=today(), visitor=None, children=[Seen(a_child(), seen="seen")])
    type_pages(SimpleNamespace(authority=an_authority()), today=today())
    (form,) = [each for each in forms_of(an_authority().pk, since=now().replace(hour=0, minute=0))
               if each.times]
    assert (form.title, form.times, form.set_aside) == ("Record a visit", 3, 0)
