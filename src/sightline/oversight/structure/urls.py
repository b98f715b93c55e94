"""Addresses of the management structure."""

from django.urls import path

from sightline.oversight.structure import views

app_name = "structure"

urlpatterns = [
    path("structure/", views.tree, name="tree"),
    path("structure/open/<slug:kind>/", views.open_unit, name="open"),
    path("structure/<slug:kind>/<int:unit_id>/", views.unit, name="unit"),
]
