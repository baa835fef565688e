"""A baby's record: the little that a routine needs."""

from django.http import HttpResponse


def new(request, **kwargs):
    return HttpResponse("not yet", status=501)


def edit(request, **kwargs):
    return HttpResponse("not yet", status=501)
