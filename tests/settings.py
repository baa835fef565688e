"""The site's own settings, with what tests need quicker or plainer."""

import os
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("SITE_URL", "http://localhost:8000")
os.environ.pop("HANDHUG_DEMO", None)  # a test that wants the demo says so
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright keeps a loop running beside the tests

from massage_site.settings import *  # noqa: F403
from massage_site.settings import DATABASES

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ERASURES = Path(tempfile.mkdtemp(prefix="handhug-test-")) / "erasures.jsonl"  # what a test erases is on no real list
WHITENOISE_AUTOREFRESH = True  # nothing is collected
IDLE_STAFF = IDLE_FAMILY = timedelta(days=3650)  # tests travel in time; those about sign-ins that end set their own
LONGEST_STAFF = LONGEST_FAMILY = timedelta(days=3650)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
