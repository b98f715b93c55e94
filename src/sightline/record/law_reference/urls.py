"""Addresses of the law reference."""

from django.urls import path

from sightline.record.law_reference import views

urlpatterns = [
    path("law/", views.index, name="law"),
    path("law/<slug:key>/", views.clock, name="law_clock"),
]
