"""What the repository must never carry: a secret, a registry's address, a path of one machine."""

import re
import subprocess

import pytest

from tests.house.floors import ROOT

# each is put together here, so that this file does not carry what it looks for
HOSTS = ["py" + "pi.org", "python" + "hosted", "npm" + "js", "registry." + "yarn", "jsde" + "livr"]
MACHINES = ["/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", "C:\\" + "Users"]
SECRETS = re.compile(
    r"BEGIN [A-Z ]*PRIVATE" + r" KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[abp]-[0-9A-Za-z-]{20,}|\beyJ[A-Za-z0-9_-]{20,}\.eyJ"
)
KEYS = {".key", ".pem", ".p12", ".pfx", ".sqlite3", ".env"}


def kept() -> dict[str, str]:
    """Every file that git keeps, or would keep, with its text."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    paths = [ROOT / name.decode() for name in names if name]
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="ignore")
        for path in paths
        if path.is_file()
    }


@pytest.fixture(scope="module")
def files():
    return kept()


@pytest.mark.parametrize("words", [*HOSTS, *MACHINES])
def test_no_file_names(words, files):
    assert [name for name, text in files.items() if words in text] == []


def test_no_file_holds_a_secret(files):
    assert [name for name, text in files.items() if SECRETS.search(text)] == []
    assert [name for name in files if any(name.endswith(kind) for kind in KEYS)] == []


def test_what_is_fetched_and_what_is_recorded_is_not_kept(files):
    folders = ("node_modules/", "var/", ".venv/", "src/sightline/base/static/vendor/")
    assert [name for name in files if name.startswith(folders)] == []
