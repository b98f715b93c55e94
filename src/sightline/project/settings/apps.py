"""The rooms of the house, floor by floor: adding a process is one line here."""

from pathlib import Path

BASE = ["components", "forms", "changed", "documents", "jobs", "files", "refused"]
ACCESS = ["authorities", "users", "roles", "policy", "audit", "sign_in"]
PEOPLE = [
    "persons",
    "relationships",
    "households",
    "organisations",
    "workforce",
    "matching",
]
RECORD = [
    "spine",
    "allocation",
    "drafts",
    "pages",
    "timeline",
    "notes",
    "documents",
    "genogram",
    "meetings",
    "plans",
    "visits",
    "assessments",
    "decisions",
    "tasks",
    "sharing",
]
SLICES = [
    "contact",
    "referral",
    "assessment",
    "strategy_discussion",
    "section47",
    "conference",
    "protection_plan",
    "core_group",
    "child_in_need",
]
OVERSIGHT = ["worklists", "alerts", "drift", "caseloads"]
INSIGHT = ["publishing", "catalogue", "measures", "screens"]
RETURNS = ["kit", "cin_census"]
PARTNERSHIP = ["board"]
PORTAL = ["referral_form"]
DEMO = ["borough"]

FLOORS = {
    "base": BASE,
    "access": ACCESS,
    "people": PEOPLE,
    "record": RECORD,
    "journey": SLICES,
    "oversight": OVERSIGHT,
    "insight": INSIGHT,
    "returns": RETURNS,
    "partnership": PARTNERSHIP,
    "portal": PORTAL,
    "demo": DEMO,
}

HOUSE = Path(__file__).resolve().parents[2]


def stands(floor: str, room: str) -> bool:
    folder = HOUSE / floor / room
    return any((folder / part).exists() for part in ("apps.py", "models.py", "jinja2", "urls.py"))


ROOMS = [
    f"sightline.{floor}.{room}"
    for floor, rooms in FLOORS.items()
    for room in rooms
    if stands(floor, room)
]
if (HOUSE / "project" / "jinja2").exists():
    ROOMS.append("sightline.project")
