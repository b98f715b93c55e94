"""Managers consulted by night are one list: who, about whom, what they said."""

from datetime import date, time

import pytest

from sightline.oversight.out_of_hours.actions import For, record_episode
from sightline.oversight.out_of_hours.models import ChildPart, Episode
from sightline.oversight.out_of_hours.tests.conftest import nell
from sightline.oversight.worklists.tests.test_lists import shown
from sightline.people.restriction.actions import restrict

__all__ = ["nell"]


@pytest.fixture
def night(nell):
    def make(*children, on=date(2026, 6, 8), **told):
        record_episode(children=[For(each, ChildPart()) for each in children], by=nell, on=on,
                       at=time(23, 30), episode=Episode(**told))

    return make


@pytest.mark.covers("S021")
def test_who_was_consulted_and_what_they_said_is_listed_with_high_risks_nobody_was_asked_of(
    client, borough, nell, child, night
):
    night(child("Ana"), child("Ben"), risk="high", told="A fight", consulted=borough.tess.worker,
          advised="Agreed, if the police go past")
    night(child("Cid"), on=date(2026, 6, 9), risk="high", told="Alone at home")
    night(child("Dee"), risk="other", told="Asked for a number")
    html = shown(client, nell, "consulted")
    assert html.index("Cid Reed") < html.index("Ana Reed")
    assert html.count("Agreed, if the police go past") == 1
    assert "Ben Reed" in html
    assert "Tess" in html
    assert "1 decision of high risk names nobody" in html
    assert "Dee Reed" not in html
    assert "Agreed, if the police go past" in shown(client, borough.head, "service_consulted")


@pytest.mark.covers("S021")
def test_nothing_is_told_of_an_episode_about_a_child_whom_its_reader_may_not_open(
    client, borough, nell, child, night
):
    kay = child("Kay")
    night(kay, risk="high", told="He found the house", consulted=borough.tess.worker)
    restrict(person=kay, level="restricted", custodian=borough.head.worker, reason="Threats",
             by=borough.head, on=date(2026, 6, 9))
    html = shown(client, nell, "consulted")
    assert "Kay" not in html
    assert "He found the house" not in html
    assert "Managers consulted by night (0)" in html
