"""The session log: days, newest first."""

from django.http import HttpResponse


def log(request, **kwargs):
    return HttpResponse("not yet", status=501)
