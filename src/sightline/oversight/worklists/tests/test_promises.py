"""Safety agreements on the front door and the night's list, for those who may open the child."""

from datetime import date

import pytest

from sightline.journey.safety_agreement import actions
from sightline.journey.safety_agreement.models import Agreement, Party
from sightline.oversight.out_of_hours.tests.conftest import nell
from sightline.oversight.worklists.tests.test_lists import TODAY, shown
from sightline.oversight.worklists.tests.test_queue import told
from sightline.people.restriction.actions import restrict

__all__ = ["nell"]


@pytest.fixture
def promised(borough, child):
    """Makes a child in the queue whose mother promised something the day before."""

    def make(given):
        made = child(given)
        told(borough, made, day=9, worry=f"Worry for {given}")
        actions.make(
            children=[made], by=borough.asha, on=date(2026, 6, 9), review_on=TODAY,
            agreement=Agreement(monitor_name="Nan Hale", if_broken=f"Ring the police for {given}"),
            parties=[Party(name="Rosa", promised=f"Takes {given} to her sister", agreed="said")],
        )
        return made

    return make


@pytest.mark.covers("S005")
def test_the_front_door_shows_who_promised_what_and_whether_the_child_was_seen(
    client, borough, promised
):
    promised("Ana")
    html = shown(client, borough.mo, "front_door")
    band = html.split('id="promised"', 1)[1].split("</section>", 1)[0]
    for words in ("Rosa: Takes Ana to her sister", "Nan Hale", "By 10 Jun 2026",
                  "Not seen since 9 Jun 2026"):
        assert words in band
    assert "Safety agreement since 9 Jun 2026" in html
    assert "Open now" not in html


@pytest.mark.covers("S005")
def test_the_night_reads_what_to_do_if_it_is_not_kept(client, borough, nell, promised):
    promised("Ana")
    html = shown(client, nell, "tonight")
    assert "Rosa: Takes Ana to her sister" in html
    assert "If not kept: Ring the police for Ana. The child has not been seen since" in html


@pytest.mark.covers("S005")
def test_no_list_tells_of_a_promise_about_a_child_whom_its_reader_may_not_open(
    client, borough, promised
):
    made = promised("Ana")
    restrict(person=made, level="sealed", reason="adopted", custodian=borough.sam.worker,
             by=borough.sam, on=TODAY)
    html = shown(client, borough.mo, "front_door")
    assert "Takes Ana" not in html
    assert "Safety agreements in force (0)" in html
