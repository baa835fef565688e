"""What the addresses of the site mean in the audit: of which kind, and in words."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from massage_site.audit.models import Entry


class Kind(models.TextChoices):
    SAW = "saw", _("Saw")
    CREATED = "created", _("Created")
    CORRECTED = "corrected", _("Corrected")
    CHANGED = "changed", _("Changed")
    EXPORTED = "exported", _("Took a copy")
    PRINTED = "printed", _("Opened to print")
    INVITED = "invited", _("Invited")
    ROLE = "role", _("Changed a place")
    POLICY = "policy", _("Changed the rules")
    ERASED = "erased", _("Erased")
    CAME = "came", _("Signed in")
    FAILED = "failed", _("Failed to sign in")
    TRIED = "tried", _("Tried, and it was not done")
    REFUSED = "refused", _("Was refused")


@dataclass(frozen=True)
class Act:
    """A page, and what sending something to it does. `seen`: opening it is more than seeing it."""

    words: str | Promise
    sent: Kind = Kind.CHANGED
    seen: Kind = Kind.SAW


RECORD, ROUTINE, MASSAGE = _("The record"), _("The routine"), _("A massage")
RULES, STAFF, OWN = _("The unit’s rules"), _("The unit’s staff"), _("A technique of the unit")
STEPS = _("The steps")
WAYS_IN, QUESTION, ASK = _("Ways in for the family"), _("A question"), _("The family’s questions")
ACTS = {
    "today": Act(_("Today")),
    "library": Act(_("The library, with the routine")),
    "technique": Act(_("A technique, with the routine")),
    "babies": Act(_("The list of all babies")),
    "templates": Act(_("The unit’s templates")),
    "baby": Act(RECORD),
    "baby-new": Act(RECORD, Kind.CREATED),
    "baby-edit": Act(RECORD),
    "twins-apart": Act(_("Who was born together")),
    "log": Act(_("The session log")),
    "take-along": Act(_("The page for the visit"), seen=Kind.PRINTED),
    "take-along-pdf": Act(_("The page for the visit"), seen=Kind.PRINTED),
    "invitations": Act(WAYS_IN, Kind.INVITED),
    "invitation-revoke": Act(WAYS_IN),
    "invitation-seen": Act(_("Who came in with a code"), Kind.ROLE),
    "code-again": Act(WAYS_IN, Kind.INVITED),
    "family-end": Act(_("A place in the family"), Kind.ROLE),
    "leaving": Act(_("A place in the family"), Kind.ROLE),
    "tablet": Act(_("The ward’s tablet, to be lent")),
    "tablet-lend": Act(_("The ward’s tablet, lent to the family")),
    "questions": Act(ASK, Kind.CREATED),
    "question": Act(QUESTION, Kind.CORRECTED),
    "question-withdraw": Act(QUESTION),
    "question-answer": Act(QUESTION, Kind.CREATED),
    "massages": Act(MASSAGE, Kind.CREATED),
    "massage-new": Act(STEPS),
    "massage-learn": Act(STEPS),
    "massage-with-staff": Act(STEPS),
    "massage-afterwards": Act(MASSAGE, Kind.CREATED),
    "massage-together": Act(MASSAGE, Kind.CREATED),
    "massage-paper": Act(_("A sheet of paper, typed in"), Kind.CREATED),
    "massage-paper-rows": Act(_("A sheet of paper, typed in"), Kind.SAW),
    "massage-paper-undo": Act(_("A sheet of paper, taken back"), Kind.CORRECTED),
    "outbox": Act(_("A massage that waited on a device"), Kind.CREATED),
    "massage-correct": Act(MASSAGE, Kind.CORRECTED),
    "massage-error": Act(MASSAGE, Kind.CORRECTED),
    "massage-move": Act(MASSAGE, Kind.CORRECTED),
    "massage-undo": Act(MASSAGE, Kind.CORRECTED),
    "massage-reply": Act(_("A note on a massage"), Kind.CREATED),
    "set-aside-removal": Act(_("A massage from a lent tablet, thrown away")),
    "plan-assign": Act(ROUTINE, Kind.CREATED),
    "plan-hold": Act(_("A hold of the routine"), Kind.CREATED),
    "card": Act(_("The card"), seen=Kind.PRINTED),
    "card-pdf": Act(_("The card as a PDF"), seen=Kind.PRINTED),
    "card-scan": Act(_("The square on a card")),
    "plan-preview": Act(_("The paper for the family"), seen=Kind.PRINTED),
    "limb-off": Act(_("A leg that is left alone"), Kind.CREATED),
    "demonstrations": Act(_("Return demonstration"), Kind.CREATED),
    "unit-staff": Act(STAFF, Kind.ROLE),
    "unit-staff-link": Act(STAFF, Kind.INVITED),
    "unit-staff-end": Act(STAFF, Kind.ROLE),
    "unit-staff-second-step": Act(STAFF, Kind.ROLE),
    "unit-newer": Act(_("Routines with older texts")),
    "discharge": Act(_("Going home")),
    "readmission": Act(_("Back on the ward")),
    "transfer": Act(_("To another unit")),
    "transfer-withdraw": Act(_("To another unit")),
    "transfer-acceptance": Act(_("Taken over from another unit")),
    "transfer-refusal": Act(_("Not taken over from another unit")),
    "moves": Act(_("Coming and going")),
    "window": Act(_("Until when a unit sees the record"), Kind.ROLE),
    "window-close": Act(_("Until when a unit sees the record"), Kind.ROLE),
    "baby-return": Act(_("A closed record, opened again"), Kind.ROLE),
    "ending": Act(_("A quiet end")),
    "ending-lift": Act(_("A quiet end, undone")),
    "openings": Act(_("Who opened the record")),
    "unit-openings": Act(_("Who opened what")),
    "unit-openings-csv": Act(_("Who opened what"), seen=Kind.EXPORTED),
    "printings": Act(_("A page on paper"), Kind.PRINTED),
    "unit-numbers": Act(_("The unit’s numbers")),
    "unit-export": Act(_("All massages of the unit, without names"), Kind.EXPORTED),
    "my-record": Act(_("What is kept")),
    "record-download": Act(_("The whole record"), Kind.EXPORTED),
    "erasure-ask": Act(_("A wish to erase the record"), Kind.CREATED),
    "erasure-withdraw": Act(_("A wish to erase the record")),
    "erasure": Act(_("Erasing the record"), Kind.ERASED),
    "account_login": Act(_("Sign-in with a password"), Kind.CAME),
    "mfa_login_webauthn": Act(_("Sign-in with a passkey"), Kind.CAME),
    "mfa_authenticate": Act(_("Second step of signing in"), Kind.CAME),
    "hospital-back": Act(_("Sign-in through the hospital"), Kind.CAME, seen=Kind.CAME),
    "join": Act(_("Sign-in with a code"), Kind.CAME),
    "join-open": Act(_("Sign-in with a code"), Kind.CAME),
    "come-in-pin": Act(_("Sign-in with a PIN"), Kind.CAME),
    "come-in-mail-code": Act(_("Sign-in with a code by e-mail"), Kind.CAME),
    "signed-in-end": Act(_("A sign-in on another device, ended")),
    "signed-in-others-end": Act(_("All other sign-ins, ended")),
}
GROUPS = {  # the rest, by how an address begins
    "massage": Act(MASSAGE),
    "plan": Act(ROUTINE),
    "template": Act(_("The unit’s templates")),
    "look": Act(_("The tick “I have looked”")),
    "limb": Act(_("A leg that is left alone")),
    "answer": Act(QUESTION),
    "reply": Act(_("A note on a massage")),
    "unit-policy": Act(RULES, Kind.POLICY),
    "unit-claim": Act(_("What is said about techniques"), Kind.POLICY),
    "unit-leaflet": Act(_("A leaflet of the unit")),
    "unit-technique": Act(OWN),
    "unit-draft": Act(OWN),
    "massage_sessions": Act(_("Rows in the site’s admin")),
}
OTHER = Act(_("The site’s admin"))


def act_of(name: str) -> Act:
    """Return what an address means; the longest beginning that fits, for those without a line of their own."""
    if name in ACTS:
        return ACTS[name]
    fits = [start for start in GROUPS if name.startswith(start)]
    return GROUPS[max(fits, key=len)] if fits else OTHER


def kind_of(entry: Entry) -> Kind:
    """Return what happened: an answer of the site that was no success says so before anything else."""
    act = act_of(entry.act)
    if act.sent is Kind.CAME and (entry.wrote or act.seen is Kind.CAME):
        return Kind.CAME if 300 <= entry.status < 400 else Kind.FAILED
    if entry.was_refused:
        return Kind.REFUSED
    if not entry.wrote:
        return act.seen
    return act.sent if entry.was_done else Kind.TRIED
