"""Addresses of allocation, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.allocation import views

app_name = "allocation"

urlpatterns = [
    path("child/<int:child_id>/allocate/", views.allocate, name="allocate"),
    path("child/<int:child_id>/allocate/wait/", views.wait, name="wait"),
    path("child/<int:child_id>/allocate/end/<int:involvement_id>/", views.end, name="end"),
]
