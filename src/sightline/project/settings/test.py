"""The test run: nothing of this machine's records, nothing slow that is not under test."""

import os
import tempfile
from pathlib import Path

# before the base is read, so that no key of a real installation is opened or made
os.environ["SIGHTLINE_SECRET_KEY"] = "tests-only-and-known-to-everyone"
os.environ["SIGHTLINE_AUDIT_KEY"] = "tests-only-and-known-to-everyone-too"
os.environ["SIGHTLINE_PSEUDONYM_KEY"] = "tests-only-and-known-to-all-of-them"

from sightline.project.settings.base import *  # noqa: E402, F403
from sightline.project.settings.database import database  # noqa: E402

HOME = Path(tempfile.gettempdir()) / f"sightline-tests-{os.getuid()}"
HOME.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), HOME, synchronous="OFF")}
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]
AXES_ENABLED = True
