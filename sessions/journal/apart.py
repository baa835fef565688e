"""Two babies that were linked as twins by mistake: what taking them apart means, and doing it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from sessions.babies.access import baby_for_member
from sessions.babies.identity import Identity


@require_http_methods(["GET", "HEAD", "POST"])
def apart(request, pk):
    baby, now = baby_for_member(request.user, pk, to="plan"), timezone.now()
    siblings = list(baby.siblings())
    if not siblings:
        return redirect("baby-edit", pk=baby.pk)
    if request.method == "POST":
        closed = baby.unlink_twin(now=now)
        messages.success(request, _("%(name)s stands alone now.") % {"name": baby.first_name})
        if closed:
            words = ngettext("%(count)s code was taken back.", "%(count)s codes were taken back.", closed)
            messages.warning(request, words % {"count": closed})
        return redirect("baby", pk=baby.pk)
    waiting = baby.invitations.open_at(now).filter(babies__in=siblings).distinct()
    context = {"baby": baby, "identity": Identity.of(baby, now), "siblings": siblings, "waiting": waiting}
    return render(request, "journal/apart.html", context | {"current": "babies", "unit": baby.unit})
