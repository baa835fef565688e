"""Who opens what: every address of the site, for nine people, by GET and by POST. An address without a row fails.

Cells: the status, or `in` (sent to sign in), `go` (302 to somewhere else). What is sent by POST is valid, so a `go`
there means that it was done. Every row but the public ones is about Bo; Pat is Bo's family.
"""

import re
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from addresses import address, names
from allauth.mfa.models import Authenticator
from cast import NOW, gather, make_massage, make_plan, make_policy, make_user, password_alone
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from own import encoded, noise, page_of, whole
from pages import NOT_PAGES

from massage_site import paper
from massage_site.accounts import gate
from massage_site.accounts.models import UnitMember
from massage_site.headers import ALWAYS
from sessions.babies.invitations import Invitation
from sessions.babies.models import LimbRestriction
from sessions.babies.questions import Question
from sessions.babies.visits import Look
from sessions.babies.windows import Window
from sessions.massages import tickets
from sessions.massages.aside import SetAside
from sessions.massages.correcting_forms import CorrectionForm
from sessions.moves.transfers import Transfer
from sessions.plans.models import Plan
from sessions.plans.templates import PlanTemplate
from sessions.plans.workbench import Workbench
from sessions.policies.models import TEXTS, UnitPolicy
from sessions.policies.thresholds import LIMITS
from techniques.models import Leaflet, Technique, TechniqueDecision, TechniqueReview, UnitPicture
from techniques.uploads import clean

pytestmark = pytest.mark.django_db

PEOPLE = ("anonymous", "sam", "pat", "ines", "tess", "nora", "lena", "tom", "lou")

