"""Who is invited to work in a unit. Errors are plain sentences beside the field."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from .models import UnitMember, User
from .names import NameField


class InviteStaffForm(forms.Form):
    name = NameField(label=_("Name"), max_length=80, error_messages={"required": _("Please write the name.")})
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("They sign in with it. Nothing is sent there now."),
        error_messages={"required": _("Please write the e-mail."), "invalid": _("This is no e-mail address.")},
    )
    role = forms.ChoiceField(
        label=_("Works as"),
        choices=UnitMember.Role,
        initial=UnitMember.Role.THERAPIST,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one.")},
    )

    def __init__(self, *args, unit, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit, self.known = unit, None

    def clean_email(self):
        """Somebody of another unit keeps their own account; a family's account never becomes a colleague's."""
        email = self.cleaned_data["email"].lower()
        self.known = User.objects.filter(email=email).first()
        if self.known and not (self.known.is_active and self.known.memberships.exists()):
            raise forms.ValidationError(_("This address belongs to somebody who is no staff. Ask the site’s admin."))
        if self.known and self.unit.members.active().filter(user=self.known).exists():
            raise forms.ValidationError(_("This person works here already."))
        return email

    @transaction.atomic
    def invite(self, *, by, now):
        """Give this person a place in the unit and return it."""
        person = self.known or User.objects.create_user(
            email=self.cleaned_data["email"], name=self.cleaned_data["name"]
        )
        return UnitMember.objects.create(
            unit=self.unit, user=person, role=self.cleaned_data["role"], joined_at=now, invited_by=by
        )
