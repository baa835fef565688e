"""Codes for the family: make, print, take back."""

from django.http import HttpResponse


def invitations(request, **kwargs):
    return HttpResponse("not yet", status=501)


def revoke(request, **kwargs):
    return HttpResponse("not yet", status=501)
