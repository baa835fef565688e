"""The pages that come when something is wrong. They touch no database and need no context processor."""

import logging
import secrets

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from .theme import appearance

logger = logging.getLogger(__name__)


def _page(request, status, template=None, **more):
    # No request reaches the template: a context processor that asks the database would break the page again.
    context = appearance(request) | {"path": request.get_full_path(), **more}
    return HttpResponse(render_to_string(template or f"{status}.html", context), status=status)


@requires_csrf_token
def bad_request(request, exception=None):
    return _page(request, 400)


@requires_csrf_token
def forbidden(request, exception=None):
    return _page(request, 403, words=getattr(exception, "words", ""))


@requires_csrf_token
def not_found(request, exception=None):
    return _page(request, 404, may_be_signed_in=settings.SESSION_COOKIE_NAME in request.COOKIES)


@requires_csrf_token
def server_error(request):
    number = f"500-{secrets.token_hex(2).upper()}"
    logger.error("Page number %s is for %s", number, request.path)  # ties what a parent reads aloud to the traceback
    return _page(request, 500, page_number=number)


def csrf_failure(request, reason=""):
    return _page(request, 403, "403_csrf.html")
