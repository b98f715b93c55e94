"""Addresses on which a contact is taken."""

from django.urls import path

from sightline.journey.contact import views

app_name = "contact"

urlpatterns = [
    path("contacts/record/", views.find, name="find"),
    path("contacts/record/<int:draft_id>/", views.take, name="take"),
    path("contacts/record/<int:draft_id>/draft", views.keep, name="keep"),
    path("contacts/record/<int:draft_id>/set-aside", views.set_aside, name="set_aside"),
    path("contacts/received/<int:occasion_id>/", views.received, name="received"),
]
