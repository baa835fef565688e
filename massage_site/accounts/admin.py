"""People and units in the admin."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from .models import Unit, UnitMember, User

# One door for passwords: allauth slows their guessing, the admin's own form does not.
admin.site.login = secure_admin_login(admin.site.login)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["name", "email", "is_active"]
    search_fields = ["name", "email"]
    fields = ["name", "email", "is_active", "is_staff", "is_superuser"]


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    list_display = ["name", "phone", "time_zone"]


@admin.register(UnitMember)
class UnitMemberAdmin(admin.ModelAdmin):
    list_display = ["user", "role", "unit", "joined_at", "ended_at"]
