"""Older versions of a routine, and why they changed."""

from django.http import HttpResponse


def versions(request, **kwargs):
    return HttpResponse("not yet", status=501)


def version(request, **kwargs):
    return HttpResponse("not yet", status=501)
