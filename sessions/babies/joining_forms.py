"""What is asked after the code: a first name; and what staff say when they make a code."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from massage_site.accounts.names import NameField

from . import texts
from .invitations import Invitation, is_elsewhere_too
from .models import Baby, CareTeamMember


class JoinForm(forms.Form):
    """Who comes in. A person we know already is not asked for a name again."""

    name = NameField(
        label=_("Your first name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": _("Please write your first name.")},
    )
    relation = forms.CharField(
        label=_("Who are you to the baby?"),
        max_length=40,
        required=False,
        help_text=_("For example: mother, father, grandmother."),
    )
    agree = forms.BooleanField(
        label=_("I have read this. It is fine for me."), error_messages={"required": _("Please tick this to go on.")}
    )

    def __init__(self, *args, invitation, known, **kwargs):
        initial = {"name": invitation.for_name, "relation": invitation.relation}
        super().__init__(*args, initial=initial, **kwargs)
        self.invitation, self.known = invitation, known
        if known:
            del self.fields["name"]
        if invitation.for_user_id:
            del self.fields["relation"]

    @transaction.atomic
    def let_in(self, now):
        """Use the code and return the person. Raises ValueError when somebody was a moment faster."""
        self.invitation.relation = self.cleaned_data.get("relation", self.invitation.relation)
        person = self.invitation.accept(now=now, user=self.known, name=self.cleaned_data.get("name", ""))
        texts.accept(person, now)
        return person


class InviteForm(forms.Form):
    """A code for somebody who was not here yet."""

    for_name = NameField(
        label=_("First name"), max_length=80, error_messages={"required": _("Please write who it is for.")}
    )
    relation = forms.CharField(label=_("Relation"), max_length=40, required=False)
    role = forms.ChoiceField(label=_("May do"), choices=CareTeamMember.Role, initial=CareTeamMember.Role.GUARDIAN)
    babies = forms.ModelMultipleChoiceField(
        Baby.objects.none(),
        label=_("Opens"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please tick at least one baby.")},
    )
    kind = forms.ChoiceField(label=_("How"), choices=Invitation.Kind, initial=Invitation.Kind.COT)

    def __init__(self, *args, babies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["babies"].queryset = babies
        self.fields["babies"].initial = [baby.pk for baby in babies]

    def issue(self, by, now):
        return Invitation.issue(by=by, now=now, **self.cleaned_data)


class AgainForm(forms.Form):
    """A new way in for somebody who is here: same role, same babies, one tap."""

    kind = forms.ChoiceField(choices=Invitation.Kind, required=False)

    def __init__(self, *args, here, unit, may_plan, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.here, self.unit, self.may_plan, self.now = here, unit, may_plan, now

    def clean(self):
        name = {"name": self.here.user.name}
        if self.here.user.needs_password():
            raise forms.ValidationError(_("%(name)s works here and signs in with a password.") % name)
        if is_elsewhere_too(self.here.user, self.unit, self.now):
            if self.may_plan:
                words = _("%(name)s has a baby in another unit too. Make a code for somebody new, for this baby only.")
            else:
                words = _("%(name)s has a baby in another unit too. Ask a therapist for a code for this baby only.")
            raise forms.ValidationError(words % name)
        if self.here.expires_at and not self.may_plan:
            raise forms.ValidationError(_("A code starts a helper’s days anew. Ask a therapist to make it."))
        if self.cleaned_data.get("kind") == Invitation.Kind.PAPER and not self.may_plan:
            raise forms.ValidationError(_("A code on paper is made by a therapist. Make one at the cot."))
        return super().clean()

    def issue(self, by):
        here = self.here
        return Invitation.issue(
            here.babies, by=by, now=self.now, role=here.role, relation=here.relation, for_name=here.user.name,
            for_user=here.user, kind=self.cleaned_data["kind"] or Invitation.Kind.COT,
        )  # fmt: skip
