"""Where the family's day starts."""

from django.http import HttpResponse


def today(request, **kwargs):
    return HttpResponse("not yet", status=501)