# sam: another family. pat: Bo's. ines: was Bo's helper, her time is over. tess, nora, lena: therapist, nurse and lead
# of Bo's unit. tom, lou: therapist and lead of another unit. One cell: the same for all. Two: the visitor, then all.
TABLE = """
#                                    GET                                      POST
#                                    anon sam pat ines tess nora lena tom lou anon sam pat ines tess nora lena tom lou
# the front door
front                               |200  go                                  |405
home                                |in   go                                  |in   405
theme                               |200                                      |go
worker                              |200                                      |405
offline                             |200                                      |405
manifest                            |200                                      |405
device-code                         |in   200 200 403  403  403  403  403 403 |in   200 200 403  403  403  403  403 403
keep-place                          |in   200 200 200  403  403  403  403 403 |in   200 200 200  403  403  403  403 403
keep-place-end                      |in   405 405 405  403  403  403  403 403 |in   404 404 404  403  403  403  403 403
keep-pin                            |in   200 200 200  403  403  403  403 403 |in   go  go  go   403  403  403  403 403
keep-pin-end                        |in   405 405 405  403  403  403  403 403 |in   404 404 404  403  403  403  403 403
keep-mail                           |in   200 200 200  403  403  403  403 403 |in   go  go  go   403  403  403  403 403
keep-mail-code                      |in   go  go  go   403  403  403  403 403 |in   go  go  go   403  403  403  403 403
keep-mail-end                       |in   405 405 405  403  403  403  403 403 |in   404 404 404  403  403  403  403 403
signed-in                           |in   200                                 |in   405
signed-in-end                       |in   405                                 |in   go
signed-in-others-end                |in   405                                 |in   go
come-in-pin                         |200  go                                  |410  go
come-in-mail                        |200  go                                  |go
come-in-mail-code                   |go                                       |go
alive                               |in   204                                 |in   405
demo-people                         |404                                      |404
demo-sign-in                        |405                                      |404
# signing in (allauth); only staff have a password
account_login                       |200  go                                  |200  go
hospital                            |405                                      |404
hospital-back                       |404                                      |405
account_logout                      |go   200                                 |go
account_inactive                    |200                                      |405
account_signup                      |200  go                                  |200  go
account_reauthenticate              |in   403 403 403  200  200  200  200 200 |in   403 403 403  200  200  200  200 200
account_request_reauthentication_code|404                                    |404
account_confirm_reauthentication_code|404                                    |404
account_email                       |404                                      |404
account_email_verification_sent     |200                                      |405
account_change_password             |in   go  go  go   200  200  200  200 200 |in   go  go  go   200  200  200  200 200
account_set_password                |404                                      |404
account_reset_password              |200                                      |200
account_confirm_login_code          |in   go                                  |in   go
account_confirm_email               |200                                      |404
account_reset_password_from_key_done|200                                      |405
account_reset_password_from_key     |200                                      |200
account_reset_password_done         |200                                      |405
# the second step: of the staff only
mfa_index                           |in   403 403 403  200  200  200  200 200 |in   403 403 403  405  405  405  405 405
mfa_authenticate                    |in   go                                 |in   go
mfa_login_webauthn                  |in   go                                 |in   go
mfa_reauthenticate                  |in   403 403 403  go   go   go   go  go |in   403 403 403  go   go   go   go  go
mfa_activate_totp                   |in   403 403 403  200  200  200  200 200 |in   403 403 403  200  200  200  200 200
mfa_deactivate_totp                 |in   403 403 403  404  404  404  404 404 |in   403 403 403  404  404  404  404 404
mfa_view_recovery_codes             |in   403 403 403  404  404  404  404 404 |in   403 403 403  405  405  405  405 405
mfa_generate_recovery_codes         |in   403 403 403  200  200  200  200 200 |in   403 403 403  200  200  200  200 200
mfa_add_webauthn                    |in   403 403 403  200  200  200  200 200 |in   403 403 403  200  200  200  200 200
mfa_remove_webauthn                 |in   403 403 403  404  404  404  404 404|in   403 403 403  404  404  404  404 404
mfa_reauthenticate_webauthn         |in   403 403 403  go   go   go   go  go |in   403 403 403  go   go   go   go  go
# the admin: nobody here is a superuser
self-test                           |in   403                                 |in   403
self-test-seen                      |404                                      |404
admin:index                         |in                                       |in
# the library, open to everybody
library                             |200                                      |405
technique                           |200                                      |405
technique-step                      |200                                      |405
technique-sheet                     |200                                      |405
technique-sheet-pdf                 |200                                      |405
before-you-start                    |200                                      |405
reading-your-baby                   |200                                      |405
by-age                              |200                                      |405
why                                 |200                                      |405
# the ward's tablet, lent: its last page, and the way back
tablet-back                         |200                                      |405
tablet-done                         |405                                      |go
tablet                              |in   404 403 404  200  200  200  404 404 |in   405
tablet-lend                         |in   405                                 |in   404 403 404  go   go   go   404 404
# coming in, and where the day starts
join                                |200                                      |go
join-open                           |go                                       |go
today                               |in   200 200 200  go   go   go   go  go  |in   405
logs                                |in   go                                  |in   405
babies                              |in   403 403 403  200  200  200  200 200 |in   405
babies-found                        |in   405                                 |in   go
density                             |in   405                                 |in   go
baby-new                            |in   403 403 403  200  403  200  200 200 |in   403 403 403  go   403  go   go  go
# Bo's record
baby                                |in   404 403 404  200  200  200  404 404 |in   405
baby-edit                           |in   404 403 404  200  403  200  404 404 |in   404 403 404  go   403  go   404 404
looks                               |in   405                                 |in   404 403 404  go   go   go   404 404
look-undo                           |in   405                                 |in   404 403 404  go   404  404  404 404
limb-off                            |in   405                                 |in   404 403 404  go   go   go   404 404
limb-free                           |in   405                                 |in   404 403 404  go   go   go   404 404
invitations                         |in   404 403 404  200  403  200  404 404 |in   404 403 404  200  403  200  404 404
invitation-revoke                   |in   405                                 |in   404 403 404  go   403  go   404 404
code-again                          |in   405                                 |in   404 403 404  200  200  200  404 404
invitation-seen                     |in   405                                 |in   404 403 404  go   go   go   404 404
family-end                          |in   405                                 |in   404 403 404  go   403  go   404 404
# Bo leaves, comes back, ends quietly
discharge                           |in   404 403 404  200  403  200  404 404 |in   404 403 404  go   403  go   404 404
readmission                         |in   404 403 404  go   403  go   404 404 |in   404 403 404  go   403  go   404 404
transfer                            |in   404 403 404  200  403  200  404 404 |in   404 403 404  200  403  200  404 404
transfer-withdraw                   |in   405                                 |in   404 403 404  go   403  go   404 404
moves                               |in   403 403 403  200  200  200  200 200 |in   405
transfer-acceptance                 |in   405                                 |in   403 403 403  422  403  422  go  go
transfer-refusal                    |in   405                                 |in   403 403 403  404  403  404  go  go
window                              |in   404 200 404  403  403  go   404 404 |in   404 go  404  403  403  go   404 404
window-close                        |in   405                                 |in   404 go  404  403  403  403  404 404
baby-return                         |in   403 403 403  403  403  200  403 200 |in   403 403 403  403  403  422  403 422
ending                              |in   404 200 404  200  403  200  404 404 |in   404 go  404  go   403  go   404 404
ending-lift                         |in   405                                 |in   404 go  404  go   403  go   404 404
twins-apart                         |in   404 403 404  200  403  200  404 404 |in   404 403 404  go   403  go   404 404
# Bo's routine
plan                                |in   404 403 404  200  403  200  404 404 |in   405
plan-add                            |in   405                                 |in   404 403 404  go   403  go   404 404
plan-change                         |in   405                                 |in   404 403 404  go   403  go   404 404
plan-move                           |in   405                                 |in   404 403 404  go   403  go   404 404
plan-remove                         |in   405                                 |in   404 403 404  go   403  go   404 404
plan-settings                       |in   405                                 |in   404 403 404  go   403  go   404 404
plan-assign                         |in   404 403 404  200  403  200  404 404 |in   404 403 404  go   403  go   404 404
plan-discard                        |in   405                                 |in   404 403 404  go   403  go   404 404
plan-versions                       |in   404 200 404  200  200  200  404 404 |in   405
plan-version                        |in   404 200 404  200  200  200  404 404 |in   405
demonstrations                      |in   404 403 404  200  200  200  404 404 |in   404 403 404  go   403  go   404 404
plan-hold                           |in   405                                 |in   404 403 404  go   go   go   404 404
plan-resume                         |in   405                                 |in   404 403 404  go   403  go   404 404
plan-renewal                        |in   404 403 404  200  403  200  404 404 |in   404 403 404  go   403  go   404 404
template-keep                       |in   405                                 |in   404 403 404  go   403  go   404 404
template-use                        |in   405                                 |in   404 403 404  go   403  go   404 404
plan-preview                        |in   404 403 404  200  200  200  404 404 |in   405
plan-twins                          |in   404 403 404  200  403  200  404 404 |in   405
plan-copy                           |in   405                                 |in   404 403 404  go   403  go   404 404
# the unit's templates
templates                           |in   403 403 403  200  200  200  200 200 |in   405
template-name                       |in   405                                 |in   404 404 404  go   403  go   404 404
template-retire                     |in   405                                 |in   404 404 404  go   403  go   404 404
template-return                     |in   405                                 |in   404 404 404  go   403  go   404 404
# Maple's work on techniques
unit-techniques                     |in   404 404 404  200  200  200  404 404 |in   405
unit-technique-review               |in   404 404 404  200  403  200  404 404 |in   404 404 404  go   403  go   404 404
unit-technique-review-removal       |in   405                                 |in   404 404 404  go   403  go   404 404
# the unit's rules and staff: Maple's
unit                                |in   403 403 403  go   go   go   go  go  |in   405
unit-policy                         |in   404 404 404  200  200  200  404 404 |in   405
unit-policy-draft                   |in   404 404 404  403  403  200  404 404 |in   404 404 404  403  403  go   404 404
unit-policy-sign                    |in   405                                 |in   404 404 404  403  403  go   404 404
unit-policy-discard                 |in   405                                 |in   404 404 404  403  403  go   404 404
unit-policy-version                 |in   404 404 404  200  200  200  404 404 |in   405
unit-claims                         |in   404 404 404  200  200  200  404 404 |in   405
unit-claim-show                     |in   405                                 |in   404 404 404  403  403  go   404 404
unit-claim-hide                     |in   405                                 |in   404 404 404  403  403  go   404 404
unit-newer                          |in   404 404 404  200  200  200  404 404 |in   405
unit-staff                          |in   404 404 404  403  403  200  404 404 |in   404 404 404  403  403  200  404 404
unit-staff-link                     |in   405                                 |in   404 404 404  403  403  200  404 404
unit-staff-second-step              |in   405                                 |in   404 404 404  403  403  go   404 404
unit-staff-end                      |in   405                                 |in   404 404 404  403  403  go   404 404
# questions for the next visit: Pat asked one
questions                           |in   404 200 404  200  200  200  404 404 |in   404 go  404  403  403  403  404 404
question                            |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
question-withdraw                   |in   405                                 |in   404 go  404  403  403  403  404 404
question-answer                     |in   405                                 |in   404 403 404  go   403  go   404 404
answer-read                         |in   405                                 |in   404 go  404  403  403  403  404 404
unit-technique-new                  |in   404 404 404  200  403  200  404 404 |in   404 404 404  go   403  go   404 404
unit-technique-draft                |in   405                                 |in   404 404 404  go   403  go   404 404
unit-technique-retire               |in   405                                 |in   404 404 404  403  403  go   404 404
unit-technique-return               |in   405                                 |in   404 404 404  403  403  go   404 404
unit-draft                          |in   404 404 404  200  403  200  404 404 |in   404 404 404  go   403  go   404 404
unit-draft-step-add                 |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-step-move                |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-step-remove              |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-picture-remove           |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-ask                      |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-discard                  |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-review                   |in   404 404 404  200  403  200  404 404 |in   405
unit-draft-reviewed                 |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-return                   |in   405                                 |in   404 404 404  go   403  go   404 404
unit-draft-publish                  |in   405                                 |in   404 404 404  403  403  go   404 404
# Maple's leaflets
unit-leaflets                       |in   404 404 404  200  200  200  404 404 |in   405
unit-leaflet-new                    |in   404 404 404  200  403  200  404 404 |in   404 404 404  go   403  go   404 404
unit-leaflet                        |in   404 404 404  200  200  200  404 404 |in   405
unit-leaflet-pdf                    |in   404 404 404  200  200  200  404 404 |in   405
unit-leaflet-change                 |in   404 404 404  200  403  200  404 404 |in   404 404 404  go   403  go   404 404
unit-leaflet-removal                |in   405                                 |in   404 404 404  go   403  go   404 404
unit-picture                        |in   200 200 404  200  200  200  404 404 |in   405
# Bo's massages
outbox                              |405                                      |200
massage-new                         |in   404 200 404  403  403  403  404 404 |in   405
massage-with-staff                  |in   404 200 404  403  403  403  404 404 |in   405
massage-learn                       |in   404 200 404  403  403  403  404 404 |in   405
massage-starts                      |in   405                                 |in   404 204 404  403  403  403  404 404
massages                            |in   405                                 |in   404 go  404  403  403  403  404 404
massage-afterwards                  |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
massage-together                    |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
massage-saved                       |in   404 200 404  403  403  403  404 404 |in   405
massage-after                       |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
massage-paper                       |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
massage-paper-rows                  |in   405                                 |in   404 200 404  403  403  403  404 404
massage-paper-kept                  |in   404 200 404  403  403  403  404 404 |in   405
massage-paper-undo                  |in   405                                 |in   404 go  404  403  403  403  404 404
massage-undo                        |in   405                                 |in   404 go  404  403  403  403  404 404
log                                 |in   404 200 404  200  200  200  404 404 |in   405
card                                |in   404 200 404  200  200  200  404 404 |in   405
card-pdf                            |in   404 200 404  200  200  200  404 404 |in   405
card-scan                           |go   404 go  404  go   go   go   404 404 |go   405
take-along                          |in   404 200 404  200  200  200  404 404 |in   405
take-along-pdf                      |in   404 200 404  200  200  200  404 404 |in   405
massage                             |in   404 200 404  200  200  200  404 404 |in   405
massage-correct                     |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
massage-error                       |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
massage-reply                       |in   405                                 |in   404 403 404  go   403  go   404 404
set-aside-removal                   |in   405                                 |in   404 go  404  404  404  404  404 404
reply-read                          |in   405                                 |in   404 go  404  403  403  403  404 404
massage-move                        |in   404 200 404  403  403  403  404 404 |in   404 go  404  403  403  403  404 404
# who opened what, a copy of everything, leaving, erasing
unit-openings                       |in   404 404 404  403  403  200  404 404 |in   405
unit-openings-csv                   |in   404 404 404  403  403  200  404 404 |in   405
unit-numbers                        |in   404 404 404  403  403  200  404 404 |in   405
unit-export                         |in   405                                 |in   404 404 404  403  403  200  404 404
openings                            |in   404 200 404  403  403  403  404 404 |in   405
printings                           |in   405                                 |in   404 204 404  204  204  204  404 404
my-record                           |in   404 200 404  403  403  403  404 404 |in   405
record-download                     |in   405                                 |in   404 200 404  403  403  403  404 404
leaving                             |in   405                                 |in   404 go  404  403  403  403  404 404
erasure-ask                         |in   405                                 |in   404 go  404  403  403  403  404 404
erasure-withdraw                    |in   405                                 |in   404 go  404  403  403  403  404 404
erasure                             |in   404 403 404  403  403  200  404 404 |in   404 403 404  403  403  go   404 404
"""


