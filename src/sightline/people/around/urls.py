"""The addresses of professionals and organisations."""

from django.urls import path

from sightline.people.around import views

urlpatterns = [
    path("people/<int:child_id>/professionals/", views.professionals, name="professionals"),
    path("people/<int:child_id>/professionals/<slug:service>", views.say, name="say_professional"),
    path("people/<int:child_id>/professionals/row/<int:row_id>", views.end,
         name="end_professional"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/new", views.enter, name="enter_organisation"),
    path("organisations/<int:body_id>/close", views.close, name="close_organisation"),
]
