"""What changed since one last looked: what must be heard first is said by name."""

import re
from datetime import date, time

import pytest

from sightline.journey.contact.actions import receive
from sightline.journey.contact.models import Account
from sightline.journey.emergency_protection.actions import begin as make_order
from sightline.journey.police_protection.actions import begin as take_into_police_protection
from sightline.journey.protection_plan.actions import audit as audit_plan
from sightline.journey.protection_plan.models import PlanAudit
from sightline.oversight.worklists.tests.test_my_day import about, part, shown
from sightline.record.decisions.models import Decision
from sightline.record.handover.actions import send
from sightline.record.life.actions import register_birth, register_death
from sightline.record.referrers.models import Referrer
from sightline.record.situation.models import Situation
from sightline.record.spine import actions as spine

TODAY = date(2026, 6, 10)


@pytest.mark.covers("S341")
def test_whatever_a_worker_must_hear_first_is_said_by_name_however_much_came_after(
    client, borough, planned
):
    steps = {name: planned(name, name) for name in (
        "Pol", "Epo", "Missy", "Hosp", "Tony", "Hana", "Chas", "Dora",
    )}
    steps["Babe"] = planned("Babe", "Babe", born_on=None, expected_on=date(2026, 7, 1))
    child = {name: step.child for name, step in steps.items()}
    told = {"by": borough.tess, "on": TODAY}
    take_into_police_protection(children=[child["Pol"]], at=time(3), **told)
    make_order(children=[child["Epo"]], **told)
    for name, where in (("Missy", "missing"), ("Hosp", "hospital"), ("Dora", "home")):
        spine.record("situation.written", child=child[name], facts=[Situation(where_is=where)],
                     **told)
    receive(authority=borough.authority, about=about(child["Tony"]), by=borough.asha, on=TODAY,
            at=time(8), account=Account(worry="x"), referrer=Referrer(source="6"))
    send(step=steps["Hana"], direction="transfer", destination="team", to_outside="Tillingham",
         **told)
    audit_plan(step=steps["Chas"], audit=PlanAudit(), **told)
    register_birth(person=child["Babe"], **told)
    for name in child:
        spine.record("decision.recorded", child=child[name], facts=[Decision(rationale="x")],
                     **told)
    register_death(person=child["Dora"], **told)
    page = part(shown(client, borough.sam), "changed")
    lines = dict(re.findall(
        r'wl-name" href="[^"]+">(\w+) \w+<.*?wl-line__what">(.*?)<span', page, re.S))
    assert {name: lines[name].strip() for name in child} == {
        "Pol": "Taken into police protection", "Epo": "Emergency protection order made",
        "Missy": "Missing", "Hosp": "In hospital", "Tony": "Contact received: from the police",
        "Hana": "Handed over, to be accepted: Transfer", "Chas": "Plan audited by the chair",
        "Babe": "Born", "Dora": "Died",
    }
    assert page.index("Tony") < page.index("Pol")
