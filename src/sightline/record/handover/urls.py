"""Addresses of handing over, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.handover import views

app_name = "handover"

urlpatterns = [
    path("child/<int:child_id>/hand-over/", views.send, name="send"),
    path("child/<int:child_id>/hand-over/<int:step_id>/", views.answer, name="answer"),
]
