"""Pages shown in Chromium straight from the templates, with our static files and our policy."""

import shutil
from contextlib import contextmanager, nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Playwright, sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "static"
AXE = Path(__file__).resolve().parents[4] / "node_modules/axe-core/axe.min.js"
NAME, AXE_PATH = "sightline.test", "/axe.min.js"
HOST = f"http://{NAME}"
#: Every rule is tried; of those that were kept, only that they were is worked out.
FOUND = """axe.run({resultTypes: ["violations"]}).then(
    ({violations}) => violations.map(it => [it.id, it.impact, it.nodes[0].html]))"""
#: From an address the browser keeps half a megabyte of script as it read it the first time.
FETCHED = """at => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.onload = () => { script.remove(); done(); };
    script.onerror = failed;
    script.src = at;
    document.head.append(script);
})"""
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: What the driver leaves out itself: of two such lists Chromium hears the last alone.
LEFT_OUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
)
#: Below the address bar that nobody sees two pages of Chromium's own are drawn for each window,
#: and beside each page an empty process is begun: more work than many a page of ours.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess")


def launch(running: Playwright, *arguments: str) -> Browser:
    """The browser of the system; missing, it fails and says what to type."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, "no Chromium here: apt-get install chromium fonts-liberation"
    calm = f"--disable-features={','.join(LEFT_OUT + UNSEEN)}"
    return running.chromium.launch(
        executable_path=found, args=["--no-sandbox", calm, *arguments]
    )


class Answering(BaseHTTPRequestHandler):
    """Answers for the site shown now, and with our static files, which a browser may keep."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path, pages = self.path.split("?")[0], self.server.site.pages
        static = finders.find(path[8:]) if path.startswith("/static/") else None
        if path == AXE_PATH or static:
            file = AXE if path == AXE_PATH else Path(static)
            kind = KINDS.get(file.suffix, "application/octet-stream")
            self.say(200, file.read_bytes(), kind, {"Cache-Control": "max-age=3600"})
        elif path in pages:
            policy = {"Content-Security-Policy": settings.CONTENT_SECURITY_POLICY}
            self.say(200, pages[path].encode(), "text/html; charset=utf-8", policy)
        else:
            self.say(404)

    def do_POST(self):
        site, body = self.server.site, self.rfile.read(int(self.headers["Content-Length"] or 0))
        site.posted.append((self.path.split("?")[0], body.decode()))
        told = site.answers.pop(0) if site.answers else {"status": 503}
        self.say(
            told["status"], told.get("body", "").encode(), told.get("content_type", "text/plain")
        )

    def say(self, status, body=b"", kind="text/plain", more=()):
        self.send_response(status)
        for name, value in {
            **dict(more), "Content-Type": kind, "Content-Length": str(len(body))
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said):
        """Nobody reads what was asked for."""


class Shown:
    """A browser, and what stands behind the one host it knows."""

    def __init__(self, chromium: Browser, server: ThreadingHTTPServer) -> None:
        self.chromium, self.server = chromium, server


class Site:
    """What a browser is answered: the pages put in, and answers to posts.

    It is shown in the browser given, or in one begun for it.
    """

    def __init__(self, shown: Shown | None = None):
        self.shown = shown
        self.pages = {}
        self.posted = []
        self.answers = []


@contextmanager
def showing():
    """A browser for as many sites as are shown one after another."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        with sync_playwright() as running:
            here = f"--host-resolver-rules=MAP {NAME} 127.0.0.1:{server.server_port}"
            chromium = launch(running, here)
            yield Shown(chromium, server)
            chromium.close()
    finally:
        server.shutdown()
        server.server_close()


def barriers(page) -> list[tuple[str, str, str]]:
    """What axe finds on a page that would shut somebody out: rule, impact, element."""
    if page.url.startswith(HOST):
        page.evaluate(FETCHED, AXE_PATH)
    else:
        page.evaluate(AXE.read_text())
    return [tuple(each) for each in page.evaluate(FOUND)]


@contextmanager
def browser(site: Site, *, width: int = 1280, script: bool = True):
    """A page of a browser of that width, with the site behind it; its complaints in `.told`."""
    with nullcontext(site.shown) if site.shown else showing() as shown:
        shown.server.site = site
        context = shown.chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        page = context.new_page()
        page.told = []
        page.on("console", lambda m: page.told.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda wrong: page.told.append(str(wrong)))
        yield page
        context.close()
