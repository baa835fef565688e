"""What `manage.py check --deploy` and `dev.py serve` say about this site: away from localhost, weak is an error.

Each check returns what is wrong and what to do; nothing here asks the database.
"""

import os
import stat
from ipaddress import ip_address

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

WEAK_SECRETS = ("only-for-tests", "django-insecure", "changeme", "secret")
KEPT_BY_ONE = ("locmem.LocMemCache", "dummy.DummyCache")
NOT_SENT = tuple(f"{kind}.EmailBackend" for kind in ("console", "locmem", "dummy", "filebased"))


def secret():
    """Fifty signs, as Django's own check has it: this one also hashes codes and seals second steps."""
    key = settings.SECRET_KEY
    if len(key) < 50 or len(set(key)) < 10 or key.lower().startswith(WEAK_SECRETS):
        return "SECRET_KEY can be guessed.", "Set it to 50 random signs or more, kept apart from the backups."


def database():
    is_small = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if is_small and os.environ.get("HANDHUG_SQLITE") != "1":
        return (
            "The database is a file (SQLite).",
            "Set DATABASE_URL to a PostgreSQL database. Only where one small unit shares a file: HANDHUG_SQLITE=1.",
        )


def letters():
    """A lead who forgot the password, and a family that asks for its code, wait for what only the log has seen."""
    if settings.EMAIL_BACKEND.endswith(NOT_SENT):
        return "E-mail goes nowhere.", "Set EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend and EMAIL_HOST."


def debug():
    if settings.DEBUG or settings.DEMO:
        return "DEBUG or the demo is on.", "Unset HANDHUG_DEBUG and HANDHUG_DEMO."


def files():
    """Pictures of the units, the list of what was erased and, in a small set-up, the database."""
    if os.name == "posix" and settings.VAR_DIR.exists() and settings.VAR_DIR.stat().st_mode & stat.S_IRWXO:
        return f"Everybody on this machine may look into {settings.VAR_DIR}.", f"chmod o-rwx {settings.VAR_DIR}"


def proxy():
    """The server speaks plain http on this machine only, so an https address always has a proxy in front."""
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT and "TRUSTED_PROXIES" not in os.environ:
        return (
            "It is not said how many proxies stand in front.",
            "Set BEHIND_PROXY=1 (or TRUSTED_PROXIES to their number; 0 if this server ends TLS itself).",
        )


def cache():
    if settings.CACHES["default"]["BACKEND"].endswith(KEPT_BY_ONE):
        return "Each worker counts wrong codes for itself.", "Leave CACHES as it is: in the database."


def hosts():
    """A wildcard would let any name into links of letters; an address of numbers gets no passkeys."""
    names = settings.ALLOWED_HOSTS
    if any("*" in name or name.startswith(".") for name in names) or any(_is_number(name) for name in names):
        return "Any name, or a number, is taken for this site.", "Set SITE_URL to the one https address of the site."
    if any(not origin.startswith("https://") or "*" in origin for origin in settings.CSRF_TRUSTED_ORIGINS):
        return "A form from an unsafe origin would be taken.", "Set SITE_URL to the one https address of the site."


def hospital():
    if settings.OIDC_SERVER_URL and not settings.OIDC_SERVER_URL.startswith("https://"):
        return "The hospital's sign-in would be asked in the clear.", "OIDC_SERVER_URL starts with https://."


CHECKS = [secret, database, letters, debug, files, proxy, cache, hosts, hospital]


@register(Tags.security, deploy=True)
def set_up_is_strong(app_configs, **kwargs):
    """On localhost nothing is asked: there everything may be small."""
    if settings.IS_LOCAL:
        return []
    said = ((number, check()) for number, check in enumerate(CHECKS, 1))
    return [Error(said[0], hint=said[1], id=f"handhug.E{number:03}") for number, said in said if said]


@register(Tags.files, deploy=True)
def static_files_are_collected(app_configs, **kwargs):
    """Without the manifest every page answers 500."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        hint = "Run `python3 dev.py manage collectstatic`; `dev.py serve` does it by itself."
        return [Warning("The static files are not collected.", hint=hint, id="handhug.W002")]
    return []


def _is_number(name):
    try:
        return bool(ip_address(name.strip("[]")))
    except ValueError:
        return False
