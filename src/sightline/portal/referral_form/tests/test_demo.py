"""The demonstration has a form to find at the front door."""

from datetime import date

from sightline.journey.contact import queries
from sightline.portal.referral_form.demo import make


def test_the_demonstrations_form_arrives_once(merrow):
    make(merrow.authority, date(2026, 6, 10))
    make(merrow.authority, date(2026, 6, 10))
    names = [step.child.display_name for step in queries.undecided(merrow.authority)]
    assert names == ["Tobias Specimen", "Wren Specimen"]