def rows():
    for line in TABLE.strip().splitlines():
        if not line.startswith("#"):
            name, get, post = line.split("|")
            yield name.strip(), nine(get.split()), nine(post.split())


def nine(cells):
    """One cell stands for everybody, two for the visitor and everybody else."""
    return cells + cells[-1:] * (len(PEOPLE) - len(cells)) if len(cells) < 3 else cells


ROWS = list(rows())


def test_every_address_has_a_row():
    listed = {name for name, _, _ in ROWS}
    assert set(names()) - listed == set()
    assert listed - set(names()) == set(), "No longer an address: take its row out."


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast at work, once for all rows; whatever a request changes is taken back after it."""
    with django_db_blocker.unblock(), time_machine.travel(NOW + timedelta(minutes=3), tick=False), transaction.atomic():
        call_command("load_catalogue", verbosity=0)
        yield settle(gather())
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def no_press(monkeypatch):
    """Here it is asked who may take a PDF; what stands on one is looked at where it is made."""
    laid_out = SimpleNamespace(pages=[1], write_pdf=lambda **options: b"%PDF")
    monkeypatch.setattr(paper, "_lay_out", lambda html: laid_out)


def settle(cast):
    bo = cast.bo
    make_plan(baby=bo, by=cast.tess, now=NOW - timedelta(days=2))
    draft = Plan.draft_for(bo, cast.tess, NOW)
    massage = make_massage(baby=bo, author=cast.pat)
    LimbRestriction.objects.create(baby=bo, limb="right", reason="Drip", noted_by=cast.nora, noted_at=NOW)
    batch = uuid.uuid4()
    make_massage(baby=bo, author=cast.pat, started_at=NOW - timedelta(days=1), way="paper", batch=batch)
    invitation, code = Invitation.issue([bo], by=cast.tess, now=NOW, role="family", for_name="Rosa")
    ids = {
        "pk": bo.pk, "key": massage.key, "item": draft.planned.first().pk, "number": 1, "limb": "right",
        "invitation": invitation.pk, "batch": batch, "slug": "indian-milking", "order": 1, "twin": cast.ada.pk,
        "plan": massage.plan_id,
    }  # fmt: skip
    make_policy(unit=cast.maple, by=cast.lena, demonstrations=True)
    draft_of_rules = UnitPolicy.draft_for(cast.maple, cast.lena, NOW)
    newcomer = make_user(name="Nils", email=f"nils@{cast.maple.pk}.example")
    newcomer.set_unusable_password()
    newcomer.save()
    place = UnitMember.objects.create(unit=cast.maple, user=newcomer, role="nurse", invited_by=cast.lena)
    Authenticator.objects.create(user=newcomer, type="totp", data={})
    ids["person"] = cast.pat.pk
    facts = {"to_unit": cast.birch, "day": NOW.date(), "reason": "Nearer", "by": cast.tess, "now": NOW}
    sent = Transfer.start([cast.ada], **facts)
    ids["transfer"] = Transfer.objects.get(baby=cast.ada).pk
    window = Window.put(bo, cast.birch, why="transfer", by=cast.tom, now=NOW, days=0)
    used, _code = Invitation.issue([bo], by=cast.tess, now=NOW, role="family", for_name="Ravi")
    used.accept(now=NOW)
    ids["used"] = used.pk
    ids["question"] = Question.ask(baby=bo, author=cast.pat, text="How long?", now=NOW).pk
    claim = Technique.objects.get(slug="bicycle").current().claims.first()
    ids |= {"unit": cast.maple.pk, "member": place.pk, "claim": claim.pk}
    ids["look"] = Look.objects.create(baby=bo, by=cast.tess, at=NOW).pk
    reviewed = Technique.objects.get(slug=ids["slug"]).current()
    TechniqueReview.sign(reviewed, unit=cast.maple, by=cast.lena, now=NOW)
    own = an_own_technique(cast)
    ids |= {"draft": own.draft.pk, "step": own.draft.steps.get().pk, "name": own.picture.name, "width": 480}
    ids["template"] = PlanTemplate.objects.create(unit=cast.maple, name="First", kept_by=cast.lena, kept_at=NOW).pk
    leaflet = Leaflet(unit=cast.maple, title="Feet")
    pressed = Technique.objects.get(slug="thumb-press")
    leaflet.keep([pressed], by=cast.tess, now=NOW)
    ids |= {"leaflet": leaflet.pk, "pressed": pressed.pk}
    aside = {"kind": "massage", "fields": [], "at": NOW}
    SetAside.objects.create(author=cast.pat, baby=bo, key=massage.key, **aside)
    people = {name: getattr(cast, name, None) for name in PEOPLE}
    return SimpleNamespace(
        ids=ids, own=own, cast=cast, massage=massage, code=code, told=sent, window=window.pk,
        digest=reviewed.digest, rules=draft_of_rules,
        ticket=tickets.issue(cast.pat, bo, massage.plan, NOW), seen=Workbench(bo, NOW).fingerprint,
        logins={name: login_of(user) for name, user in people.items() if user},
    )  # fmt: skip


def an_own_technique(cast):
    """One that Maple published, with a picture, and a draft about which somebody asked."""
    picture = UnitPicture.keep(clean(encoded(noise(480, 480))), unit=cast.maple, by=cast.tess, now=NOW)
    draft = whole(cast.maple, cast.tess, NOW)
    draft.steps.get().put_picture(picture)
    draft.steps.update(drawn="once")
    draft.ask(by=cast.tess, now=NOW)
    draft.review(by=cast.lena, now=NOW)
    technique = TechniqueDecision.publish(draft, by=cast.lena, now=NOW)
    waiting = whole(cast.maple, cast.tess, NOW)
    waiting.ask(by=cast.nora, now=NOW)  # neither Tess nor Lena asked, so either may read it
    page = page_of(waiting, to="up")
    return SimpleNamespace(
        picture=picture, draft=waiting, page=page, ids={"unit": cast.maple.pk, "slug": technique.slug}
    )


def login_of(user):
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def ask(world, name, method, person):
    client = Client(raise_request_exception=False)
    if person in world.logins:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.logins[person]
    with transaction.atomic():
        others = {
            "demo-sign-in": {"pk": world.cast.pat.pk},
            "mfa_remove_webauthn": {"pk": 1},
            "signed-in-end": {"handle": "x"},
            "keep-place-end": {"pk": 1},
            "keep-pin-end": {"pk": 1},
            "keep-mail-end": {"pk": 1},
        }
        others |= dict.fromkeys(
            ("unit-technique-draft", "unit-technique-retire", "unit-technique-return"), world.own.ids
        )
        url = address(name, others.get(name, world.ids))
        response = client.get(url) if method == "GET" else client.post(url, sent(world, name))
        transaction.set_rollback(True)
    return response


# These say for themselves how long a copy is good; after a sign-out nobody is there to be protected.
MAY_BE_KEPT = {"worker", "manifest", "unit-picture", "account_logout"}
PEOPLE_HERE = re.compile(r"\b(Bo|Ada|Noor|Pat|Jo|Ines|Sam|Tess|Nora|Lena|Tom|Lou|Robin|Rosa|Ravi|Nils)\b")


def stays_safe(response, name, person):
    """Whatever was answered: every header, no copy left behind, nobody's name where a browser keeps a history."""
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    if person != "anonymous" and name not in MAY_BE_KEPT:
        assert "no-store" in response.headers["Cache-Control"]
    page = "" if response.streaming else response.content.decode(errors="ignore")
    seen = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    assert not PEOPLE_HERE.search(f"{seen} {response.headers.get('Location', '')}")


