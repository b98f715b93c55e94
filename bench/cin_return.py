"""How long it takes to write a census: `python bench/cin_return.py --children 20000 --times 3`.

It fills a record from a made-up census file, in a folder that `--home` keeps for the next time, and
then writes that record's return; the time of filling it is not part of what is measured.
"""

import argparse
import json
import os
import resource
import statistics
import tempfile
import time
from pathlib import Path

YEAR = 2026


def main() -> None:
    """Fill a record unless it is there, write the return so many times, and say how long."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--children", type=int, default=20000)
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--home", type=Path, help="a folder to keep the record in")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        os.environ["SIGHTLINE_HOME"] = str(home)
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.project.settings.base"
        filled(home, options.children)
        print(json.dumps(measured(Path(folder), options.children, options.times), indent=2))


def filled(home: Path, children: int) -> None:
    """A record of so many children, brought in by a process of its own so that it costs nothing."""
    if (home / "filled").exists():
        return
    reader = os.fork()
    if reader:
        if os.waitpid(reader, 0)[1]:
            raise SystemExit("The record could not be filled.")
        return
    import django

    django.setup()
    from django.core.management import call_command

    from sightline.access.authorities.actions import add_authority
    from sightline.access.users.actions import create_user
    from sightline.returns.cin_census.actions import import_file
    from sightline.returns.cin_census.sample import Borough

    call_command("migrate", interactive=False, verbosity=0)
    import_file(
        path=Borough(YEAR).write(home / "census.xml", children=children),
        authority=add_authority(code="999", name="Exampleshire", by=None),
        by=create_user(username="bench", display_name="Bench", by=None),
    )
    (home / "filled").touch()
    os._exit(0)


def measured(folder: Path, children: int, times: int) -> dict[str, object]:
    """Seconds and processor seconds of each run, the bytes written, and the most memory used."""
    import django

    django.setup()
    from sightline.access.authorities.models import Authority
    from sightline.access.users.models import User
    from sightline.returns.cin_census.actions.producing import write_return

    authority, by = Authority.objects.get(), User.objects.get(username="bench")
    out, took, worked = folder / "return.xml", [], []
    for _ in range(times):
        began, busy = time.monotonic(), time.process_time()
        write_return(out=out, authority=authority, year=YEAR, by=by)
        took.append(round(time.monotonic() - began, 2))
        worked.append(round(time.process_time() - busy, 2))
    return {
        "children": children, "seconds": took, "median": statistics.median(took),
        "processor_seconds": worked, "bytes": out.stat().st_size,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    main()
