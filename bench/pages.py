"""How long the pages take that people live in: `python bench/pages.py --home FOLDER`.

The SQLite record in FOLDER is copied first, for visits are saved in it; without --home the database
is the one that DATABASE_URL names, and the visits stay. Each page is asked for over HTTP from the
web processes that `sightline serve` starts, by one reader and by several at once. CPU is that of
the web processes (and PostgreSQL's own) for one page: on a busy machine it says more than the wall.
"bare SQL" is what the page's own statements take without the page, and "ratio" the page beside it.
`--json FILE` keeps the figures.
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from over_http import Page, Reader, filled, first_load, outside, server

EVENTS = 800
WORDS = ("school", "mother tired", "visit home", "bedroom", "health visitor")
#: Whose pages, and the roles in which the first of them is looked for.
READERS = {
    "worker": ("social_worker",), "manager": ("team_manager",),
    "front door": ("front_door_manager", "front_door_worker"),
    "authority-wide": ("director", "service_manager"),
}


def main() -> None:
    """Measure every page, and say what was found."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--home", type=Path, help="a folder with a SQLite record and its keys")
    asked.add_argument("--rounds", type=int, default=10, help="pages for each client")
    asked.add_argument("--clients", type=int, default=8)
    asked.add_argument("--only", default="", help="a pattern of the names of pages")
    asked.add_argument("--json", type=Path, help="a file for the figures")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.home is not None:
            copied(options.home, Path(folder))
            os.environ["DATABASE_URL"] = ""
            os.environ["SIGHTLINE_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.project.settings.base"
        found = measured(options)
    if options.json is not None:
        options.json.write_text(json.dumps(found, indent=2))
    print(table(found))


def copied(home: Path, folder: Path) -> None:
    """The record and its keys in a folder of their own; a demo keeps its keys one level up."""
    [record, *_] = [*home.glob("*.sqlite3"), *home.glob("demo/*.sqlite3")]
    for key in [*home.parent.glob("*.key"), *home.glob("*.key"), *record.parent.glob("*.key")]:
        shutil.copy(key, folder)
    for file in record.parent.glob(f"{record.name}*"):
        shutil.copy(file, folder)


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """Every page's figures."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", interactive=False, verbosity=0)
    readers = {name: reader for name in READERS if (reader := reader_of(name)) is not None}
    child = long_story(readers["worker"])
    pages = [one for one in pages_of(readers, child) if re.search(options.only, one.name)]
    found: dict[str, Any] = {
        "database": connection.vendor, "size": sizes(), "events of the child": EVENTS,
        "server": "granian, 2 processes of 4 threads", "load before": os.getloadavg(),
        "clients": options.clients, "pages": [],
    }
    for page in pages:
        found["pages"].append({"page": page.name, "reader": page.reader}
                              | inside(readers[page.reader], page))
    connection.close()
    with server() as (port, root):
        for page, row in zip(pages, found["pages"], strict=True):
            reader = readers[page.reader]
            if row["status"] == 200:
                row |= outside(port, root, reader, page, options.rounds, options.clients)
        found["first load"] = first_load(port, readers["worker"], child)
    found["load after"] = os.getloadavg()
    return found


def sizes() -> dict[str, int]:
    """How much there is."""
    from sightline.people.persons.models import Person
    from sightline.record.spine.models import Event, Step

    return {
        "people": Person.objects.count(), "open steps": Step.objects.open().count(),
        "events": Event.objects.count(),
    }


def reader_of(name: str) -> Reader | None:
    """Of those with one of the roles, the one who may open most, or has most of a team's work."""
    from django.db.models import Count
    from django.test import Client

    from sightline.access.users.models import User
    from sightline.base.moments import today
    from sightline.people.workforce.models import TeamMembership
    from sightline.record.allocation.models import Involvement
    from sightline.record.spine.models import Step

    users = User.objects.filter(holdings__role__in=READERS[name], holdings__until_on=None)
    held = Involvement.objects.current().filter(child__isnull=False)
    if name == "worker":
        counted = held.values("worker__user").annotate(many=Count("child", distinct=True))
        [(most, _), *_] = counted.filter(worker__user__in=users).order_by("-many").values_list(
            "worker__user", "many"
        )
        user, work = User.objects.get(pk=most), held.filter(worker__user=most)
        children = list(work.values_list("child_id", flat=True).distinct())
        team = None
    elif name == "manager":
        places = TeamMembership.objects.in_force(today()).filter(
            manager=True, worker__user__in=users
        )
        many = {place: Step.objects.open().filter(owner_team=place.team_id).count()
                for place in places.select_related("worker__user")}
        place = max(many, key=lambda each: many[each])
        user, team = place.worker.user, place.team_id
        steps = Step.objects.open().filter(owner_team=team, child__isnull=False)
        children = list(steps.values_list("child_id", flat=True)[:50])
    else:
        user, team = users.order_by("pk").first(), None
        if user is None:
            return None
        children = list(Step.objects.open().filter(child__isnull=False)
                        .values_list("child_id", flat=True)[:50])
    client = Client()
    client.force_login(user)
    cookies = "; ".join(f"{name}={held.value}" for name, held in client.cookies.items())
    return Reader(name, user, children, team, cookies)


def long_story(worker: Reader) -> int:
    """A child of the worker's with as many events as a long story has."""
    from sightline.base.moments import today
    from sightline.people.persons.models import Person
    from sightline.record.notes.models import Note
    from sightline.record.spine import bulk
    from sightline.record.spine.models import Event

    person = Person.objects.select_related("authority").get(pk=worker.children[0])
    lacking = EVENTS - Event.objects.standing().filter(child=person).count()
    history = bulk.History(
        child_id=person.pk, authority_id=person.authority_id, authority=person.authority.code
    )
    for n in range(max(0, lacking)):
        on = today() - timedelta(days=2 * n + 30)
        fact = Note(text=f"Seen at school on visit {n}; the mother was tired and the home tidy.")
        history.happened.append(bulk.Happened("note.recorded", on, facts=[fact]))
    if lacking > 0:
        bulk.write([history], by=worker.user, size=20)
    return person.pk


def pages_of(readers: dict[str, Reader], child: int) -> list[Page]:
    """The pages of each reader."""
    from django.urls import reverse

    from sightline.people.persons.models import Address, Person

    chance = random.Random(7)
    some = list(Person.objects.filter(restriction="").order_by("pk")
                .values_list("display_name", flat=True)[: 5000 : 250])
    places = list(Address.objects.standing().filter(confidential=False, absence="")
                  .order_by("pk").values_list("lines", flat=True)[: 5000 : 250])

    def wrong(name: str) -> str:
        at = chance.randrange(1, max(2, len(name.split()[0]) - 1))
        return name[:at] + name[at + 1 :]

    kinds = {
        "a name": some, "misspelt": [wrong(name) for name in some],
        "an address": [place.splitlines()[0] for place in places if place], "words": list(WORDS),
    }
    pages = []
    for reader in readers.values():
        of = reader.name
        pages.append(Page("my day", of, [reverse("worklists:work")]))
        if reader.team is not None:
            pages.append(Page("team board", of, [reverse("worklists:team", args=[reader.team])]))
        if of == "authority-wide":
            pages.append(Page("service", of, [reverse("worklists:service")]))
        if of == "front door":
            pages.append(Page("front door", of, [reverse("worklists:front_door")]))
        # the long story is a worker's, and those who see all of the authority may open it too
        whose = reader.children[0] if of == "manager" else child
        about = f"child, {EVENTS} events" if whose == child else "child"
        pages.append(Page(about, of, [reverse("child", args=[whose])]))
        pages.append(Page(f"chronology of the {about}", of, [reverse("chronology", args=[whose])]))
        for kind, texts in kinds.items():
            asked = [f"{reverse('search')}?{urlencode({'q': text})}" for text in texts]
            pages.append(Page(f"search: {kind}", of, asked))
        if of == "worker":
            form = [reverse("pages:start_page", args=[pk, "visit", "visit"])
                    for pk in reader.children]
            pages += [Page("visit, its page", of, form[:1]), Page("visit, saved", of, form, True)]
    return pages


def inside(reader: Reader, page: Page) -> dict[str, Any]:
    """Questions asked of the database, and how long those alone take; asked in this process."""
    from django.db import connection
    from django.test import Client

    client = Client()
    client.force_login(reader.user)
    address = page.addresses[0]
    said: list[tuple[str, Any]] = []
    took = [0.0]

    def noting(execute: Callable[..., Any], sql: str, given: Any, many: bool, more: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, given, many, more)
        finally:
            took[0] += 1000 * (time.perf_counter() - began)
            said.append((sql, given))

    answer = client.get(address)
    with connection.execute_wrapper(noting):
        if page.save:
            html = answer.content.decode()
            answer = client.post(address, filled(html))
            asked = [each for each in said if not each[0].startswith(("BEGIN", "SAVEPOINT"))]
            return {"status": 200 if answer.status_code == 302 else answer.status_code,
                    "queries": len(asked), "sql_ms": round(took[0], 1), "bytes": len(html)}
        answer = client.get(address)
    reading = [each for each in said if each[0].lstrip("( ").startswith(("SELECT", "WITH"))]
    counted = [each for each in said if not each[0].startswith(
        ("BEGIN", "SAVEPOINT", "RELEASE", "SELECT set_config"))]
    return {"status": answer.status_code, "queries": len(counted),
            "sql_ms": round(bare(reading), 1), "bytes": len(answer.content)}


def bare(said: list[tuple[str, Any]]) -> float:
    """The statements of one page alone, in milliseconds: the middle of five times."""
    from django.db import connection

    took = []
    for _ in range(5):
        began = time.perf_counter()
        with connection.cursor() as cursor:
            for sql, given in said:
                cursor.execute(sql, given)
                cursor.fetchall()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def table(found: dict[str, Any]) -> str:
    """The figures as a table."""
    many = found["clients"]
    heads = ("page", "reader", "queries", "SQL ms", "p50 x1", "p95 x1", "ratio", "CPU ms",
             f"p50 x{many}", f"p95 x{many}", f"CPU x{many}", "kB")
    rows = [heads]
    for row in found["pages"]:
        shown = row["status"] == 200 and "p50_1" in row
        one = [row["page"], row["reader"], row["queries"], row["sql_ms"]]
        one += [
            row["p50_1"], row["p95_1"], round(row["p50_1"] / max(row["sql_ms"], 0.1), 1),
            row["cpu_1"], row[f"p50_{many}"], row[f"p95_{many}"], row[f"cpu_{many}"],
        ] if shown else [f"refused ({row['status']})", *[""] * 6]
        rows.append(tuple(str(cell) for cell in [*one, round(row["bytes"] / 1000)]))
    widths = [max(len(row[n]) for row in rows) for n in range(len(heads))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
             for row in rows]
    lead = {key: value for key, value in found.items() if key != "pages"}
    return "\n".join([json.dumps(lead), "", *lines])


if __name__ == "__main__":
    main()
