"""Addresses of interpreters, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.interpreters import views

app_name = "interpreters"

HERE = "child/<int:child_id>/interpreters/"
urlpatterns = [
    path(HERE, views.interpreters, name="interpreters"),
    path(f"{HERE}ask/", views.ask, name="ask"),
    path(f"{HERE}said/<int:event_id>/", views.said, name="said"),
    path(f"{HERE}held/<int:event_id>/<int:person_id>/", views.held, name="held"),
]
