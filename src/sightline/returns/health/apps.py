"""Return health as a Django application."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig

from sightline.base.components import navigation

if TYPE_CHECKING:
    from sightline.base.forms.advising import Advice, Answers
    from sightline.record.child.panels import Warning


class HealthConfig(AppConfig):
    """What the record would break of a return's rules, kept in step with it."""

    name = "sightline.returns.health"
    label = "health"
    verbose_name = "Return health"

    def ready(self) -> None:
        """Follow the children who change, look again every five minutes, and offer the page."""
        from sightline.base.changed.queue import followers
        from sightline.base.forms.advising import advisers
        from sightline.base.jobs.schedule import recurring
        from sightline.record.child.panels import known_wrong
        from sightline.record.merging.pointers import left_alone
        from sightline.returns.health.models import FOLLOWER

        followers.add(FOLLOWER, frozenset({"child", "person"}))
        advisers.add("census", advise)
        advisers.add("census.person", advise_on_person)
        left_alone.add("health.finding", "is worked out again from who changed")
        known_wrong.add("return health", warnings_on)
        recurring("returns.health", every=timedelta(minutes=5), work=refresh)
        navigation.register("Return health", "return_health", "returns.mend", order=79)


# the rules take a moment to load, and most processes never run them
def refresh() -> object:
    """Look again at whoever changed, and once a day at everybody."""
    from sightline.returns.health.actions import refresh as look_again

    return look_again()


def advise(answers: Answers) -> Sequence[Advice]:
    """What the rules say of a page of the journey."""
    from sightline.returns.health import advising

    return advising.advise(answers)


def advise_on_person(answers: Answers) -> Sequence[Advice]:
    """What the rules say of a fact about a person."""
    from sightline.returns.health import advising

    return advising.advise_on_person(answers)


def warnings_on(child: Any) -> list[Warning]:
    """What the return would find wrong, beside what else needs putting right on a record."""
    from sightline.returns.health import standing

    return standing.warnings_on(child)
