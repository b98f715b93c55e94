#!/usr/bin/env python3
"""Everything that must hold, in the order that tells soonest: what `start.py test` and CI run.

Style, floors, types and migrations; the stories in a browser, and beside them every test on SQLite
and the database tests on PostgreSQL; then what was covered, and the twenty slowest. Nothing is
skipped: what is missing fails. With arguments, pytest alone is run with them.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402
from tools import results  # noqa: E402

STRICT = ["src/sightline/kernel", "src/sightline/law"]
#: Stories that take longest, so that none of them is begun when the others are done.
LONGEST = (
    "stories/test_journey.py", "stories/test_every_way.py", "stories/test_every_page.py",
    "stories/test_click_budgets.py", "screens/tests/test_in_browser.py",
    "components/tests/test_in_browser.py", "health/tests/test_in_browser.py",
)
STRICT_NAMES = ("actions.py", "actions/*.py", "published.py")


class Checks:
    """The checks run so far, how long each took, and which of them failed."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, float, bool]] = []
        self.began = time.monotonic()

    def run(self, name: str, command: list[str], **more: str) -> None:
        print(f"\n=== {name}", flush=True)
        begun = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, env={**surroundings(), **more}
        )
        self.note(name, time.monotonic() - begun, done.returncode == 0)

    @contextmanager
    def beside(self, name: str, command: list[str]) -> Iterator[None]:
        """Run one while others run; what it said is told when it is done, in one piece."""
        begun = time.monotonic()
        with tempfile.TemporaryFile() as said:
            running = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=said,
                stderr=subprocess.STDOUT, env=surroundings(),
            )
            try:
                yield
                code = running.wait()
            finally:
                running.terminate()
            said.seek(0)
            print(f"\n=== {name}\n{said.read().decode(errors='replace')}", flush=True)
        self.note(name, time.monotonic() - begun, code == 0)

    def note(self, name: str, seconds: float, passed: bool) -> None:
        self.taken.append((name, seconds, passed))

    def tell(self) -> int:
        """Print each check with its time, and the time of all; 1 when any failed."""
        print("\n=== In all")
        for name, seconds, passed in self.taken:
            print(f"{'passed' if passed else 'FAILED':8} {seconds:7.1f} s  {name}")
        print(f"{'':8} {time.monotonic() - self.began:7.1f} s  from beginning to end")
        return 0 if all(passed for _, _, passed in self.taken) else 1


def surroundings() -> dict[str, str]:
    """The environment of every check, in which what one has compiled is there for the next.

    Where Python may write nothing beside its sources, each of some thirty processes would compile
    all of them again, and each worker every test: it is kept in a folder apart.
    """
    around = dict(os.environ)
    if around.pop("PYTHONDONTWRITEBYTECODE", ""):
        kept = Path(tempfile.gettempdir()) / f"sightline-tests-{os.getuid()}" / "compiled"
        around.setdefault("PYTHONPYCACHEPREFIX", str(kept))
    return around


def main(arguments: list[str]) -> int:
    """The whole run, or pytest with the arguments given."""
    if arguments:
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT).returncode
    # so that a run that is cut short still ends the PostgreSQL that it began
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results.clear()
    checks = Checks()
    look_at_the_code(checks)
    run_the_tests(checks)
    tell_what_was_covered(checks)
    return checks.tell()


def look_at_the_code(checks: Checks) -> None:
    """Style, the floors, the types, and migrations that say what the models say."""
    python = sys.executable
    bin_folder = Path(python).parent
    strict = [name for name in STRICT if (ROOT / name).exists()]
    named = [p for name in STRICT_NAMES for p in sorted((ROOT / "src").rglob(name))]
    strict += [str(path.relative_to(ROOT)) for path in named]
    settings = {"DJANGO_SETTINGS_MODULE": "sightline.project.settings.test"}
    checks.run("ruff", [str(bin_folder / "ruff"), "check", "."])
    with checks.beside("mypy", [str(bin_folder / "mypy"), *strict]):
        checks.run("floors (import-linter)", [str(bin_folder / "lint-imports")])
        check = [python, "manage.py", "check", "--fail-level=WARNING"]
        checks.run("django check", check, **settings)
        missing = [python, "manage.py", "makemigrations", "--check", "--dry-run"]
        checks.run("migrations", missing, **settings)


def run_the_tests(checks: Checks) -> None:
    """The stories in a browser, and beside them the tests on SQLite and then on PostgreSQL.

    A browser's stories wait for one another's answers and leave half of two processors idle:
    the other tests take that half, and give way whenever a story wants it.
    """
    pytest = [sys.executable, "-m", "pytest", "-q", "-n", workers()]
    shared = ["nice", *pytest, "--dist=worksteal"]
    # a file starts one browser, so its tests stay together; the longest begin
    told = [*pytest, "--dist=loadfile", "--no-loadscope-reorder", "-p", "no:randomly"]
    told += ["-m", "browser", results.into("browser"), *in_a_browser()]
    with checks.beside("stories in a browser", told):
        checks.run("tests on SQLite", [*shared, "-m", "not browser", results.into("sqlite")])
        begun = time.monotonic()
        with postgres.running() as address:
            checks.note("PostgreSQL started", time.monotonic() - begun, True)
            chosen = ["-m", "(not browser) or on_both", "--database-only"]
            checks.run(
                "database tests on PostgreSQL",
                [*shared, *chosen, results.into("postgres")],
                DATABASE_URL=address,
            )


def in_a_browser() -> list[str]:
    """The files with a story in them: three processes need not read four thousand other tests."""
    files = [*(ROOT / "src").rglob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
    told = [path for path in files if "mark.browser" in path.read_text(encoding="utf-8")]
    named = sorted(str(path.relative_to(ROOT)) for path in told)
    place = {name: at for at, known in enumerate(LONGEST) for name in named if name.endswith(known)}
    return sorted(named, key=lambda name: place.get(name, len(LONGEST)))


def workers() -> str:
    return str(max(2, min(8, os.cpu_count() or 2)))


def tell_what_was_covered(checks: Checks) -> None:
    """Every test that docs/coverage.csv names ran and passed; then the slowest."""
    print("\n=== Coverage of the product's rows")
    wrong = results.uncovered()
    for line in wrong:
        print(line)
    print(results.count())
    checks.note("coverage rows", 0.0, not wrong)
    print("\n=== The twenty slowest tests")
    for seconds, nodeid, run in results.slowest(20):
        print(f"{seconds:7.2f} s  {run:9} {nodeid}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
