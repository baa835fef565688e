"""Open a real hospital unit: the unit, its first lead, and a link with which the lead chooses a password."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from massage_site.accounts.links import GOOD_FOR, one_time_link
from massage_site.accounts.models import Unit, UnitMember, User
from massage_site.zones import known_zones

QUESTIONS = {
    "unit": "Name of the unit, as families know it",
    "name": "Name of its first lead",
    "email": "The lead's e-mail",
    "phone": "Ward phone",
    "time_zone": "Time zone, for example Europe/Berlin",
}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name.replace('_', '-')}", help=question)

    def handle(self, **options):
        answers = {name: options[name] or self.ask(question) for name, question in QUESTIONS.items()}
        if answers["time_zone"] not in known_zones():
            raise CommandError(f"“{answers['time_zone']}” is no time zone. Examples: Europe/Berlin, America/Chicago.")
        try:
            lead = open_unit(**answers)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        days = f"within {GOOD_FOR.days} days"
        self.stdout.write(f"{answers['unit']} is open. Give {lead.name} this link; it works once, {days}:")
        self.stdout.write(one_time_link(lead))

    def ask(self, question):
        try:
            return input(f"{question}: ").strip()
        except EOFError:
            raise CommandError(f"“{question}” is needed.") from None


@transaction.atomic
def open_unit(unit, name, email, phone, time_zone):
    place = Unit(name=unit, phone=phone, time_zone=time_zone)
    place.full_clean()
    place.save()
    lead = User(name=name, email=email.lower())
    lead.set_unusable_password()
    lead.full_clean()
    if not lead.email:
        raise ValidationError("The lead signs in with an e-mail address.")
    lead.save()
    UnitMember.objects.create(unit=place, user=lead, role=UnitMember.Role.LEAD, joined_at=timezone.now())
    return lead
