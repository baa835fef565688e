"""The ward's tablet, handed to a family at the cot: to one person, for this baby and perhaps its twins."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from massage_site.accounts.lent import lend as lend_to
from massage_site.accounts.models import UnitMember

from .access import baby_for_member, show
from .identity import Identity
from .invite import openable
from .models import CareTeamMember


@require_safe
def tablet(request, pk):
    """Ask who is here. Whoever works in a unit signs in with their own name, never on a loan."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="lend", now=now)
    context = {
        "baby": baby,
        "unit": baby.unit,
        "current": "babies",
        "identity": Identity.of(baby, now),
        "people": _borrowers(baby, now),
        "idle_minutes": int(settings.IDLE_LENT.total_seconds()) // 60,
        "twins": [each for each in openable(request.user, baby) if each != baby],
    }
    return render(request, "babies/tablet.html", context)


@require_POST
@never_cache
def lend(request, pk, person):
    """The staff's own sign-in here is over with it. The audit keeps who lent it, to whom, for which babies."""
    now = timezone.now()
    baby = baby_for_member(request.user, pk, to="lend", now=now)
    member = get_object_or_404(_borrowers(baby, now), user=person)
    wanted = {str(baby.pk), *request.POST.getlist("twin")}
    theirs = openable(request.user, baby).filter(care_team__in=CareTeamMember.objects.at(now).filter(user=person))
    babies = show(request.user, [each for each in theirs if str(each.pk) in wanted])
    names = get_text_list([each.first_name for each in babies], _("and"))
    lend_to(request, member.user, [each.pk for each in babies], names)
    answer = redirect("today")
    answer.headers["Clear-Site-Data"] = '"cache"'  # nobody walks back into the staff's pages
    return answer


def _borrowers(baby, now):
    """The baby's people, without those whose account opens more than a family's."""
    work = UnitMember.objects.active().filter(user=OuterRef("user"))
    family = baby.care_team.at(now).filter(user__is_active=True, user__is_staff=False, user__is_superuser=False)
    return family.exclude(Exists(work)).select_related("user").order_by("joined_at")
