"""The addresses of search."""

from django.urls import path

from sightline.record.search import views

urlpatterns = [
    path("search", views.search, name="search"),
    path("people/search", views.moved, name="people_search"),
]
