"""What forms cost in the service: their questions, and the time they take; never who took it."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sightline.access.policy.guard import permission
from sightline.base.components.words import plural
from sightline.base.moments import now
from sightline.oversight.worklists.front_door import authority_of
from sightline.record.drafts.burden import LEAST_PEOPLE, LEAST_TIMES, SITTING, forms_of

PERIOD = timedelta(days=28)


def lasted(time: timedelta) -> str:
    """A length of time as a person says it: 14 minutes; 3 hours; 2 days."""
    minutes = round(time.total_seconds() / 60)
    if minutes < 90:
        return plural(minutes, "minute") if minutes else "under a minute"
    if minutes < 48 * 60:
        return plural(round(minutes / 60), "hour")
    return plural(round(minutes / 1440), "day")


@permission("service.view")
@require_GET
def burden(request: HttpRequest) -> HttpResponse:
    """Every form with what it asks and how long it takes, those that cost most first."""
    forms = forms_of(authority_of(request).pk, since=now() - PERIOD)
    return render(request, "worklists/burden.jinja", {
        "timed": [form for form in forms if form.enough],
        "others": [form for form in forms if not form.enough],
        "lasted": lasted, "since": (now() - PERIOD).date(), "sitting": lasted(SITTING),
        "least": LEAST_TIMES, "people": LEAST_PEOPLE,
    })
