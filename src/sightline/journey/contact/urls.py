"""Addresses on which contacts are taken, settled and listed."""

from django.urls import path

from sightline.journey.contact import lists, mothers, settling, views

app_name = "contact"

urlpatterns = [
    path("contacts/record/", views.find, name="find"),
    path("contacts/record/<int:draft_id>/", views.take, name="take"),
    path("contacts/record/<int:draft_id>/draft", views.keep, name="keep"),
    path("contacts/record/<int:draft_id>/set-aside", views.set_aside, name="set_aside"),
    path("contacts/received/<int:occasion_id>/", views.received, name="received"),
    path("contacts/<int:child_id>/<int:step_id>/identify", settling.identify, name="identify"),
    path("contacts/<int:child_id>/<int:step_id>/mother", mothers.mother, name="mother"),
    path("contacts/<int:child_id>/<int:step_id>/receipt", settling.receipt, name="receipt"),
    path("contacts/moved/", lists.moved, name="moved"),
    path("contacts/closed-with-work/", lists.hidden, name="hidden"),
]
