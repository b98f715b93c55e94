#!/usr/bin/env python3
"""A throwaway PostgreSQL: made in a folder of its own, reached by socket, gone afterwards.

`python tests/postgres.py start` prints the DATABASE_URL of a new one and leaves it running;
`python tests/postgres.py stop DATABASE_URL` ends it and removes its folder. PostgreSQL refuses to
be made by root, so root makes it as the user `postgres`. Nothing is flushed to disk: it is a test.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # every test is rolled back: what were counted now would be empty tables, and a plan made for
    # empty tables takes minutes over a hundred rows
    "autovacuum": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "timezone": "UTC",
}


def binaries() -> Path:
    """The newest PostgreSQL of the system; a stand-in earlier on the path is not asked."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    if found:
        return found[-1].parent
    if named := shutil.which("initdb"):
        return Path(named).resolve().parent
    raise SystemExit("PostgreSQL is not here. Run: apt-get install postgresql")


def owner() -> str | None:
    """Whom root becomes; None for everybody else, who stay who they are."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def as_owner(*command: str) -> list[str]:
    user = owner()
    return [*(["runuser", "-u", user, "--"] if user else []), *command]


def start() -> str:
    """Make one and start it; returns its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="sightline-postgres-"))
    if user := owner():
        shutil.chown(folder, user)
    user = user or pwd.getpwuid(os.geteuid()).pw_name
    data, log = folder / "data", folder / "log"
    make = [str(binaries() / "initdb"), "-D", str(data), "-U", user, "-A", "trust", "-E", "UTF8"]
    run(as_owner(*make, "--locale=C.UTF-8", "--no-sync"))
    options = " ".join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
    begin = [str(binaries() / "pg_ctl"), "-D", str(data), "-l", str(log), "-w"]
    run(as_owner(*begin, "-o", f"-k {folder} {options}", "start"))
    return f"postgresql://{user}@/postgres?host={quote(str(folder), safe='')}"


def stop(address: str) -> None:
    """End the one at that address and remove all of it."""
    folder = Path(parse_qs(urlsplit(address).query)["host"][0])
    if not folder.name.startswith("sightline-postgres-"):
        raise SystemExit(f"{folder} was not made here, and is left alone.")
    run(as_owner(str(binaries() / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop"))
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running() -> Iterator[str]:
    """One for as long as it is needed."""
    address = start()
    try:
        yield address
    finally:
        stop(address)


def run(command: list[str]) -> None:
    # a file and not a pipe: the server would keep a pipe open for as long as it lives
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(
            command, cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        said.seek(0)
        if done.returncode:
            raise SystemExit(f"{' '.join(command)}\nfailed:\n{said.read()}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["start"]:
            print(start())
        case ["stop", address]:
            stop(address)
        case _:
            raise SystemExit(__doc__)
