"""Follow the routine, and keep what happened."""

from django.http import HttpResponse


def follow(request, **kwargs):
    return HttpResponse("not yet", status=501)


def record(request, **kwargs):
    return HttpResponse("not yet", status=501)


def afterwards(request, **kwargs):
    return HttpResponse("not yet", status=501)
