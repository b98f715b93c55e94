"""How long a made-up census takes to come in: `python bench/cin_import.py --children 20000`.

It makes a database of its own beside the file, so it measures an empty record being filled.
"""

import argparse
import json
import os
import resource
import tempfile
import time
from pathlib import Path


def main() -> None:
    """Make a file, import it, write the return, and say how long each took."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--children", type=int, default=20000)
    asked.add_argument("--year", type=int, default=2026)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SIGHTLINE_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.project.settings.base"
        print(json.dumps(measured(Path(folder), options.children, options.year), indent=2))


def measured(folder: Path, children: int, year: int) -> dict[str, object]:
    """Seconds taken by each part, and the most memory used."""
    import django

    django.setup()
    from django.core.management import call_command

    from sightline.access.authorities.actions import add_authority
    from sightline.access.users.actions import create_user
    from sightline.base.terminal import working
    from sightline.returns.cin_census.actions import import_file
    from sightline.returns.cin_census.actions.producing import write_return
    from sightline.returns.cin_census.sample import Borough

    call_command("migrate", interactive=False, verbosity=0)
    took: dict[str, object] = {"children": children}
    began = time.monotonic()
    file = Borough(year).write(folder / "census.xml", children=children)
    took["made"] = round(time.monotonic() - began, 1)
    authority = add_authority(code="999", name="Exampleshire", by=None)
    by = create_user(username="bench", display_name="Bench", by=None)
    began = time.monotonic()
    done = import_file(
        path=file, authority=authority, by=by,
        watch=lambda total: working("Importing", total),
    )
    took["imported"] = round(time.monotonic() - began, 1)
    took["events"] = done.file.events
    began = time.monotonic()
    write_return(out=folder / "return.xml", authority=authority, year=year, by=by)
    took["returned"] = round(time.monotonic() - began, 1)
    took["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return took


if __name__ == "__main__":
    main()
