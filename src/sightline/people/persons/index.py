"""The index that finds people by misspelt names and addresses: one line of text a person.

It is a full-text table of trigrams on SQLite and a trigram index on PostgreSQL, written by the
actions that change a name or an address, in their transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from sightline.people.persons.facts import Address, Name
from sightline.people.persons.plain import plain

TABLE = "persons_search"
BATCH = 400


def line(texts: Iterable[str]) -> str:
    """Plain words, each once, with a space on both sides so that two-letter names are found."""
    found = dict.fromkeys(word for text in texts for word in plain(text).split())
    return f" {' '.join(found)} " if found else ""


def refresh(person_ids: Iterable[int]) -> None:
    """Write the lines of these people again from what stands in the record."""
    wanted = iter(dict.fromkeys(person_ids))
    while batch := list(islice(wanted, BATCH)):
        _write(list(_lines(batch)))


def _lines(person_ids: list[int]) -> Iterator[tuple[int, str, str]]:
    names: dict[int, list[str]] = defaultdict(list)
    places: dict[int, list[str]] = defaultdict(list)
    held = Name.objects.standing().filter(person_id__in=person_ids)
    for person_id, given, family in held.order_by("id").values_list("person_id", "given", "family"):
        names[person_id] += [given, family]
    homes = Address.objects.standing().filter(person_id__in=person_ids)
    for person_id, lines, code in homes.order_by("id").values_list(
        "person_id", "lines", "postcode"
    ):
        # a postcode is found with its space and without
        places[person_id] += [lines, code, code.replace(" ", "")]
    for person_id in person_ids:
        yield person_id, line(names[person_id]), line(places[person_id])


def _write(rows: list[tuple[int, str, str]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row[0],) for row in rows])
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, names, addresses) VALUES (%s, %s, %s)", rows
            )
        else:
            cursor.executemany(
                f"INSERT INTO {TABLE} (person_id, names, addresses) VALUES (%s, %s, %s) "
                "ON CONFLICT (person_id) DO UPDATE "
                "SET names = excluded.names, addresses = excluded.addresses",
                rows,
            )


def make(schema_editor) -> None:
    """Create the table and its index: the migration's work."""
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {TABLE} USING fts5(names, addresses, tokenize='trigram')"
        )
        return
    schema_editor.execute(
        f"CREATE TABLE {TABLE} (person_id bigint PRIMARY KEY "
        "REFERENCES persons_person (id) ON DELETE CASCADE, "
        "names text NOT NULL, addresses text NOT NULL)"
    )
    if may_have_trigrams(schema_editor):
        for column in ("names", "addresses"):
            schema_editor.execute(
                f"CREATE INDEX {TABLE}_{column} ON {TABLE} USING gin ({column} gin_trgm_ops)"
            )


def may_have_trigrams(schema_editor) -> bool:
    """Whether PostgreSQL has pg_trgm, or lets this user create it."""
    from django.db import DatabaseError, transaction

    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True


def drop(schema_editor) -> None:
    """Take the table away again."""
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")
