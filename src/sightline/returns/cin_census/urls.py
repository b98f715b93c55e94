"""Addresses of the returns."""

from django.urls import path

from sightline.returns.cin_census import views

urlpatterns = [
    path("returns/imports/", views.imports, name="returns_imports"),
    path("returns/imports/<int:file_id>/", views.one, name="returns_import"),
]
