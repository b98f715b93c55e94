"""Sightline as it is served, and pages asked of it over HTTP: what `pages.py` measures with."""

import gzip
import http.client
import os
import re
import socket
import statistics
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode


@dataclass
class Page:
    """One page as one reader asks for it; `addresses` are asked for in turn."""

    name: str
    reader: str
    addresses: list[str]
    save: bool = False


@dataclass
class Reader:
    """Somebody signed in, the children whom they may open first, and their team."""

    name: str
    user: Any
    children: list[int] = field(default_factory=list)
    team: int | None = None
    cookie: str = ""


def filled(html: str) -> dict[str, str]:
    """The visit's form with a visit typed in it."""
    given = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
    for part in ("day", "month", "year"):
        typed = re.search(rf'name="event-on-{part}"[^>]*value="(\d+)"', html)
        given[f"event-on-{part}"] = typed[1] if typed else ""
    given |= {
        "event-time": "10:30", "visits.Visit-place": "home",
        "visits.Visit-purpose": "To see how the week went", "_submit": "1",
        "visits.Visit-summary": "They were at home. We talked about school and about sleep.",
    }
    for name in set(re.findall(r'name="(child-\d+-visits\.ChildPart)-seen"', html)):
        given |= {f"{name}-seen": "seen_alone", f"{name}-analysis": "Calmer than last time."}
    return given


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """The web processes that `sightline serve` starts: their port, and the first of them."""
    from sightline.project.commands.serve import supervisor

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    web = next(one for one in supervisor("127.0.0.1", port, 2, 4).children if one.name == "web")
    running = subprocess.Popen(web.command)
    try:
        for _ in range(1200):
            with socket.socket() as there:
                if there.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, running.pid
    finally:
        running.terminate()
        running.wait(20)


def outside(
    port: int, root: int, reader: Reader, page: Page, rounds: int, many: int
) -> dict[str, Any]:
    """Milliseconds over HTTP by one client and by several, and CPU milliseconds for a page."""
    ask(port, reader, page, 4, 0)
    found: dict[str, Any] = {}
    for clients in (1, many):
        each = rounds * (2 if clients == 1 else 1)
        busy, began = cpu(root), time.perf_counter()
        with ThreadPoolExecutor(clients) as pool:
            asking = [pool.submit(ask, port, reader, page, each, n) for n in range(clients)]
            took = [ms for one in asking for ms in one.result()]
        used = cpu(root) - busy
        cut = statistics.quantiles(took, n=20, method="inclusive")
        found |= {
            f"p50_{clients}": round(statistics.median(took), 1),
            f"p95_{clients}": round(cut[-1], 1), f"cpu_{clients}": round(used / len(took), 1),
            f"pages_s_{clients}": round(len(took) / (time.perf_counter() - began), 1),
        }
    return found


def ask(port: int, reader: Reader, page: Page, rounds: int, which: int) -> list[float]:
    """One client's pages, one after another; of a form, the saving alone is timed."""
    took, held = [], http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for n in range(rounds):
        address = page.addresses[(which * rounds + n) % len(page.addresses)]
        began = time.perf_counter()
        status, body, cookies = sent(held, "GET", address, reader.cookie)
        assert status == 200, (status, address)
        if page.save:
            typed = urlencode(filled(body.decode()))
            cookie = f"{reader.cookie}; {cookies}"
            began = time.perf_counter()
            status, body, _ = sent(held, "POST", address, cookie, typed)
            assert status == 302, (status, address)
        took.append(1000 * (time.perf_counter() - began))
    held.close()
    return took


def sent(
    held: http.client.HTTPConnection, verb: str, address: str, cookie: str, body: str | None = None
) -> tuple[int, bytes, str]:
    """Status, body and cookies of one answer, as they travelled."""
    told = {"Cookie": cookie, "Accept-Encoding": "gzip"}
    if body is not None:
        told |= {"Content-Type": "application/x-www-form-urlencoded",
                 "Referer": f"http://127.0.0.1:{held.port}{address}"}
    held.request(verb, address, body, told)
    answer = held.getresponse()
    given = answer.read()
    cookies = "; ".join(one.split(";", 1)[0] for one in answer.headers.get_all("Set-Cookie") or [])
    if answer.headers.get("Content-Encoding") == "gzip" and verb == "GET":
        given = gzip.decompress(given) if "/static/" not in address else given
    return answer.status, given, cookies


def first_load(port: int, reader: Reader, child: int) -> dict[str, int]:
    """Bytes as they are sent to a browser that has nothing yet, for the pages opened first."""
    from django.urls import reverse

    held, found = http.client.HTTPConnection("127.0.0.1", port), {}
    for name, address in (("my day", reverse("worklists:work")),
                          ("the child", reverse("child", args=[child]))):
        _, body, _ = sent(held, "GET", address, reader.cookie)
        total, seen, waiting = len(body), set[str](), assets(body.decode(), address)
        while waiting:
            asset = waiting.pop()
            if asset in seen:
                continue
            seen.add(asset)
            _, given, _ = sent(held, "GET", asset, reader.cookie)
            total += len(given)
            if asset.endswith(".js"):
                plain = gzip.decompress(given) if given[:2] == b"\x1f\x8b" else given
                waiting += imports(plain.decode(), asset)
        found[name] = total
    return found


def assets(html: str, address: str) -> list[str]:
    """The style sheets and scripts of a page."""
    heads = re.findall(r'<(?:link rel="stylesheet"|script)[^>]*(?:href|src)="([^"]+)"', html)
    return [each for each in heads if each.startswith("/static/")]


def imports(script: str, address: str) -> list[str]:
    """The scripts that a module asks for."""
    found = re.findall(r'(?:from|import)\s*\(?["\']([^"\']+\.js)["\']', script[:4000])
    base = address.rsplit("/", 1)[0]
    return [os.path.normpath(f"{base}/{each}") if each.startswith(".") else each for each in found]


def cpu(root: int) -> float:
    """CPU milliseconds of a process and those below it, and of PostgreSQL's own, so far."""
    tick = 1000 / os.sysconf("SC_CLK_TCK")
    parents, used, names = {}, {}, {}
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = place.read_text().rpartition(")")
        except OSError:
            continue
        parts, pid = rest.split(), int(place.parent.name)
        parents[pid], names[pid] = int(parts[1]), name.split("(", 1)[1]
        used[pid] = (int(parts[11]) + int(parts[12])) * tick

    def counts(pid: int) -> bool:
        if names[pid].startswith("postgres"):
            return True
        while pid in parents and pid != root:
            pid = parents[pid]
        return pid == root

    return sum(ms for pid, ms in used.items() if counts(pid))
