"""The front door: every address of the site, room by room."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("massage_site.front")),
    path("", include("massage_site.accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("staff/admin/", admin.site.urls),
    path("", include("techniques.urls")),
    path("", include("sessions.urls")),
]
