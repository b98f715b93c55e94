"""Addresses of an assessment beyond the recording pages."""

from django.urls import path

from sightline.journey.assessment import views

app_name = "assessment"

urlpatterns = [
    path(
        "child/<int:child_id>/assessment/<int:step_id>/history/", views.history, name="history"
    ),
]
