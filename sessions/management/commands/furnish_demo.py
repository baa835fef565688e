"""manage.py furnish_demo: invented people, babies, routines and massages, so that the demo opens into real work."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from massage_site.accounts.demo import introduce
from massage_site.accounts.models import User
from sessions.management import demo
from sessions.management.demo import people
from techniques.models import Technique


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="take the demo's own rows out first")

    def handle(self, reset, **options):
        if not settings.DEMO:
            raise CommandError("These people are invented, so they live in the demo only. Set HANDHUG_DEMO=1.")
        if User.objects.exists() and not reset:
            raise CommandError("Somebody lives here already. --reset takes the demo's own rows out and starts anew.")
        if not Technique.objects.exists():
            call_command("load_catalogue", verbosity=0)
        with transaction.atomic():
            if reset:
                people.move_out()
            doors = demo.furnish(timezone.now())
        introduce(doors)
        self.stdout.write(f"{len(doors)} people live in the demo. Staff may also type: {people.PASSWORD}")
