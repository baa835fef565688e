"""All settings but those of signing in (signing_in.py). What the environment decides stands in the README."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from .logs import LOGGING  # noqa: F401  to the server's own output
from .signing_in import *  # noqa: F403  who may come in, how often they may try, how long they stay

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("HANDHUG_VAR", BASE_DIR / "var"))

# --- where the site lives: one address derives hosts, CSRF origins and secure cookies
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_URL)
IS_LOCAL = _site.hostname in {"localhost", "127.0.0.1"}
SECURE = _site.scheme == "https"
if not (IS_LOCAL or SECURE):
    raise ImproperlyConfigured("SITE_URL must start with https:// unless it is localhost.")
ALLOWED_HOSTS = [_site.hostname, *(["localhost", "127.0.0.1"] if IS_LOCAL else [])]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DEBUG = os.environ.get("HANDHUG_DEBUG") == "1" and IS_LOCAL

# The demo signs people in by a click on their name, so it must never face the world.
DEMO = os.environ.get("HANDHUG_DEMO") == "1"
if DEMO and not IS_LOCAL:
    raise ImproperlyConfigured("Demo mode is only for localhost. Unset HANDHUG_DEMO or set SITE_URL to localhost.")


def local_secret() -> str:
    """Keep one random key per checkout, so that a restart signs nobody out."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        whole = path.with_suffix(f".{os.getpid()}")  # put in place at once: two processes may start together
        whole.touch(mode=0o600)
        whole.write_text(secrets.token_urlsafe(50))
        whole.replace(path)
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or (local_secret() if IS_LOCAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set SECRET_KEY to a long random text.")
SECRET_KEY_FALLBACKS = os.environ.get("SECRET_KEY_FALLBACKS", "").split()  # older ones still open what they sealed

INSTALLED_APPS = [
    "massage_site",
    "massage_site.accounts",
    "massage_site.audit",
    "techniques",
    "sessions.apps.SessionsConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
]

MIDDLEWARE = [  # the two that add headers come first, so that no page is answered without them
    "csp.middleware.CSPMiddleware",
    "massage_site.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "massage_site.headers.FilesMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "massage_site.accounts.idle.IdleMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "massage_site.accounts.gate.SecondFactorMiddleware",
    "massage_site.accounts.lent.LentMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "massage_site.audit.middleware.AuditMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "massage_site.urls"
WSGI_APPLICATION = "massage_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "massage_site.context.site",
            ],
        },
    },
]

# --- data
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR_DIR / 'handhug.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL, not NORMAL: a log that a family wrote must survive a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;",
    }
if DATABASES["default"]["ENGINE"].endswith("postgresql"):  # compiling a page's question takes longer than answering it
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
CACHES = {  # shared by all workers, because it slows the guessing of codes
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # a full cache forgets, and 300 addresses of a guesser would fill it
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people
AUTH_USER_MODEL = "accounts.User"
FAMILY_UNITS = "sessions.babies.access.units_of_family"  # whose own techniques and reviews a family reads
FAMILY_ROUTINES = "sessions.plans.in_routine.routines_of_family"  # what the library says beside a technique
PLANNED_PICTURES = "sessions.plans.in_routine.shows_picture"  # uploaded pictures of the routines a person may open
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
SESSION_ENGINE = "massage_site.accounts.login_sessions"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
if SECURE:  # a browser takes such a name only from this very host, over https
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a name in a sentence stays off the device
EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"handhug@{_site.hostname}")

# --- words, times
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# --- files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "media"  # pictures of the units; no address leads there, a view asks who is looking
ERASURES = VAR_DIR / "erasures.jsonl"  # beside the database: a backup of it that comes back forgets what it erased
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2500  # a sheet of paper with the most lines has about 1,700
FILE_UPLOAD_HANDLERS = ["massage_site.uploads.InMemory"]  # what is sent never touches a disk
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "massage_site.storage.HashedFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else's pages need them
WHITENOISE_ROOT = BASE_DIR / "static/root"  # what browsers ask for without being told: /favicon.ico

# --- headers: only our own files, nothing inline, nobody frames us
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        **{f"{kind}-src": ["'self'"] for kind in ("font", "connect", "manifest", "worker")},
        "form-action": ["'self'"],
        **{name: ["'none'"] for name in ("base-uri", "frame-ancestors", "object-src")},
    }
}
OFFLINE = os.environ.get("HANDHUG_OFFLINE", "1") == "1"  # "0" takes the worker and its copies off every device
CSRF_FAILURE_VIEW = "massage_site.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None  # headers.py sets it on pages; thirty files of a page need none
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
if ALLAUTH_TRUSTED_PROXY_COUNT:  # noqa: F405
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
