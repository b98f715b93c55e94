"""A look at the running product from outside: is the home page there, with its style sheet?"""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urljoin

LONGEST_START = 60.0


def free_port() -> int:
    """A port that nobody on this machine is using."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def taken(host: str, port: int) -> bool:
    """Whether somebody is listening there: a second server would be let in, and share the pages."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as refused:
            return refused.errno == errno.EADDRINUSE
    return False


def check_served(port: int) -> int:
    """Serve, fetch the home page and say what was found. Returns 0, or 1 when it failed."""
    command = [sys.executable, "-m", "sightline", "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=dict(os.environ))
    try:
        return look(f"http://127.0.0.1:{port}/", server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def look(address: str, server: "subprocess.Popen[bytes]") -> int:
    """Fetch the page and the first style sheet it names, and print one line on each."""
    try:
        status, page = patiently(address, server)
    except (OSError, RuntimeError) as failed:
        print(f"check: {address} did not answer: {failed}")
        return 1
    title = re.search(r"<title[^>]*>(.*?)</title>", page, re.DOTALL)
    words = " ".join(title.group(1).split()) if title else "(no title)"
    print(f"check: {address} answered {status}, {words!r}, {len(page):,} characters")
    sheet = re.search(r'<link[^>]+href="([^"]+\.css)"', page)
    if status != 200 or "Sightline" not in page or sheet is None:
        print("check: this is not the page that was expected")
        return 1
    style_status, style = fetch(urljoin(address, sheet.group(1)))
    print(f"check: {sheet.group(1)} answered {style_status}, {len(style):,} characters")
    return 0 if style_status == 200 and style else 1


def patiently(address: str, server: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """The page, waiting for the server to come up and no longer once it has gone."""
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            return fetch(address)
        except OSError:
            if server.poll() is not None:
                raise RuntimeError(f"the server ended with code {server.returncode}") from None
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def fetch(address: str) -> tuple[int, str]:
    try:
        # no proxy: this is our own machine
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=30) as answer:
            return int(answer.status), answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode(errors="replace")
