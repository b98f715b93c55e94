"""The indexes beneath search, in the way of each database: made and dropped by the migration.

On SQLite a full-text table of stems reads the passages, and triggers keep it in step. PostgreSQL
works out a vector of stems for each passage itself. Words are met by the ordinary index of theirs.
"""

import string
from typing import Any

PASSAGES = "search_passage"
WORDS = "search_word"
STEMS = "search_passage_stems"
#: An index of the parts of words that earlier versions made, and that nothing asks.
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
    ]
    names, values = "text, also, whose", "{0}.text, {0}.also, {0}.whose"
    new, old = values.format("new"), values.format("old")
    put = f"INSERT INTO {STEMS} (rowid, {names}) VALUES (new.event_id, {new});"
    take = (
        f"INSERT INTO {STEMS} ({STEMS}, rowid, {names}) VALUES ('delete', old.event_id, {old});"
    )
    for when, does in (("INSERT", put), ("DELETE", take), ("UPDATE", f"{take} {put}")):
        name = f"{STEMS}_{when.lower()}"
        made.append(f"CREATE TRIGGER {name} AFTER {when} ON {PASSAGES} BEGIN {does} END")
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


def drop(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    if schema_editor.connection.vendor == "sqlite":
        _drop_full_text(schema_editor, STEMS)
        return
    schema_editor.execute(f"ALTER TABLE {PASSAGES} DROP COLUMN IF EXISTS stems")
    schema_editor.execute(f"DROP TEXT SEARCH CONFIGURATION IF EXISTS {ENGLISH}")
    schema_editor.execute(f"DROP TEXT SEARCH DICTIONARY IF EXISTS {ENGLISH}_stem")


def drop_parts(apps: Any, schema_editor: Any) -> None:
    """Take away the index of the parts of words, where an earlier version made one."""
    if schema_editor.connection.vendor == "sqlite":
        _drop_full_text(schema_editor, PARTS)
        schema_editor.execute(f"DROP VIEW IF EXISTS {WORDS}_apart")
        return
    schema_editor.execute(f"DROP INDEX IF EXISTS {PARTS}")


def _drop_full_text(schema_editor: Any, table: str) -> None:
    for when in ("insert", "delete", "update"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{when}")
    schema_editor.execute(f"DROP TABLE IF EXISTS {table}")
