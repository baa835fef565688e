"""manage.py export_baby ID: one baby's whole record as JSON, for another server or for the hospital's own files."""

import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from sessions.babies.models import Baby
from sessions.rights.packing import pack


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("baby", help="the id in the address of the baby's page")

    def handle(self, baby, **options):
        try:
            found = Baby.objects.get(pk=baby)
        except (Baby.DoesNotExist, ValidationError):
            raise CommandError("There is no record with this id.") from None
        self.stdout.write(json.dumps(pack(found), ensure_ascii=False, indent=1))
