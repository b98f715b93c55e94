"""The address of the genogram."""

from django.urls import path

from sightline.record.genogram import views

urlpatterns = [path("child/<int:child_id>/genogram/", views.genogram, name="genogram")]
