"""The door through which the web server enters."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sightline.project.settings.base")
application = get_wsgi_application()


def make_ready() -> None:
    """Read every address and every template's frame before anybody asks for a page.

    What a process has loaded it keeps: the collector of garbage is told to leave it out, and to
    look through the rest less often than after every seven hundred things made. A page makes
    tens of thousands, and nearly all are freed without it.
    """
    from django.template import engines
    from django.urls import get_resolver

    walk = [*get_resolver().url_patterns]
    while walk:
        walk += getattr(walk.pop(), "url_patterns", [])
    engines["jinja2"].env.get_template("base/page.jinja")
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


make_ready()
