"""manage.py forget: take away what has been kept long enough (docs/data-retention.toml). Run it once a day."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from massage_site.accounts.devices import DeviceCode
from massage_site.accounts.kept import DevicePin
from massage_site.audit.models import Entry


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        now = timezone.now()
        call_command("clearsessions")
        codes, _ = DeviceCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()
        DevicePin.objects.filter(expires_at__lt=now).delete()
        lines, _ = Entry.objects.forgettable(now).delete()
        counters = forget_counters(now)
        self.stdout.write(f"Codes: {codes}. Counters: {counters}. Lines of the audit: {lines}.")


def forget_counters(now):
    """Delete what is over in the shared cache: by itself it deletes a row only when somebody asks for it again."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        over = f"DELETE FROM {table} WHERE expires < %s"  # noqa: S608  our own settings name the table
        cursor.execute(over, [connection.ops.adapt_datetimefield_value(now)])
        return cursor.rowcount
