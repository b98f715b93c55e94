"""An authority's installation: real records, nothing shared, everything from the environment."""

import os

from sightline.project.settings.apps import ROOMS
from sightline.project.settings.database import database
from sightline.project.settings.home import data_home, kept_key
from sightline.project.settings.security import *  # noqa: F403 - the settings of one subject

HOME = data_home()
SECRET_KEY = os.environ.get("SIGHTLINE_SECRET_KEY") or kept_key(HOME, "secret")
SIGHTLINE_AUDIT_KEY = os.environ.get("SIGHTLINE_AUDIT_KEY") or kept_key(HOME, "audit")
# by it the people in published figures are known; another key makes them strangers
SIGHTLINE_PSEUDONYM_KEY = os.environ.get("SIGHTLINE_PSEUDONYM_KEY") or kept_key(HOME, "pseudonym")
SIGHTLINE_DEMO = False
DEBUG = False
ALLOWED_HOSTS = os.environ.get("SIGHTLINE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in os.environ.get("SIGHTLINE_ORIGINS", "").split(",") if origin
]
# behind an authority's own HTTPS; on loopback there is none
SECURE_COOKIES = os.environ.get("SIGHTLINE_HTTPS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE_COOKIES
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_COOKIES else 0

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "users.User"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # the words for "two days ago" on allauth's pages of the second factor
    "django.contrib.humanize",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "sightline.project.headers.Packed",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "sightline.project.headers.ContentSecurityPolicy",
    "sightline.project.headers.NothingKept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "sightline.project.plain_text.PlainText",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "sightline.project.urls"
WSGI_APPLICATION = "sightline.project.wsgi.application"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "sightline.base.components.environment.environment",
            "context_processors": CONTEXT,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT},
    },
]

STATIC_URL = "/static/"
# served from the rooms themselves: an installation has no collecting step to forget
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "sightline.project.logs.Plain",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # a refused sign-in names the account it tried; that is for the database, not for a log file
    "loggers": {"axes": {"level": "ERROR"}},
}
