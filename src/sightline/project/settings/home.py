"""Where an installation keeps what is its own: the database, the keys, the figures."""

import os
import secrets
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[4]


def data_home() -> Path:
    """The data directory: SIGHTLINE_HOME, else `var` in the checkout, else `var` where we stand."""
    if named := os.environ.get("SIGHTLINE_HOME"):
        return Path(named).expanduser().resolve()
    beside = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
    return beside / "var"


def kept_key(home: Path, name: str) -> str:
    """A key made once, readable by its owner alone, and never part of the repository."""
    kept = home / f"{name}.key"
    if not kept.exists():
        _make(kept)
    return kept.read_text().strip()


def _make(kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, made = tempfile.mkstemp(dir=kept.parent, prefix=".key-")
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        # a link fails if another process was first; its key then stands
        os.link(made, kept)
    except FileExistsError:
        pass
    finally:
        os.unlink(made)
