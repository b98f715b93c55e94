"""Addresses of the list of those to ring."""

from django.urls import path

from sightline.people.on_call import views

app_name = "on_call"

urlpatterns = [
    path("on-call/", views.numbers, name="numbers"),
    path("on-call/<int:number_id>/take-off/", views.take_off, name="take_off"),
]
