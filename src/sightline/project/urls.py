"""Every address of the product: each room brings its own."""

from importlib.util import find_spec

from django.urls import include, path

from sightline.base import errors
from sightline.project.home import home
from sightline.project.settings.apps import ROOMS

urlpatterns = [
    path("", home, name="home"),
    *(
        path("", include(f"{room}.urls"))
        for room in ROOMS
        if room != "sightline.project" and find_spec(f"{room}.urls")
    ),
]
handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
