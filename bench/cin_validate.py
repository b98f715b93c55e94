"""How fast a census is checked, beside the sector's own validator on the same made-up file.

    python bench/cin_validate.py --children 2000 --rounds 3
    python bench/cin_validate.py --alone 20000 200000

The first makes an environment of its own for the sector's validator (from PyPI, once, kept in the
folder that --env names), writes one file, runs both on it in turn, each as the command that a
person would type, and gives CPU seconds, peak memory and their ratios. The second runs ours alone.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path
from statistics import median

# its command imports pytest, which it does not ask for
PEER = ("csc-validator-be-cin==0.1.13", "numpy<2", "pytest")
HERE = Path(__file__).parents[1]


def main() -> None:
    """Make a file, run one or both on it, and print what was measured."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--children", type=int, default=2000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--year", type=int, default=2026)
    asked.add_argument("--alone", type=int, nargs="*", help="sizes to check by ours alone")
    asked.add_argument("--env", type=Path, default=Path(tempfile.gettempdir()) / "cin-peer")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SIGHTLINE_HOME"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "sightline.project.settings.base"
        if options.alone:
            answer = {
                size: alone(Path(folder), size, options.year, options.rounds)
                for size in options.alone
            }
        else:
            answer = beside(Path(folder), options)
    print(json.dumps(answer, indent=2))


def alone(folder: Path, children: int, year: int, rounds: int) -> dict[str, float]:
    """CPU seconds and megabytes of ours on so many children: the command, and the check itself."""
    file = made(folder, children, year)
    runs = [run(ours(file, year, folder)) for _ in range(rounds)]
    inner = [run(check_only(file, year)) for _ in range(rounds)]
    size = round(file.stat().st_size / 1024 / 1024, 1)
    file.unlink()
    return {"file_mb": size, "command": middle(runs), "check_only": middle(inner)}


def beside(folder: Path, options: argparse.Namespace) -> dict[str, object]:
    """Both on one file, in turn, so that what else the machine does falls on both."""
    python = environment(options.env)
    file = made(folder, options.children, options.year)
    words = f"cin{options.year - 1}_{options.year % 100}"
    theirs = [str(python), "-m", "cin_validator", "run", str(file), "-r", words]
    mine, others = [], []
    for _ in range(options.rounds):
        mine.append(run(ours(file, options.year, folder)))
        others.append(run(theirs))
    our, their = middle(mine), middle(others)
    return {
        "children": options.children, "rounds": options.rounds, "ours": our, "peer": their,
        "cpu_ratio": round(their["cpu_s"] / our["cpu_s"], 1),
        "memory_ratio": round(their["peak_mb"] / our["peak_mb"], 1),
    }


def made(folder: Path, children: int, year: int) -> Path:
    """A census file of so many made-up children."""
    import django

    django.setup()
    from sightline.returns.cin_census.sample import Borough

    return Borough(year).write(folder / "census.xml", children=children)


def ours(file: Path, year: int, folder: Path) -> list[str]:
    """The command that a person types."""
    words = f"{year - 1}-{year % 100:02d}"
    return [sys.executable, "-m", "sightline", "returns", "validate", "cin", str(file),
            "--ruleset", words, "--format", "json", "--out", str(folder / "findings.json")]


def check_only(file: Path, year: int) -> list[str]:
    """The check without the command around it."""
    code = ("import sys; from pathlib import Path; "
            "from sightline.returns.cin_census.checking.validating import validate; "
            "validate(Path(sys.argv[1]), int(sys.argv[2]))")
    return [sys.executable, "-c", code, str(file), str(year)]


def environment(folder: Path) -> Path:
    """The interpreter of an environment that holds the sector's validator and nothing of ours."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PEER], check=True)
    return python


def run(words: list[str]) -> dict[str, float]:
    """CPU seconds, wall seconds and the most memory of one process."""
    paths = f"{HERE / 'src'}{os.pathsep}{HERE}"
    began = time.monotonic()
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": paths})
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"{' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return {
        "cpu_s": used.ru_utime + used.ru_stime, "wall_s": time.monotonic() - began,
        "peak_mb": used.ru_maxrss / 1024,
    }


def middle(runs: list[dict[str, float]]) -> dict[str, float]:
    """The middle of several runs, figure by figure."""
    return {key: round(median(each[key] for each in runs), 2) for key in runs[0]}


if __name__ == "__main__":
    main()
