"""The front door: every address of the site, room by room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("massage_site.front")),
    path("", include("massage_site.theme")),
    path("", include("massage_site.offline")),
    path("", include("massage_site.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("staff/self-test/", include("massage_site.self_test.views")),
    path("staff/admin/", admin.site.urls),
    path("", include("techniques.urls")),
    path("", include("sessions.urls")),
]

handler400 = "massage_site.errors.bad_request"
handler403 = "massage_site.errors.forbidden"
handler404 = "massage_site.errors.not_found"
handler500 = "massage_site.errors.server_error"
