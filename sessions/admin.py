"""What a superuser may look at in the care rooms. Nothing is written here: log and routines keep their history."""

from django.contrib import admin

from .models import Baby, CareTeamMember, Invitation, Massage, Plan, UnitPolicy, Visit


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Baby)
class BabyAdmin(ReadOnly):
    list_display = ["first_name", "unit", "unit_number", "cot", "place"]
    list_select_related = ["unit"]
    list_filter = ["unit", "place"]
    search_fields = ["first_name", "unit_number"]


@admin.register(CareTeamMember)
class CareTeamMemberAdmin(ReadOnly):
    list_display = ["user", "baby", "role", "relation", "joined_at", "expires_at", "ended_at"]
    list_select_related = ["user", "baby"]


@admin.register(Invitation)
class InvitationAdmin(ReadOnly):
    list_display = ["for_name", "unit", "role", "issued_by", "issued_at", "expires_at", "used_at", "revoked_at"]
    list_select_related = ["unit", "issued_by"]
    exclude = ["code_hash"]


@admin.register(Plan)
class PlanAdmin(ReadOnly):
    list_display = ["baby", "number", "status", "assigned_by", "assigned_at"]
    list_select_related = ["baby", "assigned_by"]
    list_filter = ["status"]


@admin.register(Massage)
class MassageAdmin(ReadOnly):
    list_display = ["baby", "family_day", "outcome", "signs", "author", "received_at", "error_at"]
    list_select_related = ["baby", "author"]
    list_filter = ["outcome", "signs"]


@admin.register(Visit)
class VisitAdmin(ReadOnly):
    list_display = ["baby", "by", "at", "who_was_there"]
    list_select_related = ["baby", "by"]


@admin.register(UnitPolicy)
class UnitPolicyAdmin(ReadOnly):
    list_display = ["unit", "version", "signed_by", "signed_at"]
    list_select_related = ["unit", "signed_by"]