def answer(world, name, method, person):
    response = ask(world, name, method, person)
    stays_safe(response, name, person)
    shows = method == "GET" and response.status_code == 200 and response.headers["Content-Type"].startswith("text/html")
    assert not (shows and name in NOT_PAGES), f"{person} opens a page at {name}: say so in pages.py."
    if response.status_code not in (302, 303):
        return str(response.status_code)
    to_sign_in = response.url.startswith((reverse("account_login"), reverse("admin:login")))
    return "in" if to_sign_in else "go"


def sent(world, name):
    """Something that is right for this address. Whatever is sent is taken back, so the same can be sent again."""
    if not hasattr(world, "forms"):
        world.forms = everything_sent(world)
    return world.forms.get(name, {})


def everything_sent(world):
    at = NOW.isoformat()
    new = {"key": str(uuid.uuid4()), "time_zone": "Europe/London", "outcome": "completed", "mood_after": "calm"}
    form = CorrectionForm(massage=world.massage, now=NOW)
    as_it_is = {each: value for each in form.fields if (value := form[each].value()) and each != "note"}
    return {
        "theme": {"theme": "dim", "next": "/"},
        "join": {"code": world.code},
        "keep-pin": {"pin": "582914", "again": "582914"},
        "keep-mail": {"address": "pat@home.example"},
        "come-in-mail": {"address": "pat@home.example"},
        "baby-new": {
            "unit": world.cast.maple.pk, "first_name": "Kai", "birth_date": "2026-11-20", "ga_weeks": 33, "ga_days": 0,
            "place": "nicu",
        },
        "baby-edit": {
            "unit": world.cast.maple.pk, "first_name": "Bo", "birth_date": "2026-10-27", "ga_weeks": 31, "ga_days": 2,
            "place": "nicu",
        },
        "limb-off": {"limb": "left", "words": "Drip"},
        "invitation-seen": {"seen": "yes"},
        "plan-add": {"technique": "sway"},
        "plan-change": {"passes": 2, "touches": 1, "seconds": 4, "side": "left"},
        "plan-move": {"to": "down"},
        "demonstrations": {
            "person": world.cast.pat.pk, "seen": f"{world.massage.plan.planned.first().version_id}:watched",
        },
        "plan-hold": {"reason": "rest"},
        "questions": {"text": "May Grandma do it too?"},
        "question": {"text": "How long, and how often?"},
        "question-answer": {"seen": "How long?", "text": "Two minutes."},
        "massage-reply": {"text": "A lovely one."},
        "template-keep": {"name": "One more"},
        "template-name": {"name": "Another"},
        "plan-settings": {
            "timing": "before_feed", "times_a_day": 1, "oil_choice": "none", "review_on": "2026-12-10",
        },
        "plan-assign": {"seen": world.seen, "note": "One more."},
        "invitations": {"role": "family", "for_name": "Rosa", "kind": "cot", "babies": [world.ids["pk"]]},
        **{each: world.own.page for each in names() if (each or "").startswith("unit-draft")},
        "unit-draft-reviewed": {"seen": world.own.page["seen"], "read": "on"},
        "unit-draft-return": {"seen": world.own.page["seen"], "words": "Which finger?"},
        "unit-technique-new": {
            "family_name": "Knee", "region": "foot", "kind": "stroking", "direction": "circle",
        },
        **{
            f"unit-leaflet-{each}": {"title": f"Feet, {each}", "place": "home", f"place-{world.ids['pressed']}": 1}
            for each in ("new", "change")
        },
        "unit-technique-review": {"seen": world.digest, "read": "on"},
        "unit-policy-draft": {
            **{name: getattr(world.rules, name) for name in (*LIMITS, "oil", *TEXTS)}, "seen": world.rules.seen,
        },
        "unit-policy-sign": {"seen": world.rules.seen},
        "unit-staff": {"name": "Nadia", "email": "nadia@maple.example", "role": "therapist"},
        "outbox": {"kind": "after", "key": world.massage.key, "ticket": world.ticket},  # the ticket is the proof
        "massages": {**new, "started_at": at, "ended_at": at},
        "massage-afterwards": {**new, "opened_at": at, "ago": "0"},
        "massage-paper": {"key": new["key"], "2026-12-01.0-how": "completed"},
        "massage-together": {
            **new,
            "opened_at": at,
            **{f"{each}-{world.cast.bo.pk}": new[each] for each in ("key", "mood_after")},
        },
        "massage-correct": {"note": "He slept."} | as_it_is,
        "erasure": {"read": "on"},
        "discharge": {"babies": [world.ids["pk"]], "day": NOW.date().isoformat()},
        "transfer": {
            "babies": [world.ids["pk"]], "to_unit": world.cast.birch.pk, "day": NOW.date().isoformat(),
            "reason": "Nearer",
        },
        "transfer-acceptance": {"code": world.told},
        "window": {"window": world.window},
        "window-close": {"window": world.window},
        "baby-return": {"name": "Bo", "born": "2026-10-27", "said_yes": "Pat, at the cot"},
        "massage-move": {"to": str(world.cast.ada.pk)},
    }  # fmt: skip


