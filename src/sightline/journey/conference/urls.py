"""Addresses of a conference's own screens; those of one child below the child."""

from django.urls import path

from sightline.journey.conference.room import after, booking, calendar, screen, views

app_name = "conference"

ONE = "child/<int:child_id>/conference/<int:step_id>/"

urlpatterns = [
    path("conferences/calendar/", calendar.calendar, name="calendar"),
    path(ONE, views.before, name="before"),
    path(f"{ONE}book/", booking.book, name="book"),
    path(f"{ONE}meeting/", views.meeting, name="meeting"),
    path(f"{ONE}decision/", views.child, name="child"),
    path(f"{ONE}<slug:part>/draft", views.draft, name="draft"),
    path(f"{ONE}plan/", views.plan, name="plan"),
    path(f"{ONE}plan/keep", views.plan_draft, name="plan_draft"),
    path(f"{ONE}screen/", screen.screen, name="screen"),
    path(f"{ONE}screen/now/", screen.now, name="screen_now"),
    path(f"{ONE}after/", after.after, name="after"),
]
