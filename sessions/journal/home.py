"""The unit's babies, and one baby's page for staff."""

from django.http import HttpResponse


def babies(request, **kwargs):
    return HttpResponse("not yet", status=501)


def baby(request, **kwargs):
    return HttpResponse("not yet", status=501)


def look(request, **kwargs):
    return HttpResponse("not yet", status=501)
