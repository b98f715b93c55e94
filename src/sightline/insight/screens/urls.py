"""Addresses of the figures."""

from django.urls import path

from sightline.insight.screens import views

urlpatterns = [
    path("measures/", views.index, name="measures"),
    path("measures/<slug:key>/", views.measure, name="measure"),
]
