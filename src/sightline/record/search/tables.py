"""The indexes beneath search, in the way of each database: made and dropped by the migration.

On SQLite a full-text table of stems reads the passages, and one of trigrams the words; triggers
keep both in step. PostgreSQL works out a vector of stems for each passage itself.
"""

import string
from typing import Any

from sightline.people.persons.index import may_have_trigrams

PASSAGES = "search_passage"
WORDS = "search_word"
STEMS = "search_passage_stems"
PARTS = "search_word_parts"
#: PostgreSQL's English stems without its list of words to leave out: Will and May are names.
ENGLISH = "sightline_english"
#: Read as spaces, where PostgreSQL would see a file's path, a host's name or a tag of HTML.
MARKS = string.punctuation


#: How SQLite takes a text apart: English stems, no accents.
TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"


def _sqlite() -> list[str]:
    made = [
        f"CREATE VIRTUAL TABLE {STEMS} USING fts5(text, also, whose, content='{PASSAGES}', "
        f"content_rowid='event_id', {TOKENS})",
        # with a space on both sides, so that words that begin or end alike are near each other
        f"CREATE VIEW {WORDS}_apart AS SELECT id, ' ' || word || ' ' AS word FROM {WORDS}",
        f"CREATE VIRTUAL TABLE {PARTS} USING fts5(word, content='{WORDS}_apart', "
        "content_rowid='id', tokenize='trigram', detail='none')",
    ]
    for table, read, key, names, values in (
        (STEMS, PASSAGES, "event_id", "text, also, whose", "{0}.text, {0}.also, {0}.whose"),
        (PARTS, WORDS, "id", "word", "' ' || {0}.word || ' '"),
    ):
        new, old = values.format("new"), values.format("old")
        put = f"INSERT INTO {table} (rowid, {names}) VALUES (new.{key}, {new});"
        take = f"INSERT INTO {table} ({table}, rowid, {names}) VALUES ('delete', old.{key}, {old});"
        for when, does in (("INSERT", put), ("DELETE", take), ("UPDATE", f"{take} {put}")):
            name = f"{table}_{when.lower()}"
            made.append(f"CREATE TRIGGER {name} AFTER {when} ON {read} BEGIN {does} END")
    return made


def spaced(text: str) -> str:
    """An expression of PostgreSQL with a space for each mark, so that it is as long as before."""
    marks = MARKS.replace("'", "''")
    return f"translate({text}, '{marks}', '{' ' * len(MARKS)}')"


def _postgres() -> list[str]:
    kinds = "asciiword, word, asciihword, hword, hword_asciipart, hword_part"
    both = spaced("text || ' ' || also")
    return [
        f"CREATE TEXT SEARCH DICTIONARY {ENGLISH}_stem "
        "(TEMPLATE = pg_catalog.snowball, Language = english)",
        f"CREATE TEXT SEARCH CONFIGURATION {ENGLISH} (COPY = pg_catalog.english)",
        f"ALTER TEXT SEARCH CONFIGURATION {ENGLISH} "
        f"ALTER MAPPING FOR {kinds} WITH {ENGLISH}_stem",
        f"ALTER TABLE {PASSAGES} ADD COLUMN stems tsvector "
        f"GENERATED ALWAYS AS (to_tsvector('{ENGLISH}'::regconfig, {both})) STORED",
        f"CREATE INDEX {STEMS} ON {PASSAGES} USING gin (stems)",
    ]


def make(apps: Any, schema_editor: Any) -> None:
    """Make the indexes of the database at hand."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in _sqlite():
            schema_editor.execute(statement)
        return
    for statement in _postgres():
        # a percent sign or a mark in the statement is no place for a value
        schema_editor.execute(statement, params=None)
    if may_have_trigrams(schema_editor):
        schema_editor.execute(
            f"CREATE INDEX {PARTS} ON {WORDS} USING gin (word gin_trgm_ops)", params=None
        )


def drop(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    if schema_editor.connection.vendor == "sqlite":
        for table in (STEMS, PARTS):
            for when in ("insert", "delete", "update"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{when}")
            schema_editor.execute(f"DROP TABLE IF EXISTS {table}")
        schema_editor.execute(f"DROP VIEW IF EXISTS {WORDS}_apart")
        return
    schema_editor.execute(f"DROP INDEX IF EXISTS {PARTS}")
    schema_editor.execute(f"ALTER TABLE {PASSAGES} DROP COLUMN IF EXISTS stems")
    schema_editor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {ENGLISH}")
    schema_editor.execute(f"DROP TEXT SEARCH DICTIONARY IF EXISTS {ENGLISH}_stem")
