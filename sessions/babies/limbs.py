"""A leg off limits, and free again."""

from django.http import HttpResponse


def off(request, **kwargs):
    return HttpResponse("not yet", status=501)


def free(request, **kwargs):
    return HttpResponse("not yet", status=501)
