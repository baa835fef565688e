"""The only way to an uploaded picture: through who is looking."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from techniques.models import UnitPicture
from techniques.readers import sees_picture


@require_safe
def picture(request: HttpRequest, name: str, width: int) -> HttpResponse:
    """For whoever may not see it there is none."""
    found = get_object_or_404(UnitPicture.objects.select_related("unit"), name=name)
    path = found.path(width)
    if not sees_picture(request.user, found) or not default_storage.exists(path):
        raise Http404
    return _file(request, name, width, path)


@condition(etag_func=lambda request, name, width, path: f'"{name}-{width}"')
def _file(request: HttpRequest, name: str, width: int, path: str) -> HttpResponse:
    # the browser may keep it and asks each time: who has left the unit since is not shown it again
    headers = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff", "Vary": "Cookie"}
    headers["Content-Disposition"] = "inline"
    return FileResponse(default_storage.open(path), content_type="image/webp", headers=headers)
