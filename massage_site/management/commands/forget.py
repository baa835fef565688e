"""manage.py forget: take away what has been kept long enough (docs/data-retention.toml). Run it once a day."""

from datetime import timedelta

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from massage_site.accounts.devices import DeviceCode
from massage_site.audit.models import Entry


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        now = timezone.now()
        call_command("clearsessions")
        codes, _ = DeviceCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
        lines, _ = Entry.objects.forgettable(now).delete()
        self.stdout.write(f"Codes: {codes}. Lines of the audit: {lines}.")
