"""The library in the admin, to look at and never to change: text comes from the catalogue."""

from django.contrib import admin
from django.http import HttpRequest

from techniques.models import Claim, Step, Technique, TechniqueVersion


class ReadOnly:
    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class StepInline(ReadOnly, admin.TabularInline):
    model = Step
    extra = 0


class ClaimInline(ReadOnly, admin.TabularInline):
    model = Claim
    extra = 0


@admin.register(Technique)
class TechniqueAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("slug", "region", "kind", "status", "owner")
    list_filter = ("region", "status")


@admin.register(TechniqueVersion)
class TechniqueVersionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ("technique", "language", "number", "family_name", "professional_name", "review_state")
    list_filter = ("language", "review_state")
    list_select_related = ("technique",)
    inlines = (StepInline, ClaimInline)
