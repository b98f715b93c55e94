"""How quick the front door is: `python bench/front_door.py --contacts 200`.

It makes a database of its own (or uses the empty one that DATABASE_URL names), fills the front
door with contacts, each about two children and with an agency asked, and asks for the page and for
one contact opened, alone and by several at once. Milliseconds, and how many queries a page takes.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any


def main() -> None:
    """Fill a database and measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--contacts", type=int, default=200)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--clients", type=int, default=8)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SIGHTLINE_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.project.settings.base"
        print(json.dumps(measured(options), indent=2))


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """p50, p95 and queries of the front door and of one contact."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.urls import reverse

    from sightline.record.spine.models import Step

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", interactive=False, verbosity=0)
    fill(options.contacts)
    step = Step.objects.open().of("contact").order_by("pk").first()
    assert step is not None
    pages = {
        "front door": reverse("worklists:front_door"),
        "one contact": reverse("worklists:contact", args=[step.child_id, step.pk]),
    }
    found: dict[str, Any] = {"database": connection.vendor, "contacts": options.contacts}
    for name, address in pages.items():
        found[name] = {
            "queries": queries(address), "alone": times(address, options.rounds),
            f"{options.clients} at once": together(address, options),
        }
    return found


def fill(contacts: int) -> None:
    """A front door with so many contacts that nobody has decided."""
    from sightline.access.users.models import User
    from sightline.base.moments import now
    from sightline.journey.contact.actions import receive
    from sightline.journey.contact.actions.receiving import About
    from sightline.journey.contact.models import Account
    from sightline.people.testing import a_child, a_team, a_user, a_worker, an_authority
    from sightline.record.checks.actions import ask
    from sightline.record.spine.models import Event

    authority = an_authority()
    user = a_user("front_door_manager", authority=authority, name="Mo")
    User.objects.filter(pk=user.pk).update(username="door")
    a_worker("Mo", user=user, team=a_team("Front door", authority=authority, kind="front_door"))
    at = now() - timedelta(hours=1)
    for number in range(contacts):
        two = [a_child(f"Child{number} {name}", authority=authority) for name in ("Ash", "Elm")]
        occasion = receive(
            authority=authority, about=[About(person=child) for child in two], by=user,
            on=at.date(), at=at.time(), account=Account(worry=f"Worry {number}"),
        )
        events = Event.objects.filter(occasion=occasion).select_related("step")
        ask(steps=[event.step for event in events if event.step], agency="police", by=user,
            on=at.date(), at=at.time())


def a_client() -> Any:
    """Somebody signed in at the front door."""
    from django.test import Client

    from sightline.access.users.models import User

    client = Client()
    client.force_login(User.objects.get(username="door"))
    return client


def queries(address: str) -> int:
    """How many questions one page asks of the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = a_client()
    client.get(address)
    with CaptureQueriesContext(connection) as held:
        assert client.get(address).status_code == 200
    return len(held)


def times(address: str, rounds: int, client: Any = None) -> dict[str, float]:
    """p50 and p95 of a page asked for again and again."""
    client = client or a_client()
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        assert client.get(address).status_code == 200
        took.append(1000 * (time.perf_counter() - begun))
    return spread(took)


def spread(took: list[float]) -> dict[str, float]:
    """The middle and the slow end, in milliseconds."""
    cut = statistics.quantiles(took, n=20)
    return {"p50": round(statistics.median(took), 1), "p95": round(cut[-1], 1)}


def together(address: str, options: argparse.Namespace) -> dict[str, float]:
    """The same by several people at once."""
    clients = [a_client() for _ in range(options.clients)]

    def one(client: Any) -> list[float]:
        took = []
        for _ in range(options.rounds):
            begun = time.perf_counter()
            assert client.get(address).status_code == 200
            took.append(1000 * (time.perf_counter() - begun))
        return took

    with ThreadPoolExecutor(options.clients) as pool:
        return spread([each for took in pool.map(one, clients) for each in took])


if __name__ == "__main__":
    main()
