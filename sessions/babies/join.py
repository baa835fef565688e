"""The family's way in: a code, what it opens, and the first name."""

from django.http import HttpResponse


def code(request, **kwargs):
    return HttpResponse("not yet", status=501)


def opened(request, **kwargs):
    return HttpResponse("not yet", status=501)
