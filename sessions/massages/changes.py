"""One massage: read it, put it right."""

from django.http import HttpResponse


def massage(request, **kwargs):
    return HttpResponse("not yet", status=501)


def undo(request, **kwargs):
    return HttpResponse("not yet", status=501)


def correct(request, **kwargs):
    return HttpResponse("not yet", status=501)


def error(request, **kwargs):
    return HttpResponse("not yet", status=501)


def move(request, **kwargs):
    return HttpResponse("not yet", status=501)
