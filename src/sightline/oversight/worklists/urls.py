"""Addresses of the worklists."""

from django.urls import path

from sightline.oversight.worklists import (
    away,
    burden,
    chairs_alerts,
    conferences,
    consulted,
    duty,
    exceptions,
    front_door,
    head_of_service,
    loads,
    on_plans,
    opened,
    practice,
    recording,
    teams,
    thresholds,
    tonight,
    without_form,
    work,
    workers,
)

app_name = "worklists"

urlpatterns = [
    path("my-day/", work.work, name="work"),
    path("my-day/children.csv", work.work_export, name="work_export"),
    path("my-day/recording/", recording.mine, name="my_recording"),
    path("my-day/away/", away.mine, name="away"),
    path("team/", teams.teams, name="teams"),
    path("team/<int:team_id>/", teams.team, name="team"),
    path("team/<int:team_id>/children.csv", teams.team_export, name="team_export"),
    path("team/<int:team_id>/recording/", recording.team, name="team_recording"),
    path("team/<int:team_id>/workers/", workers.workers, name="workers"),
    path("team/<int:team_id>/workers/<int:worker_id>/", away.worker, name="worker"),
    path(
        "team/<int:team_id>/workers.csv", workers.workers_export, name="workers_export"
    ),
    path("team/<int:team_id>/duty/", duty.duty, name="duty"),
    path("child/<int:child_id>/duty/", duty.duty_task, name="duty_task"),
    path("front-door/", front_door.front_door, name="front_door"),
    path("front-door/contacts.csv", front_door.door_export, name="door_export"),
    path("front-door/closed-with-work/", front_door.hidden_work, name="hidden_work"),
    path("front-door/moved-receipts/", front_door.moved, name="moved"),
    path("front-door/without-a-form/", without_form.without_form, name="without_form"),
    path(
        "front-door/without-a-form/figures.csv", without_form.without_form_export,
        name="without_form_export",
    ),
    path(
        "child/<int:child_id>/front-door/<int:step_id>/", opened.contact, name="contact"
    ),
    path(
        "child/<int:child_id>/front-door/<int:step_id>/strategy/", opened.strategy,
        name="strategy",
    ),
    path("conferences/", conferences.conferences, name="conferences"),
    path("conferences/alerts/", chairs_alerts.log, name="chairs_alerts"),
    path(
        "conferences/alerts/alerts.csv", chairs_alerts.log_export, name="chairs_alerts_export"
    ),
    path("conferences/plans/", on_plans.listed, name="on_plans"),
    path("conferences/plans/children.csv", on_plans.listed_export, name="on_plans_export"),
    path("service/", head_of_service.service, name="service"),
    path("service/waiting/", head_of_service.service_waiting, name="service_waiting"),
    path("service/late/", head_of_service.service_late, name="service_late"),
    path("service/caseloads/", loads.caseloads, name="caseloads"),
    path("service/caseloads/workers.csv", loads.caseloads_export, name="caseloads_export"),
    path("service/forms/", burden.burden, name="burden"),
    path("service/practice/", practice.practice, name="practice"),
    path("service/thresholds/", thresholds.thresholds, name="thresholds"),
    path("service/consulted/", consulted.service_consulted, name="service_consulted"),
    path("exceptions/", exceptions.exceptions, name="exceptions"),
    path("exceptions/<slug:key>/", exceptions.exception, name="exception"),
    path(
        "exceptions/<slug:key>/children.csv", exceptions.exception_export, name="exception_export"
    ),
    path("tonight/", tonight.tonight, name="tonight"),
    path("tonight/consulted/", consulted.consulted, name="consulted"),
]
