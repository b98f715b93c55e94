"""Every declaration resolves: what a process, clock or gate names is there."""

from pathlib import Path

import pytest

from sightline.access.roles import PERMISSIONS, ROLES
from sightline.base.components.navigation import navigation
from sightline.kernel.process import GatePurpose
from sightline.kernel.register import processes
from sightline.project.settings.apps import ROOMS
from tests.house.floors import FLOORS, HOUSE, room_of

DECLARED = list(processes)
CLOCKS = [(process, rule) for process in DECLARED for rule in process.clocks]


def named(one):
    return getattr(one, "key", None)


def exists(kind: str) -> bool:
    process, _, event = kind.partition(".")
    return process in processes and event in {k.key for k in processes[process].events}


@pytest.mark.parametrize("process", DECLARED, ids=named)
def test_a_process_says_its_duty_in_words(process):
    assert process.title
    assert len(process.duty.split()) >= 4


@pytest.mark.parametrize("process", DECLARED, ids=named)
def test_what_a_process_leads_to_and_opens_from_is_there(process):
    for other in process.leads_to:
        assert other.partition(".")[0] in processes, f"{process.key} leads to {other}"
    for pattern in process.opens_from:
        kind = pattern.partition("(")[0]
        assert exists(kind), f"{process.key} opens from {pattern}"


@pytest.mark.parametrize("process", DECLARED, ids=named)
def test_an_event_asks_for_a_permission_that_is_declared(process):
    for kind in process.events:
        assert kind.permission in PERMISSIONS, f"{process.key}.{kind.key}: {kind.permission}"


@pytest.mark.parametrize("process", DECLARED, ids=named)
def test_a_process_is_worked_by_roles_that_are_declared(process):
    assert set(process.worked_by) <= set(ROLES)


@pytest.mark.parametrize("process", DECLARED, ids=named)
def test_nothing_that_has_happened_is_ever_refused(process):
    for event in process.gates:
        kind = process.event(event)
        assert kind.gate in set(GatePurpose)
        opening = event in process.opens and event not in {
            p.partition("(")[0] for p in process.closes
        }
        assert not opening, f"{process.key}.{event} opens a step and has a gate"


@pytest.mark.parametrize(("process", "rule"), CLOCKS, ids=named)
def test_a_clock_names_events_that_are_there(process, rule):
    assert sorted(kind for kind in rule.event_kinds() if not exists(kind)) == []
    assert [key for key in rule.hangs if key not in processes] == []


@pytest.mark.parametrize(("process", "rule"), CLOCKS, ids=named)
def test_a_clock_says_where_its_number_comes_from(process, rule):
    assert rule.versions
    for version in rule.versions:
        assert version.cite


@pytest.mark.parametrize(("process", "rule"), CLOCKS, ids=named)
def test_a_clock_has_scenarios(process, rule):
    scenarios = [
        path
        for path in Path(HOUSE).rglob("scenarios*.yaml")
        if f"{rule.key}:" in path.read_text(encoding="utf-8")
        or f"clock: {rule.key}" in path.read_text(encoding="utf-8")
    ]
    assert scenarios, f"{process.key} declares {rule.key} and no scenario plays it"


@pytest.mark.parametrize("link", list(navigation), ids=lambda link: link.url_name)
def test_a_link_across_the_top_leads_somewhere(link):
    assert link.address()
    assert not link.permission or link.permission in PERMISSIONS


def test_every_room_that_stands_is_in_the_settings():
    standing = {
        room_of(".".join(["sightline", *path.relative_to(HOUSE).parts]))
        for part in ("apps.py", "models.py", "urls.py", "commands.py", "jinja2")
        for path in HOUSE.glob(f"*/*/{part}")
        if path.parent.name != "tests"
    }
    # the settings of the project keep a list called apps, and are no room
    assert sorted(standing - set(ROOMS) - {"sightline.project.settings"}) == []


def test_rooms_are_listed_from_the_ground_up_and_once():
    heights = [FLOORS.index(room.split(".")[1]) for room in ROOMS]
    assert heights == sorted(heights)
    assert len(set(ROOMS)) == len(ROOMS)


def test_a_slice_has_the_anatomy_of_a_slice():
    wanted = {"README.md", "process.py", "clocks.yaml"}
    lacking = {
        folder.name: sorted(wanted - {path.name for path in folder.iterdir()})
        for folder in (HOUSE / "journey").iterdir()
        if (folder / "process.py").exists()
    }
    assert {name: files for name, files in lacking.items() if files} == {}
