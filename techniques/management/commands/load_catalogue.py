"""manage.py load_catalogue: bring the technique files into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from techniques import catalogue


class Command(BaseCommand):
    help = "Load the technique files of one language. Unchanged text makes no new version."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=catalogue.HOME / "en")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            report = catalogue.load(folder)
        except catalogue.CatalogueError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        if options["verbosity"]:
            self.stdout.write(f"{report.techniques} techniques, {report.new_versions} new versions.")
