"""How long a borough takes to make: `python bench/borough.py --scale 0.02`.

It makes that part of a county (1 is the whole: 7,000 children with work open and 120,000 known) in
a database of its own, or in the empty one that DATABASE_URL names, with a second process beside.
It says the seconds, of the clock and of the processors, the memory of both at the most, what was
made, and how long each check of it takes. `--merrow` makes the ordinary borough. `--home FOLDER`
keeps it.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CHECKS = {
    "clocks": ["clocks", "rebuild", "--check"], "words": ["search", "rebuild", "--check"],
    "audit trail": ["audit", "verify"], "figures": ["insight", "refresh"],
}


def main() -> None:
    """Make it, check it, and say what it took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=1.0)
    asked.add_argument("--merrow", action="store_true")
    asked.add_argument("--home", type=Path)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SIGHTLINE_HOME"] = str(options.home or folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.project.settings.demo"
        print(json.dumps(measured(options.scale, county=not options.merrow), indent=2))


def measured(scale: float, *, county: bool) -> dict[str, Any]:
    """What was made, and what making and checking it took."""
    import django

    django.setup()
    from sightline.base.moments import today
    from sightline.base.terminal import working
    from sightline.demo import borough
    from sightline.project.shaping import bring_to_shape

    load, begun = os.getloadavg()[0], time.monotonic()
    bring_to_shape(verbosity=0)
    beside = borough.Beside()
    total = round(scale * (borough.KNOWN if county else borough.CHILDREN))
    with working("Making", total=total) as advance:
        borough.make(today=today(), advance=advance, beside=beside, scale=scale, county=county)
    here = resource.getrusage(resource.RUSAGE_SELF)
    there = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "made": borough.counted(),
        "seconds": round(time.monotonic() - begun, 1),
        "seconds of the first processor": round(here.ru_utime + here.ru_stime, 1),
        "seconds of the second": round(there.ru_utime + there.ru_stime, 1),
        "MB at the most": here.ru_maxrss // 1024 + beside.peak,
        "load before": round(load, 1),
        "checks": {name: timed(command) for name, command in CHECKS.items()},
    }


def timed(command: list[str]) -> dict[str, Any]:
    """How a check ended, in seconds; 0 is well."""
    from typer.testing import CliRunner

    from sightline.project.commands.main import gather

    run: Callable[..., Any] = CliRunner().invoke
    begun = time.monotonic()
    done = run(gather(), command)
    said = done.output.strip().splitlines()
    return {
        "exit": done.exit_code, "seconds": round(time.monotonic() - begun, 1),
        "said": said[0] if said else "",
    }


if __name__ == "__main__":
    main()
