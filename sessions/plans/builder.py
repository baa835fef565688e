"""Build a routine and assign it."""

from django.http import HttpResponse


def plan(request, **kwargs):
    return HttpResponse("not yet", status=501)


def add(request, **kwargs):
    return HttpResponse("not yet", status=501)


def change(request, **kwargs):
    return HttpResponse("not yet", status=501)


def move(request, **kwargs):
    return HttpResponse("not yet", status=501)


def remove(request, **kwargs):
    return HttpResponse("not yet", status=501)


def settings(request, **kwargs):
    return HttpResponse("not yet", status=501)


def assign(request, **kwargs):
    return HttpResponse("not yet", status=501)


def discard(request, **kwargs):
    return HttpResponse("not yet", status=501)
