"""`sightline migrate`: the database brought to the shape this version needs."""

import typer


def register(app: typer.Typer) -> None:
    app.command("migrate")(migrate)


def migrate() -> None:
    """Make the database if there is none, and bring it to the shape this version needs.

    Safe to run again: it does only what has not been done.
    """
    from sightline.project.shaping import bring_to_shape

    bring_to_shape()


def unapplied() -> list[str]:
    """The changes of shape that this database still lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
