"""The demo borough: openly synthetic, on this machine only, one click to sign in."""

from sightline.project.settings.base import *  # noqa: F403
from sightline.project.settings.base import HOME, os
from sightline.project.settings.database import database

SIGHTLINE_DEMO = True
HOME = HOME / "demo"
HOME.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), HOME, synchronous="NORMAL")}
