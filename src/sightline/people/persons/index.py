"""The index that finds people by misspelt names and addresses: one line of text a person.

It is a full-text table of trigrams on SQLite and a trigram index on PostgreSQL, written by the
actions that change a name or an address, in their transaction. On SQLite whole words have indexes
of their own, with a list of every word there is: to read the trigrams of everybody takes many
times as long as to find out which words resemble the one that was typed, and who has those.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from sightline.people.persons.facts import Address, Name
from sightline.people.persons.plain import plain

TABLE = "persons_search"
#: SQLite alone: who is called by each word, and who is called by it or lives by it.
NAMED, WORDS = "persons_search_named", "persons_search_words"
#: SQLite alone: every word once, and the trigrams of those.
SPELT, PARTS = "persons_spelt", "persons_spelt_parts"
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
            _forget_words(cursor, [row[0] for row in rows])
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(row[0],) for row in rows])
            cursor.executemany(
                f"INSERT INTO {TABLE} (rowid, names, addresses) VALUES (%s, %s, %s)", rows
            )
            _learn_words(cursor, rows)
        else:
            cursor.executemany(
                f"INSERT INTO {TABLE} (person_id, names, addresses) VALUES (%s, %s, %s) "
                "ON CONFLICT (person_id) DO UPDATE "
                "SET names = excluded.names, addresses = excluded.addresses",
                rows,
            )


def _forget_words(cursor, person_ids: list[int]) -> None:
    """Take away the words of those who are there: such an index asks to be told what they were."""
    marks = ", ".join(["%s"] * len(person_ids))
    cursor.execute(
        f"SELECT rowid, names, addresses FROM {TABLE} WHERE rowid IN ({marks})", person_ids
    )
    for table, lines in _lines_of_words(cursor.fetchall()):
        cursor.executemany(
            f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', %s, %s)", lines
        )


def _lines_of_words(rows: list[tuple[int, str, str]]) -> list[tuple[str, list[tuple[int, str]]]]:
    """What each index of words holds of these people."""
    return [
        (NAMED, [(pk, names) for pk, names, _ in rows]),
        (WORDS, [(pk, f"{names} {places}") for pk, names, places in rows]),
    ]


def _learn_words(cursor, rows: list[tuple[int, str, str]]) -> None:
    for table, lines in _lines_of_words(rows):
        cursor.executemany(f"INSERT INTO {table} (rowid, words) VALUES (%s, %s)", lines)
    _spell(cursor, rows)


def _spell(cursor, rows: Iterable[tuple[int, str, str]]) -> None:
    """Have every word of these lines in the list, and whether it was ever of a name.

    None is ever taken away: one that nobody bears any more finds nobody.
    """
    names = {word for _, said, _ in rows for word in said.split()}
    places = {word for _, _, said in rows for word in said.split()} - names
    cursor.executemany(
        f"INSERT INTO {SPELT} (word, named) VALUES (%s, %s) ON CONFLICT (word) "
        "DO UPDATE SET named = 1 WHERE excluded.named AND NOT named",
        [(word, word in names) for word in sorted(names | places)],
    )


def make_words(schema_editor) -> None:
    """Create the indexes of whole words and the list of them, of what is there: SQLite alone."""
    if schema_editor.connection.vendor != "sqlite":
        return
    whole = "USING fts5(words, content='', detail=none, tokenize='unicode61 remove_diacritics 0')"
    for statement in (
        f"CREATE VIRTUAL TABLE {NAMED} {whole}", f"CREATE VIRTUAL TABLE {WORDS} {whole}",
        f"CREATE TABLE {SPELT} (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, "
        "named INTEGER NOT NULL)",
        f"CREATE VIRTUAL TABLE {PARTS} USING fts5(word, content='', detail=none, "
        "tokenize='trigram')",
        f"CREATE TRIGGER {PARTS}_insert AFTER INSERT ON {SPELT} BEGIN "
        f"INSERT INTO {PARTS} (rowid, word) VALUES (new.id, ' ' || new.word || ' '); END",
    ):
        schema_editor.execute(statement)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"SELECT rowid, names, addresses FROM {TABLE}")
        while rows := cursor.fetchmany(BATCH * 10):
            with schema_editor.connection.cursor() as writing:
                _learn_words(writing, rows)


def drop_words(schema_editor) -> None:
    """Take them away again."""
    if schema_editor.connection.vendor == "sqlite":
        for table in (PARTS, SPELT, NAMED, WORDS):
            schema_editor.execute(f"DROP TABLE IF EXISTS {table}")


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
