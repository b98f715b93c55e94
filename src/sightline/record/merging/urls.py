"""Addresses of merging, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.merging import views

urlpatterns = [
    path("child/<int:child_id>/records/", views.records, name="records"),
    path("child/<int:child_id>/records/merge", views.merge, name="merge_records"),
    path("child/<int:child_id>/records/linked/<int:other_id>", views.unlink, name="unlink_records"),
    path("child/<int:child_id>/records/<int:merge_id>/part", views.part, name="part_records"),
    path("child/<int:child_id>/records/<int:merge_id>/place", views.place, name="place_records"),
]
