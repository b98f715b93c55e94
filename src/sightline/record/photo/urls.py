"""Addresses of photographs, all below a child, so that each is guarded by the child."""

from django.urls import path

from sightline.record.photo import views

urlpatterns = [
    path("child/<int:child_id>/photo/", views.photo, name="photo"),
    path("child/<int:child_id>/photo/<int:row_id>", views.image, name="photo_image"),
    path("child/<int:child_id>/photo/<int:row_id>/off", views.take_off, name="photo_off"),
]
