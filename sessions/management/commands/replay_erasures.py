"""manage.py replay_erasures: after a backup came back, erase again whatever was erased since it was made."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from sessions.babies.models import Baby
from sessions.rights.erasures import Erasure, listed


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options):
        found = list(Baby.objects.filter(pk__in=set(listed())).select_related("unit"))
        for baby in found:
            Erasure.do(baby, by=None, now=timezone.now())
        self.stdout.write(f"Erased again: {len(found)}.")
