"""Addresses of the child's page and of what hangs from it."""

from django.urls import path

from sightline.record.child import views

urlpatterns = [
    path("child/<int:child_id>/", views.child, name="child"),
    path("child/<int:child_id>/chronology/", views.chronology, name="chronology"),
    path("child/<int:child_id>/looked/", views.looked, name="who_has_looked"),
]
