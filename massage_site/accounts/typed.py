"""What people type at a door: a code, a PIN, an address. Errors are plain sentences that say what to do."""

import re

from django import forms
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .codes import ALPHABET, LENGTH, tidy

PIN_LENGTH = 6
RUNS = "01234567890", "09876543210"  # what is guessed first


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "class": "input--code",
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-code": True,
            }
        ),
        help_text=_("No 0, 1, I, L or O in a code."),
        error_messages={"required": _("Please type the code. It has 8 letters and numbers.")},
    )

    def clean_code(self):
        """Explain what no code can be, before anything is looked up or counted as a guess."""
        code = tidy(self.cleaned_data["code"])
        strange = sorted(set(code) - set(ALPHABET))
        if strange:
            raise forms.ValidationError(
                _("There is no %(signs)s in a code. Please look at it once more."),
                params={"signs": get_text_list(strange, _("or"))},
            )
        if len(code) != LENGTH:
            raise forms.ValidationError(
                ngettext(
                    "A code has 8 letters and numbers. This one has %(count)s.",
                    "A code has 8 letters and numbers. This one has %(count)s.",
                    len(code),
                ),
                params={"count": len(code)},
            )
        return code


class AddressForm(forms.Form):
    address = forms.EmailField(
        label=_("Your e-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Please type your e-mail."), "invalid": _("This is no e-mail address.")},
    )


class PinField(forms.CharField):
    def __init__(self, **kwargs):
        signs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(widget=forms.PasswordInput(attrs=signs), max_length=40, **kwargs)

    def to_python(self, value):
        return "".join(super().to_python(value).split())

    def validate(self, value):
        super().validate(value)
        if not re.fullmatch(f"[0-9]{{{PIN_LENGTH}}}", value):
            raise forms.ValidationError(_("A PIN has 6 numbers."))


class NewPinForm(forms.Form):
    pin = PinField(
        label=_("Your PIN"),
        help_text=_("6 numbers that nobody guesses: no birthday, not 123456."),
        error_messages={"required": _("Please choose 6 numbers.")},
    )
    again = PinField(label=_("Once more"), error_messages={"required": _("Please type it once more.")})

    def clean_pin(self):
        pin = self.cleaned_data["pin"]
        if len(set(pin)) < 3 or any(pin in run for run in RUNS):
            raise forms.ValidationError(_("This one is guessed too soon. Please mix the numbers."))
        return pin

    def clean(self):
        pin, again = self.cleaned_data.get("pin"), self.cleaned_data.get("again")
        if pin and again and pin != again:
            self.add_error("again", _("These are not the same. Please type it once more."))
        return self.cleaned_data


class PinForm(forms.Form):
    """The PIN of somebody whose place is kept on this device; who it is is asked only where there is a choice."""

    who = forms.TypedChoiceField(
        label=_("Who are you?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please say who you are.")},
    )
    pin = PinField(label=_("Your PIN"), error_messages={"required": _("Please type your PIN.")})

    def __init__(self, *args, pins, **kwargs):
        super().__init__(*args, **kwargs)
        self.pins = {each.pk: each for each in pins}
        self.fields["who"].choices = [(each.pk, each.user.name) for each in pins]
        if len(pins) == 1:
            del self.fields["who"]

    def chosen(self):
        return self.pins[self.cleaned_data["who"]] if "who" in self.fields else next(iter(self.pins.values()))
