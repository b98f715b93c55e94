"""Pages shown in Chromium straight from the templates, with our static files and our policy."""

import shutil
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Route, sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "static"
AXE = Path(__file__).resolve().parents[4] / "node_modules/axe-core/axe.min.js"
HOST = "http://sightline.test"
#: Every rule is tried; of those that were kept, only that they were is worked out.
FOUND = """axe.run({resultTypes: ["violations"]}).then(
    ({violations}) => violations.map(it => [it.id, it.impact, it.nodes[0].html]))"""
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class Site:
    """What the browser is answered: our static files, the pages put in, and answers to posts."""

    def __init__(self):
        self.pages = {}
        self.posted = []
        self.answers = []

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOST).split("?")[0]
        if route.request.method == "POST":
            self.posted.append((path, route.request.post_data or ""))
            route.fulfill(**(self.answers.pop(0) if self.answers else {"status": 503}))
        elif path.startswith("/static/") and (found := finders.find(path[8:])):
            file = Path(found)
            kind = KINDS.get(file.suffix, "application/octet-stream")
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif path in self.pages:
            route.fulfill(
                body=self.pages[path],
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": settings.CONTENT_SECURITY_POLICY},
            )
        else:
            route.fulfill(status=404, body="")


def barriers(page) -> list[tuple[str, str, str]]:
    """What axe finds on a page that would shut somebody out: rule, impact, element."""
    page.evaluate(AXE.read_text())
    return [tuple(each) for each in page.evaluate(FOUND)]


@contextmanager
def browser(site: Site, *, width: int = 1280, script: bool = True):
    """A page of a browser of that width, with the site behind it; its complaints in `.told`."""
    with sync_playwright() as running:
        chromium = running.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-background-networking"],
        )
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        page = context.new_page()
        page.told = []
        page.on("console", lambda m: page.told.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda wrong: page.told.append(str(wrong)))
        page.route("**/*", site.answer)
        yield page
        chromium.close()
