"""The family's places: staff see who came in, and end a place."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from massage_site.accounts.models import User

from .access import baby_for_member, may
from .invitations import Invitation
from .invite import with_places
from .models import CareTeamMember
from .sightings import Sighting


@require_POST
def seen(request, pk, used):
    """I see Pat: whoever stands at the cot says so. Only who plans says that it is somebody else."""
    baby = baby_for_member(request.user, pk, to="withdraw-code")
    at_the_cot = baby.invitations.filter(kind=Invitation.Kind.COT, used_at__isnull=False).select_related("used_by")
    invitation, is_them = get_object_or_404(at_the_cot, pk=used), request.POST.get("seen") == "yes"
    if not is_them and not may(baby, "end-place"):
        raise PermissionDenied
    answer = Sighting.write(invitation, is_them=is_them, by=request.user, now=timezone.now())
    if answer.is_them:
        messages.success(request, _("You see %(name)s. It is written down.") % {"name": invitation.used_by.name})
    else:
        messages.success(request, _("This code opens nothing any more. Make a new one for the right person."))
    return redirect("baby", pk=baby.pk)


@require_POST
def end(request, pk, person):
    """Take a family member's or helper's place away, for every baby of this birth, and close their devices.

    Without that a tablet that was lost would open the baby again with the next code of its owner.
    """
    baby = baby_for_member(request.user, pk, to="end-place")
    places = CareTeamMember.objects.filter(baby__in=with_places(request.user, baby), user=person)
    if not places.end(by=request.user, now=timezone.now()):
        raise Http404
    User.objects.get(pk=person).sign_out_everywhere()
    messages.success(request, _("This person opens nothing here any more. What they wrote stays."))
    return redirect("invitations", pk=baby.pk)
