"""Every address of the product: each room brings its own."""

from importlib.util import find_spec

from django.urls import include, path

from sightline.project.settings.apps import ROOMS

urlpatterns = [
    *(
        path("", include(f"{room}.urls"))
        for room in ROOMS
        if room != "sightline.project" and find_spec(f"{room}.urls")
    ),
]
