"""What every test stands on: one fixed moment, a cloned database, and the reference files."""

import asyncio
import gc
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connections, transaction
from django.test import TransactionTestCase

from sightline.base.moments import fixed

ROOT = Path(__file__).resolve().parent
# a Wednesday in the middle of a term, days away from any bank holiday
NOW = datetime(2026, 6, 10, 10, 0, tzinfo=ZoneInfo("Europe/London"))
# pages and rows made by the thousand, nearly all freed as soon as they are let go
gc.set_threshold(200_000, 50, 100)
RENEWING = {"transactional_db", "live_server"}
PAGE_FIXTURES = {"client", "admin_client"}
OF_PROCESSES = ROOT / "src" / "sightline" / "journey"
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client"}


@pytest.fixture(autouse=True)
def clock():
    """Every test happens at ten o'clock on Wednesday 10 June 2026, unless it says otherwise."""
    with fixed(NOW, everywhere=True):
        yield NOW


@pytest.fixture(scope="session")
def shared_dir():
    """The reference files kept beside the repository: SIGHTLINE_SHARED, or ../shared."""
    folder = Path(os.environ.get("SIGHTLINE_SHARED") or ROOT.parent / "shared")
    if folder.is_dir():
        return folder
    if os.environ.get("CI") == "true":
        pytest.fail(f"The reference files are not at {folder}; set SIGHTLINE_SHARED.")
    pytest.skip(f"absent: no reference files at {folder} (set SIGHTLINE_SHARED)")


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Each worker's own clone of the migrated template, in place of Django's own making."""
    from tests.databases import Clone

    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        clone = Clone(worker)
        clone.make()

        def renew(case: TransactionTestCase) -> None:
            clone.make()

        # what a test committed is not deleted row by row, which the audit trail forbids
        kept, TransactionTestCase._fixture_teardown = TransactionTestCase._fixture_teardown, renew
    yield
    TransactionTestCase._fixture_teardown = kept
    with django_db_blocker.unblock():
        clone.drop()


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """A transaction around all tests of a module, for what a fixture of the module makes once.

    What a test adds or changes is taken back after it; so that no test finds what another did to
    an object, each is given its own deep copy. No test of such a module may commit.
    """
    with django_db_blocker.unblock(), transaction.atomic(), fixed(NOW):
        yield
        transaction.set_rollback(True)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A connection to a database that a test before has renewed leads nowhere any longer.

    While a browser's driver has an event loop in the thread, Django keeps other connections than
    without one, so a renewal then leaves those of before to be closed when the loop is gone.
    """
    session = item.session
    if getattr(session, "renewed", False):
        connections.close_all()
        session.renewed = loop_is_running()
    mark = item.get_closest_marker("django_db")
    renews = RENEWING & set(getattr(item, "fixturenames", ()))
    if renews or (mark is not None and mark.kwargs.get("transaction")):
        session.renewed = True


def loop_is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def pytest_addoption(parser):
    parser.addoption(
        "--database-only", action="store_true", help="only the tests that read or write a database"
    )


def pytest_collection_modifyitems(config, items):
    on_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    kept, left = [], []
    for item in items:
        item.user_properties.append(("nodeid", item.nodeid))
        for mark in item.iter_markers("covers"):
            item.user_properties.append(("covers", " ".join(mark.args)))
        only = "sqlite" if on_postgres else "postgres"
        needs_other = item.get_closest_marker(only)
        unwanted = config.getoption("--database-only") and not worth_both(item)
        (left if needs_other or unwanted else kept).append(item)
    if left:
        config.hook.pytest_deselected(items=left)
    # begun last, one of these would be waited for by a processor that has nothing else to do
    items[:] = sorted(kept, key=lambda item: item.get_closest_marker("long") is None)


def worth_both(item) -> bool:
    """Whether a test is run on PostgreSQL too: what asks or keeps something in a way of its own is.

    Tests of pages are not, but for those marked: there every page is opened and sent everything by
    `tests/house/test_hostile.py`, and a journey is told in a browser; what pages do is done by
    actions and asked by queries, whose own tests run on both. Nor are the tests of what a process
    demands: its actions write by way of the record below, and every page, outcome and story of
    every process is recorded there by `tests/house/test_never_refused.py`, the stories of
    `demo/journeys` and the small borough. Where a test tries one thing many times over (seeds,
    samples, texts), the times after the first are marked `sqlite`: another engine differs in what
    it takes, not in how often.
    """
    if item.get_closest_marker("on_both") is not None:
        return True
    fixtures = set(getattr(item, "fixturenames", ()))
    if fixtures & PAGE_FIXTURES or item.path.is_relative_to(OF_PROCESSES):
        return False
    return item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)