def asked(answers):
    """{person: answer}. The rules are one code for both engines: one person per answer asks the second."""
    people = dict(zip(PEOPLE, answers, strict=True))
    if connection.vendor == "sqlite":
        return people
    first = {answer: person for person, answer in reversed(people.items())}
    return {person: people[person] for person in first.values()}


@pytest.mark.parametrize(("name", "get", "post"), ROWS, ids=[name for name, _, _ in ROWS])
def test_who_opens(world, name, get, post):
    expected = {"GET": asked(get), "POST": asked(post)}
    found = {
        method: {person: answer(world, name, method, person) for person in people}
        for method, people in expected.items()
    }
    assert found == expected


def test_with_a_password_alone_every_address_leads_staff_to_the_second_step(world):
    client = Client()
    password_alone(client, world.cast.lena)
    world.logins["half"] = client.cookies[settings.SESSION_COOKIE_NAME].value
    step = reverse("mfa_index")
    for name, _, _ in ROWS:
        if name in gate.OPEN or name.startswith(gate.DOORS):
            continue
        for method in ("GET", "POST"):
            assert getattr(ask(world, name, method, "half"), "url", "") == step, f"{method} {name}"


def test_the_demos_door_is_open_in_the_demo_only(world, settings):
    settings.DEMO = True
    assert answer(world, "demo-people", "GET", "anonymous") == "200"
    assert answer(world, "demo-sign-in", "POST", "anonymous") == "go"


def test_a_record_opens_in_ones_own_unit_whatever_was_sent(world):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.logins["tom"]
    with transaction.atomic():
        client.post(reverse("baby-new"), sent(world, "baby-new"))
        assert world.cast.birch.babies.filter(first_name="Kai").exists()
        assert not world.cast.maple.babies.filter(first_name="Kai").exists()
        transaction.set_rollback(True)
