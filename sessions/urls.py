"""Every address in the care of one baby."""

from django.urls import path

from sessions.babies import asking, family, handover, invite, join, lending, limbs, record
from sessions.journal import apart, building, card, home, log, preview, take_along, today
from sessions.massages import changes, follow, learn, outbox, paper, replying, together
from sessions.moves import away, homeward, seeing, still
from sessions.plans import beginnings, builder, holding, newer, showing, twins, versions
from sessions.policies import rules
from sessions.rights import erasing, mine, openings, unit_numbers

BABY = "babies/<uuid:pk>/"
UNIT = "units/<row:unit>/"

urlpatterns = [
    # family: where the day starts
    path("today/", today.today, name="today"),
    path("log/", log.first, name="logs"),
    path("join/", join.code, name="join"),
    path("join/open/", join.opened, name="join-open"),
    path("device/", handover.device_code, name="device-code"),
    # staff: the unit's babies, and one baby's record
    path("babies/", home.babies, name="babies"),
    path("babies/found/", home.find, name="babies-found"),
    path("babies/new/", record.new, name="baby-new"),
    path("babies/density/", home.density, name="density"),
    path(BABY, home.baby, name="baby"),
    path(BABY + "record/", record.edit, name="baby-edit"),
    path(BABY + "twins/removal/", apart.apart, name="twins-apart"),
    # a baby that leaves, or comes back; a quiet end
    path("babies/return/", seeing.comeback, name="baby-return"),
    path("moves/", away.moves, name="moves"),
    path("moves/acceptance/", away.acceptance, name="transfer-acceptance"),
    path("moves/<row:transfer>/refusal/", away.refusal, name="transfer-refusal"),
    path(BABY + "discharge/", homeward.discharge, name="discharge"),
    path(BABY + "readmission/", homeward.readmission, name="readmission"),
    path(BABY + "transfer/", away.transfer, name="transfer"),
    path(BABY + "transfer/removal/", away.withdraw, name="transfer-withdraw"),
    path(BABY + "window/", seeing.window, name="window"),
    path(BABY + "window/removal/", seeing.close, name="window-close"),
    path(BABY + "ending/", still.ending, name="ending"),
    path(BABY + "ending/removal/", still.begin_again, name="ending-lift"),
    path(BABY + "looks/", home.look, name="looks"),
    path(BABY + "looks/<row:look>/removal/", home.undo_look, name="look-undo"),
    path(BABY + "limbs/", limbs.off, name="limb-off"),
    path(BABY + "limbs/<str:limb>/free/", limbs.free, name="limb-free"),
    # the routine
    path(BABY + "plan/", building.plan, name="plan"),
    path(BABY + "plan/techniques/", builder.add, name="plan-add"),
    path(BABY + "plan/techniques/<row:item>/", builder.change, name="plan-change"),
    path(BABY + "plan/techniques/<row:item>/place/", builder.move, name="plan-move"),
    path(BABY + "plan/techniques/<row:item>/removal/", builder.remove, name="plan-remove"),
    path(BABY + "plan/settings/", building.settings, name="plan-settings"),
    path(BABY + "plan/assignment/", builder.assign, name="plan-assign"),
    path(BABY + "plan/draft/removal/", builder.discard, name="plan-discard"),
    path(BABY + "demonstrations/", showing.demonstrations, name="demonstrations"),
    path(BABY + "plan/hold/", holding.hold, name="plan-hold"),
    path(BABY + "plan/resumption/", holding.resume, name="plan-resume"),
    path(BABY + "plan/versions/", versions.versions, name="plan-versions"),
    path(BABY + "plan/versions/<row:number>/", versions.version, name="plan-version"),
    path(BABY + "plan/templates/", building.keep, name="template-keep"),
    path(BABY + "plan/templates/<row:template>/", beginnings.use, name="template-use"),
    path(BABY + "plan/preview/", preview.preview, name="plan-preview"),
    path(BABY + "plan/twins/", twins.siblings, name="plan-twins"),
    path(BABY + "plan/twins/<uuid:twin>/", twins.copy, name="plan-copy"),
    path(BABY + "plan/renewal/", newer.renewal, name="plan-renewal"),
    # the unit's templates
    path("templates/", beginnings.templates, name="templates"),
    path("templates/<row:template>/name/", beginnings.rename, name="template-name"),
    path("templates/<row:template>/retirement/", beginnings.retire, name="template-retire"),
    path("templates/<row:template>/return/", beginnings.bring_back, name="template-return"),
    # the unit's rules
    path(UNIT + "routines/older/", newer.newer, name="unit-newer"),
    path("unit/", rules.unit, name="unit"),
    path(UNIT + "policy/", rules.policy, name="unit-policy"),
    path(UNIT + "policy/draft/", rules.draft, name="unit-policy-draft"),
    path(UNIT + "policy/draft/signature/", rules.sign, name="unit-policy-sign"),
    path(UNIT + "policy/draft/removal/", rules.discard, name="unit-policy-discard"),
    path(UNIT + "policy/versions/<row:number>/", rules.version, name="unit-policy-version"),
    # ways in for the family
    path(BABY + "invitations/", invite.invitations, name="invitations"),
    path(BABY + "invitations/<uuid:invitation>/revocation/", invite.revoke, name="invitation-revoke"),
    path(BABY + "invitations/<uuid:used>/sighting/", family.seen, name="invitation-seen"),
    path(BABY + "family/<row:person>/end/", family.end, name="family-end"),
    path(BABY + "people/<row:person>/code/", invite.again, name="code-again"),
    # the ward's tablet, lent to the family
    path(BABY + "tablet/", lending.tablet, name="tablet"),
    path(BABY + "people/<row:person>/tablet/", lending.lend, name="tablet-lend"),
    # questions for the next visit
    path(BABY + "questions/", asking.questions, name="questions"),
    path(BABY + "questions/<row:question>/", asking.question, name="question"),
    path(BABY + "questions/<row:question>/withdrawal/", asking.withdraw, name="question-withdraw"),
    path(BABY + "questions/<row:question>/answer/", asking.answer, name="question-answer"),
    path(BABY + "questions/<row:question>/reading/", asking.read, name="answer-read"),
    # the massage
    path("outbox/", outbox.outbox, name="outbox"),
    path(BABY + "learning/", learn.learn, name="massage-learn"),
    path(BABY + "massages/new/", follow.follow, name="massage-new"),
    path(BABY + "massages/new/with-staff/", follow.with_staff, name="massage-with-staff"),
    path(BABY + "massages/starts/", follow.starts, name="massage-starts"),
    path(BABY + "massages/", follow.record, name="massages"),
    path(BABY + "massages/afterwards/", follow.afterwards, name="massage-afterwards"),
    path(BABY + "massages/together/", together.together, name="massage-together"),
    path(BABY + "massages/paper/", paper.paper, name="massage-paper"),
    path(BABY + "massages/paper/rows/", paper.rows, name="massage-paper-rows"),
    path(BABY + "massages/paper/<uuid:batch>/", paper.kept, name="massage-paper-kept"),
    path(BABY + "massages/paper/<uuid:batch>/undo/", paper.undo, name="massage-paper-undo"),
    path(BABY + "massages/<uuid:key>/", changes.massage, name="massage"),
    path(BABY + "massages/<uuid:key>/saved/", follow.saved, name="massage-saved"),
    path(BABY + "massages/<uuid:key>/after/", follow.after, name="massage-after"),
    path(BABY + "massages/<uuid:key>/undo/", changes.undo, name="massage-undo"),
    path(BABY + "massages/<uuid:key>/corrections/", changes.correct, name="massage-correct"),
    path(BABY + "massages/<uuid:key>/error/", changes.error, name="massage-error"),
    path(BABY + "massages/<uuid:key>/baby/", changes.move, name="massage-move"),
    path(BABY + "massages/<uuid:key>/reply/", replying.reply, name="massage-reply"),
    path(BABY + "massages/<uuid:key>/reply/reading/", replying.read, name="reply-read"),
    path(BABY + "massages/<uuid:key>/set-aside/removal/", changes.throw_away, name="set-aside-removal"),
    # on paper
    path(BABY + "card/", card.card, name="card"),
    path(BABY + "card/pdf/", card.card_pdf, name="card-pdf"),
    path("card/<uuid:plan>/", card.scan, name="card-scan"),
    # looking back
    path(BABY + "log/", log.log, name="log"),
    path(BABY + "summary/", take_along.take_along, name="take-along"),
    path(BABY + "summary.pdf", take_along.take_along_pdf, name="take-along-pdf"),
    # who opened what; a copy, leaving, erasing
    path(UNIT + "openings/", openings.unit_openings, name="unit-openings"),
    path(UNIT + "openings/table.csv", openings.unit_openings_csv, name="unit-openings-csv"),
    path(UNIT + "numbers/", unit_numbers.numbers, name="unit-numbers"),
    path(UNIT + "numbers/export/", unit_numbers.export, name="unit-export"),
    path(BABY + "openings/", openings.openings, name="openings"),
    path(BABY + "printings/", openings.printings, name="printings"),
    path(BABY + "rights/", mine.my_record, name="my-record"),
    path(BABY + "rights/copy/", mine.download, name="record-download"),
    path(BABY + "rights/leaving/", mine.leave, name="leaving"),
    path(BABY + "rights/erasure-wish/", mine.ask, name="erasure-ask"),
    path(BABY + "rights/erasure-wish/removal/", mine.withdraw, name="erasure-withdraw"),
    path(BABY + "erasure/", erasing.erasure, name="erasure"),
]
