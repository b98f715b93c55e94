"""How quick search is: `python bench/search.py --people 120000 --texts 1000000`.

It makes a database of its own (or uses the empty one that DATABASE_URL names), fills it, and asks
the page as a social worker of twenty children and as somebody at the front door. Milliseconds.
`--home FOLDER` keeps the SQLite database there, and uses the one that is there already.
"""

import argparse
import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

SYLLABLES = str.split(
    "ba be bi bo bra cal cor dan del der dor ell fen gar gil hal han ing jo kes la lin mar "
    "mor nor ol pen per quin ra ri ros sa sel ta ter ton ul van ver wel wen win yor zan"
)
STREETS = ("Mill Lane", "Orchard Road", "Station Street", "Quarry Close", "Harbour View")
QUERIES = {
    "a name": "person", "a misspelt name": "slip", "name and date of birth": "born",
    "an address": "place", "a rare word": "rare", "two words": "two", "common words": "common",
    "a misspelt word": "wrong", "words nobody wrote": "none",
}


def main() -> None:
    """Fill a database and measure, or measure one filled before."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=120_000)
    asked.add_argument("--texts", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--clients", type=int, default=8)
    asked.add_argument("--home", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SIGHTLINE_HOME"] = str(options.home or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.project.settings.base"
        print(json.dumps(measured(options), indent=2))


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """What was made, how long it took, and p50 and p95 of each kind of search for each reader."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from sightline.access.users.models import User

    settings.ALLOWED_HOSTS = ["*"]
    call_command("migrate", interactive=False, verbosity=0)
    took: dict[str, Any] = {"database": connection.vendor}
    if not User.objects.filter(username="front").exists():
        took |= fill(options.people, options.texts)
    took["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    for name in ("worker", "front"):
        client = Client()
        client.force_login(User.objects.get(username=name))
        took[name] = {
            words: one_by_one(client, kind, options.rounds) for words, kind in QUERIES.items()
        }
        took[name]["all of them, at once"] = together(name, options)
    return took


def name_of(chance: random.Random) -> tuple[str, str]:
    """A given and a family name of a few thousand."""
    given, family = ("".join(chance.choices(SYLLABLES, k=k)).title() for k in (2, 3))
    return given, family


def words_of(chance: random.Random) -> str:
    """Sixty words, some of them rare: the shape of what people write, not its sense."""
    common = [f"{one}{two}" for one in SYLLABLES[:12] for two in SYLLABLES[:12]]
    said = chance.choices(common, weights=[1 / (n + 1) for n in range(len(common))], k=56)
    return " ".join([*said, *("".join(chance.choices(SYLLABLES, k=3)) for _ in range(4))])


def fill(people: int, texts: int) -> dict[str, float]:
    """People through the bulk way in, then notes on the first of them; seconds for each."""
    from sightline.access.authorities.actions import add_authority
    from sightline.access.users.actions import create_user, give_role

    chance, began = random.Random(1), time.monotonic()
    authority = add_authority(code="999", name="Exampleshire", by=None)
    by = create_user(username="bench", display_name="Bench", by=None)
    for username, role in (("worker", "social_worker"), ("front", "front_door_worker")):
        user = create_user(username=username, display_name=username.title(), by=None)
        give_role(user=user, role=role, authority=authority, on=date(2000, 1, 1), by=None)
    ids = make_people(chance, people, authority, by)
    made = time.monotonic()
    write_texts(chance, ids, texts, by)
    written = time.monotonic()
    give_work(ids[:20], by)
    return {
        "people": people, "people_s": round(made - began, 1), "texts": texts,
        "texts_s": round(written - made, 1),
    }


def make_people(chance: random.Random, number: int, authority: Any, by: Any) -> list[int]:
    """Ids of as many people, each with a name, a birthday and an address."""
    from sightline.people.persons.bulk import AddressGiven, NameGiven, NewPerson, create_people

    def rows() -> Iterator[NewPerson]:
        for n in range(number):
            home = AddressGiven(f"{n % 300 + 1} {chance.choice(STREETS)}", f"ZZ{n % 90 + 1} 1AA")
            born = date(2008, 1, 1) + timedelta(days=chance.randrange(6500))
            names = (NameGiven(*name_of(chance)),)
            yield NewPerson(names=names, born_on=born, addresses=(home,))

    return create_people(rows(), authority=authority, by=by, on=date(2026, 1, 1))


def write_texts(chance: random.Random, ids: list[int], texts: int, by: Any) -> None:
    """Notes on the first seven thousand children, as many on each."""
    from sightline.people.persons.models import Person
    from sightline.record.notes.models import Note
    from sightline.record.spine import bulk

    authority_id = Person.objects.values_list("authority_id", flat=True)[0]
    some = ids[:7000]
    each = -(-texts // len(some))

    def histories() -> Iterator[bulk.History]:
        for child in some:
            history = bulk.History(child_id=child, authority_id=authority_id, authority="999")
            for n in range(each):
                on = date(2020, 1, 1) + timedelta(days=n % 2000)
                fact = Note(text=words_of(chance))
                history.happened.append(bulk.Happened("note.recorded", on, facts=[fact]))
            yield history

    bulk.write(islice(histories(), -(-texts // each)), by=by, size=20)


def give_work(ids: list[int], by: Any) -> None:
    """Twenty children allocated to the worker."""
    from sightline.access.users.models import User
    from sightline.people.persons.models import Person
    from sightline.people.workforce.actions import take_on
    from sightline.record.allocation.actions import allocate
    from sightline.record.spine.actions import open_step

    user = User.objects.get(username="worker")
    day = date(2026, 1, 1)
    worker = take_on(name="Worker", user=user, by=by, on=date(2015, 1, 1))
    for child in Person.objects.filter(pk__in=ids):
        step = open_step("protection_plan.started", by=by, on=day, child=child, outcome="NEG")
        allocate(step=step, worker=worker, by=by, on=day)


def text_for(kind: str, chance: random.Random) -> str:
    """Something of a kind to type, about somebody or something that is there."""
    from sightline.people.persons.models import Person
    from sightline.record.search.models import Word

    person, word = (
        rows.filter(pk__gte=chance.randrange(1, rows.latest("pk").pk + 1)).earliest("pk")
        for rows in (Person.objects, Word.objects)
    )
    name, rare = person.display_name, word.word
    return {
        "person": name, "slip": f"{name[:3]}{name[4:]}",
        "born": f"{name} {person.born_on:%d/%m/%Y}",
        "place": f"{chance.randrange(1, 300)} {chance.choice(STREETS)}", "rare": rare,
        "two": f"{rare} babe", "common": "baba babe", "wrong": f"{rare[:2]}{rare[3:]} babe",
        "none": "zzyzx quuxington",
    }[kind]


def one_by_one(client: Any, kind: str, rounds: int) -> dict[str, float]:
    """p50 and p95 of the whole page, with one client."""
    chance, took = random.Random(kind), []
    for _ in range(rounds):
        typed = text_for(kind, chance)
        began = time.perf_counter()
        answer = client.get("/search", {"q": typed})
        took.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, typed
    return spread(took)


def together(username: str, options: argparse.Namespace) -> dict[str, float]:
    """The same with several clients in threads of one process, the kinds mixed."""
    from django.db import connections
    from django.test import Client

    from sightline.access.users.models import User

    def one(number: int) -> list[float]:
        chance, took, client = random.Random(number), [], Client()
        client.force_login(User.objects.get(username=username))
        for _ in range(options.rounds):
            typed = text_for(chance.choice(list(QUERIES.values())), chance)
            began = time.perf_counter()
            client.get("/search", {"q": typed})
            took.append(1000 * (time.perf_counter() - began))
        connections.close_all()
        return took

    with ThreadPoolExecutor(options.clients) as pool:
        return spread([ms for took in pool.map(one, range(options.clients)) for ms in took])


def spread(took: list[float]) -> dict[str, float]:
    """The middle and the slow end."""
    return {
        "p50": round(statistics.median(took), 1),
        "p95": round(statistics.quantiles(took, n=20, method="inclusive")[-1], 1),
    }


if __name__ == "__main__":
    main()
