"""Addresses of the recording pages, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.pages import events, steps, views

app_name = "pages"

START = "child/<int:child_id>/start/<slug:process>/<slug:page>/"

urlpatterns = [
    path("child/<int:child_id>/step/<int:step_id>/", steps.step, name="step"),
    path("child/<int:child_id>/step/<int:step_id>/<slug:page>/", views.page, name="page"),
    path("child/<int:child_id>/step/<int:step_id>/<slug:page>/draft", views.draft, name="draft"),
    path("child/<int:child_id>/step/<int:step_id>/<slug:page>/check", views.check, name="check"),
    path("child/<int:child_id>/step/<int:step_id>/<slug:page>/advice", views.advice, name="advice"),
    path("child/<int:child_id>/start/", steps.start, name="start"),
    path(START, views.page, name="start_page"),
    path(f"{START}draft", views.draft, name="start_draft"),
    path(f"{START}advice", views.advice, name="start_advice"),
    path(f"{START}check", views.check, name="start_check"),
    path("child/<int:child_id>/drafts/<int:draft_id>/set-aside", views.set_aside, name="set_aside"),
    path("child/<int:child_id>/event/<int:event_id>/", events.event, name="event"),
    path("child/<int:child_id>/event/<int:event_id>/void", events.void_event, name="void"),
    path("child/<int:child_id>/event/<int:event_id>/correct", events.correct_event, name="correct"),
]
