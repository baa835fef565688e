"""A ticket lets one person's massage of one baby be sent later: signed out, or while somebody else is signed in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db.models import Q

from massage_site.accounts.models import User
from sessions.babies.models import Baby, CareTeamMember

GOOD_FOR = timedelta(days=30)  # as long as a tablet may lie in a drawer; later its owner has to sign in
CLOCKS_DIFFER = ARRIVES_TOGETHER = timedelta(days=1)  # kind to a wrong date, and to a device that sends in two goes
SALT = "handhug.massage-ticket"


@dataclass(frozen=True)
class Ticket:
    author: User | None
    baby: Baby | None
    plan: str  # the version of the routine it was given with, as text; empty: there was none
    issued_at: datetime

    @property
    def has_both(self) -> bool:
        return self.author is not None and self.baby is not None

    def is_good(self, now: datetime) -> bool:
        return now - self.issued_at <= GOOD_FOR

    def is_of_the_family(self, now: datetime) -> bool:
        return self._places().at(now).exists()

    def allows(self, started_at: datetime, now: datetime) -> bool:
        """Say whether the author belongs to the baby's family, or did so when the massage began.

        The device's clock is believed: whoever once had access could backdate a massage into that time for as long
        as the ticket is good. Losing a family's true massage would be worse.
        """
        if self.is_of_the_family(now):
            return True
        begun_before_the_end = [
            Q(**{name: None}) | Q(**{f"{name}__gt": started_at}) for name in ("ended_at", "expires_at")
        ]
        return self._places().filter(*begun_before_the_end, joined_at__lte=started_at + CLOCKS_DIFFER).exists()

    def may_add_to(self, massage, now: datetime) -> bool:
        """Whose place has ended says more about what has just arrived from the same device, and about nothing older."""
        return self.is_of_the_family(now) or now - massage.received_at <= ARRIVES_TOGETHER

    def _places(self):
        return CareTeamMember.objects.filter(baby=self.baby, user=self.author)


def issue(author, baby, plan, now) -> str:
    facts = {"author": author.pk, "baby": str(baby.pk), "plan": str(plan.pk) if plan else "", "at": now.timestamp()}
    return signing.dumps(facts, salt=SALT)


def read(text: str) -> Ticket | None:
    """Return the ticket, or nothing when it is not ours or its people are gone. Its age is asked separately."""
    ticket = signed(text)
    return ticket if ticket and ticket.has_both and ticket.author.is_active else None


def signed(text: str) -> Ticket | None:
    """Return any ticket of ours, also when its author's login was closed, or one of them is gone altogether."""
    try:
        facts = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    author = User.objects.filter(pk=facts["author"]).first()
    baby = Baby.objects.select_related("unit").filter(pk=facts["baby"]).first()
    issued_at = datetime.fromtimestamp(facts["at"], tz=UTC)
    return Ticket(author, baby, facts["plan"], issued_at)
