"""The only way to an uploaded picture: through who is looking."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from techniques.models import Step, UnitPicture
from techniques.readers import reader_of


@require_safe
def picture(request: HttpRequest, name: str, width: int) -> HttpResponse:
    """Staff of the unit see all of its pictures, its families those that were published; for others there is none."""
    reader = reader_of(request.user)
    found = get_object_or_404(UnitPicture.objects.filter(unit__in=reader.units), name=name)
    path = found.path(width)
    is_shown = reader.is_staff or Step.objects.filter(picture=found.key).exists()
    if not is_shown or not default_storage.exists(path):
        raise Http404
    return _file(request, name, width, path)


@condition(etag_func=lambda request, name, width, path: f'"{name}-{width}"')
def _file(request: HttpRequest, name: str, width: int, path: str) -> HttpResponse:
    # the browser may keep it and asks each time: who has left the unit since is not shown it again
    headers = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff", "Vary": "Cookie"}
    headers["Content-Disposition"] = "inline"
    return FileResponse(default_storage.open(path), content_type="image/webp", headers=headers)
