"""Ask the site from outside and name what the proxy in front of it got wrong. Run it where the site runs."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from massage_site.self_test.probe import look
from massage_site.self_test.views import ticket


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--url", default=settings.SITE_URL, help="the address that people type (SITE_URL)")

    def handle(self, *, url, **options):
        findings = look(url.rstrip("/"), ticket())
        for each in findings:
            self.stdout.write(f"{'good ' if each.good else 'WRONG'}  {each.words}")
            if each.do:
                self.stdout.write(f"       {each.do}")
        wrong = sum(not each.good for each in findings)
        if wrong:
            raise CommandError(f"{wrong} of {len(findings)} are wrong.")
        self.stdout.write("Everything arrives as it was sent.")
