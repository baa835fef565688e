"""What `manage.py check --deploy` says about this site, where the settings cannot simply refuse to start."""

from django.conf import settings
from django.core.checks import Tags, Warning, register


@register(Tags.security, deploy=True)
def letters_are_sent(app_configs, **kwargs):
    """A lead who forgot the password waits for a letter that only the server's log has seen."""
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return [Warning("E-mail only goes to the log.", hint="Set EMAIL_BACKEND.", id="handhug.W001")]
    return []


@register(Tags.files, deploy=True)
def static_files_are_collected(app_configs, **kwargs):
    """Without the manifest every page answers 500."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        hint = "Run `python3 dev.py manage collectstatic`; `dev.py serve` does it by itself."
        return [Warning("The static files are not collected.", hint=hint, id="handhug.W002")]
    return []
