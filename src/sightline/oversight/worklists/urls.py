"""Addresses of the worklists."""

from django.urls import path

from sightline.oversight.worklists import (
    away,
    burden,
    conferences,
    exceptions,
    front_door,
    head_of_service,
    loads,
    opened,
    practice,
    recording,
    teams,
    tonight,
    work,
    workers,
)

app_name = "worklists"

urlpatterns = [
    path("work/", work.work, name="work"),
    path("work/children.csv", work.work_export, name="work_export"),
    path("work/recording/", recording.mine, name="my_recording"),
    path("work/away/", away.mine, name="away"),
    path("team/", teams.teams, name="teams"),
    path("team/<int:team_id>/", teams.team, name="team"),
    path("team/<int:team_id>/children.csv", teams.team_export, name="team_export"),
    path("team/<int:team_id>/recording/", recording.team, name="team_recording"),
    path("team/<int:team_id>/workers/", workers.workers, name="workers"),
    path("team/<int:team_id>/workers/<int:worker_id>/", away.worker, name="worker"),
    path(
        "team/<int:team_id>/workers.csv", workers.workers_export, name="workers_export"
    ),
    path("front-door/", front_door.front_door, name="front_door"),
    path("front-door/contacts.csv", front_door.door_export, name="door_export"),
    path("front-door/closed-with-work/", front_door.hidden_work, name="hidden_work"),
    path("front-door/moved-receipts/", front_door.moved, name="moved"),
    path(
        "child/<int:child_id>/front-door/<int:step_id>/", opened.contact, name="contact"
    ),
    path(
        "child/<int:child_id>/front-door/<int:step_id>/strategy/", opened.strategy,
        name="strategy",
    ),
    path("conferences/", conferences.conferences, name="conferences"),
    path("service/", head_of_service.service, name="service"),
    path("service/waiting/", head_of_service.service_waiting, name="service_waiting"),
    path("service/late/", head_of_service.service_late, name="service_late"),
    path("service/caseloads/", loads.caseloads, name="caseloads"),
    path("service/caseloads/workers.csv", loads.caseloads_export, name="caseloads_export"),
    path("service/forms/", burden.burden, name="burden"),
    path("service/practice/", practice.practice, name="practice"),
    path("exceptions/", exceptions.exceptions, name="exceptions"),
    path("exceptions/<slug:key>/", exceptions.exception, name="exception"),
    path(
        "exceptions/<slug:key>/children.csv", exceptions.exception_export, name="exception_export"
    ),
    path("tonight/", tonight.tonight, name="tonight"),
]
