"""A ticket lets one person's massage of one baby be sent later: signed out, or while somebody else is signed in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db.models import Q

from massage_site.accounts.models import User
from sessions.babies.models import Baby, CareTeamMember

GOOD_FOR = timedelta(days=30)  # as long as a tablet may lie in a drawer; later its owner has to sign in
SALT = "handhug.massage-ticket"


@dataclass(frozen=True)
class Ticket:
    author: User
    baby: Baby
    plan: str  # the version of the routine it was given with, as text; empty: there was none
    issued_at: datetime

    def is_good(self, now: datetime) -> bool:
        return now - self.issued_at <= GOOD_FOR

    def allows(self, started_at: datetime) -> bool:
        """Say whether the author belonged to the baby's family when the massage began.

        The device's clock is believed: whoever once had access could backdate a massage for as long as the ticket
        is good. Losing a family's true massage would be worse. A clock set back is no reason to refuse either.
        """
        team = CareTeamMember.objects.filter(baby=self.baby, user=self.author)
        begun_before_the_end = [
            Q(**{name: None}) | Q(**{f"{name}__gt": started_at}) for name in ("ended_at", "expires_at")
        ]
        return team.filter(*begun_before_the_end).exists()


def issue(author, baby, plan, now) -> str:
    facts = {"author": author.pk, "baby": str(baby.pk), "plan": str(plan.pk) if plan else "", "at": now.timestamp()}
    return signing.dumps(facts, salt=SALT)


def read(text: str) -> Ticket | None:
    """Return the ticket, or nothing when it is not ours or its people are gone. Its age is asked separately."""
    try:
        facts = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return None
    author = User.objects.filter(pk=facts["author"], is_active=True).first()
    baby = Baby.objects.select_related("unit").filter(pk=facts["baby"]).first()
    if author is None or baby is None:
        return None
    issued_at = datetime.fromtimestamp(facts["at"], tz=UTC)
    return Ticket(author, baby, facts["plan"], issued_at)
