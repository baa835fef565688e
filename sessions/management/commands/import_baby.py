"""manage.py import_baby FILE: take in a record that export_baby wrote. A second time it adds nothing."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from sessions.rights.unpacking import CannotRead, unpack


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, file, **options):
        try:
            baby = unpack(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, CannotRead) as error:
            raise CommandError(f"Nothing was taken in: {error}") from None
        self.stdout.write("The record is here. Give its family new codes." if baby else "It was here already.")
