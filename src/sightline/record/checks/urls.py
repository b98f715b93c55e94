"""Addresses of agency checks, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.checks import views

app_name = "checks"

urlpatterns = [
    path("child/<int:child_id>/checks/<int:step_id>/", views.ask, name="ask"),
    path("child/<int:child_id>/checks/answer/<int:event_id>/", views.answer, name="answer"),
]
