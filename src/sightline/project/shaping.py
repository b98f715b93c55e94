"""The database brought to the shape this version needs: step by step, or at once where none is.

A database with nothing in it is given the last shape of every table, and then what migrations do
beside tables (triggers, full-text indexes). Walking through every earlier shape gives the same and
takes many times as long; a test compares the two.
"""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection as default
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration, RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

#: The Python in migrations of others only mends old rows, and an empty database has none.
OURS = "sightline."


def bring_to_shape(*, verbosity: int = 1) -> None:
    """Make the tables where there are none, and do whatever migration has not been done."""
    if not default.introspection.table_names():
        lay(default)
    call_command("migrate", interactive=False, verbosity=verbosity)


def lay(connection: BaseDatabaseWrapper) -> bool:
    """Make every table in its last shape; False, and nothing done, where that would not do.

    Only for a database without tables.
    """
    executor = MigrationExecutor(connection)
    plan = [one for one, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    if not all(may_be_laid(migration) for migration in plan):
        return False
    state = ProjectState(real_apps=executor.loader.unmigrated_apps)
    for migration in plan:
        migration.mutate_state(state, preserve=False)
    _make_tables(connection, state)
    for migration in plan:
        _do_beside(connection, migration, state)
    executor.recorder.ensure_schema()
    for migration in plan:
        executor.recorder.record_applied(migration.app_label, migration.name)
    return True


def may_be_laid(migration: Migration) -> bool:
    """Whether the last shape says all that this migration does, but for Python that can be run."""
    opaque = RunSQL | SeparateDatabaseAndState
    return not any(isinstance(one, opaque) for one in migration.operations)


def _make_tables(connection: BaseDatabaseWrapper, state: ProjectState) -> None:
    with connection.schema_editor() as editor:
        for model in state.apps.get_models(include_auto_created=False):
            if model._meta.can_migrate(connection) and not model._meta.proxy:
                editor.create_model(model)


def _do_beside(
    connection: BaseDatabaseWrapper, migration: Migration, state: ProjectState
) -> None:
    if not type(migration).__module__.startswith(OURS):
        return
    for operation in migration.operations:
        if isinstance(operation, RunPython):
            with connection.schema_editor() as editor:
                operation.database_forwards(migration.app_label, editor, state, state)
