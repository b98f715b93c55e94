#!/usr/bin/env python3
"""The two commands of a fresh machine: a demo borough to look at, and the whole test run.

    python3 start.py demo [--check] [--port N] [--today DATE]
    python3 start.py test [anything pytest takes]

Standard library only. Everything is put in `.venv`; a second run does only what has changed.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "sightline-installed.json"
VENDOR = ROOT / "src" / "sightline" / "base" / "static" / "vendor"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
OLDEST = (3, 11)
PACKAGES = {"chromium": ["chromium", "fonts-liberation"], "postgresql": ["postgresql"]}


def main(arguments: list[str]) -> int:
    """Do what was asked, and say in one line what was missing when it could not be done."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    demo = verbs.add_parser("demo", help="make the demo borough if need be, and serve it here")
    demo.add_argument("--check", action="store_true", help="fetch the home page, say so, and end")
    demo.add_argument("--port", type=int, help="the port to serve on (8000, or a free one)")
    demo.add_argument("--today", help="the day the borough believes it is, as 2026-06-10")
    verbs.add_parser("test", help="everything that must hold, on both databases and in a browser")
    asked, rest = parser.parse_known_args(arguments)
    if rest and asked.verb != "test":
        parser.error(f"not understood: {' '.join(rest)}")
    try:
        return run_demo(asked) if asked.verb == "demo" else run_tests(rest)
    except subprocess.CalledProcessError as failed:
        command = " ".join(str(part) for part in failed.cmd)
        print(f"\nstart: this failed with code {failed.returncode}: {command}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run_demo(asked: argparse.Namespace) -> int:
    """Set up, then hand over to `sightline demo`."""
    set_up("constraints.txt")
    command = [str(VENV / "bin" / "sightline"), "demo"]
    command += ["--check"] if asked.check else []
    command += ["--port", str(asked.port)] if asked.port else []
    command += ["--today", asked.today] if asked.today else []
    if asked.check:
        return subprocess.run(command, cwd=ROOT, env=surroundings()).returncode
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(command[0], command, surroundings())


def run_tests(rest: list[str]) -> int:
    """Set up with what the tests need, then hand over to tools/check.py."""
    bring_system_parts()
    set_up("constraints-test.txt")
    command = [str(PYTHON), "tools/check.py", *rest]
    return subprocess.run(command, cwd=ROOT, env=surroundings()).returncode


def surroundings() -> dict[str, str]:
    """This environment, with our own Python first and no other's settings in the way."""
    # told to keep nothing of what it compiles, each process would compile a thousand files again
    unwanted = {"PYTHONHOME", "PYTHONDONTWRITEBYTECODE"}
    kept = {key: value for key, value in os.environ.items() if key not in unwanted}
    return {
        **kept,
        "VIRTUAL_ENV": str(VENV),
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONUNBUFFERED": "1",
    }


def set_up(lock: str) -> None:
    """Environment, dependencies, Sightline itself and its assets: each only when it has changed."""
    begun = time.monotonic()
    make_environment()
    done = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    with_tests = lock == "constraints-test.txt"
    # npm waits for its registry while pip unpacks; where npm comes by pip, it comes afterwards
    with ThreadPoolExecutor(1) as beside:
        assets = None
        if shutil.which("npm"):
            assets = beside.submit(bring_assets, done, with_tests=with_tests)
        install(lock, done)
        if assets is None:
            bring_assets(done, with_tests=with_tests)
        else:
            assets.result()
    STAMP.write_text(json.dumps(done, indent=1))
    say(f"set up in {time.monotonic() - begun:.1f} s")


def install(lock: str, done: dict[str, str]) -> None:
    """What the lock names, at those versions, and Sightline itself from this folder."""
    wanted = fingerprint(lock)
    # the tests' lock holds everything that the other one does, at the same versions
    if wanted not in (done.get(lock), done.get("constraints-test.txt")):
        say(f"installing what {lock} names (the first time takes a minute)")
        pip("--require-hashes", "-r", lock)
        done[lock] = wanted
    wanted = fingerprint("pyproject.toml")
    if done.get("sightline") != wanted or not (VENV / "bin" / "sightline").exists():
        pip("-e", ".", "--no-deps", "--no-build-isolation", "--no-index")
        done["sightline"] = wanted


def make_environment() -> None:
    """A `.venv` that works here: remade when it was moved, or made by a Python since removed."""
    if sys.version_info < OLDEST:
        raise SystemExit(
            f"start: Python 3.11 or newer is needed; this is {sys.version.split()[0]}."
        )
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-m", "pip", "--version"], **QUIET).returncode == 0
    ):
        return
    say("making .venv")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if made.returncode:
        raise SystemExit(
            "start: Python could not make a virtual environment. On Debian and Ubuntu:\n"
            "    apt-get install python3-venv"
        )


QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}


def pip(*arguments: str) -> None:
    # compiled when first imported: most of what is installed never is
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--no-compile"]
    command += ["--disable-pip-version-check", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, env=surroundings())


def bring_assets(done: dict[str, str], *, with_tests: bool) -> None:
    """The style sheets and scripts of the browser, by npm, stripped by tools/assets.py."""
    wanted = fingerprint("package-lock.json", "tools/assets.py")
    there = (VENDOR / "govuk-frontend.min.css").exists() and (AXE.exists() or not with_tests)
    if there and done.get("assets") == wanted:
        return
    if shutil.which("npm") is None:
        say("there is no npm here; bringing one from the Python packages")
        pip("--require-hashes", "-r", "constraints-node.txt")
    command = [str(PYTHON), "tools/assets.py", *(["--tests"] if with_tests else [])]
    subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, env=surroundings())
    done["assets"] = wanted


def fingerprint(*names: str) -> str:
    """What these files say, with the Python that is here and where we stand, in one word."""
    digest = hashlib.sha256(f"{sys.version}{ROOT}".encode())
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def bring_system_parts() -> None:
    """A browser and PostgreSQL, by apt where that is allowed; otherwise the command to type."""
    missing = []
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        missing += PACKAGES["chromium"]
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and not shutil.which("initdb"):
        missing += PACKAGES["postgresql"]
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    before = elevation()
    if before is None or shutil.which("apt-get") is None:
        raise SystemExit(
            f"start: the tests need {', '.join(missing)}, and may not install them here. Run:\n"
            f"    sudo apt-get update && sudo {' '.join(install)}"
        )
    say(f"installing {', '.join(missing)} by apt")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "--quiet"], install):
        subprocess.run([*before, *command], check=True, stdin=subprocess.DEVNULL, env=quiet)


def elevation() -> list[str] | None:
    """How to become root without being asked anything; None when that is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], **QUIET).returncode == 0:
        return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]
    return None


def say(words: str) -> None:
    print(f"start: {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
