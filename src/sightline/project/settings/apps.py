"""The rooms of the house, floor by floor: adding a process is one line here."""

from pathlib import Path

BASE = ["components", "forms", "changed", "documents", "jobs", "files", "refused"]
ACCESS = ["authorities", "users", "roles", "policy", "audit", "kept", "sign_in"]
PEOPLE = [
    "persons",
    "relationships",
    "households",
    "organisations",
    "workforce",
    "restriction",
    "matching",
    "directory",
]
RECORD = [
    "spine",
    "allocation",
    "handover",
    "life",
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
    "referrers",
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
    if room in {"jinja2", "static", "templates", "tests"}:
        return False
    return any((folder / part).exists() for part in ("apps.py", "models.py", "jinja2", "urls.py"))


def rooms() -> list[str]:
    found = []
    for floor, names in FLOORS.items():
        if (HOUSE / floor / "apps.py").exists():
            found.append(f"sightline.{floor}")
        here = sorted(folder.name for folder in (HOUSE / floor).glob("[a-z]*") if folder.is_dir())
        in_order = [*names, *(room for room in here if room not in names)]
        found += [f"sightline.{floor}.{room}" for room in in_order if stands(floor, room)]
    return found


ROOMS = rooms()
if (HOUSE / "project" / "jinja2").exists():
    ROOMS.append("sightline.project")
