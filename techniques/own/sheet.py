"""A draft on the desk: its forms, its steps with their pictures, and what is wrong, each beside its field."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.forms.utils import ErrorList
from django.utils.translation import gettext as _

from massage_site.accounts.models import User
from techniques.drafts import MOST_STEPS, DraftStep, TechniqueDraft
from techniques.own import problems
from techniques.own.draft_forms import SECTIONS, DraftForm
from techniques.own.half_written import StepForm
from techniques.unit_pictures import UnitPicture
from techniques.uploads import TOO_HEAVY, NotAPicture, clean

STROKE = "stroke"  # which steps are repeated: one at the cot and one at home, mostly the same


@dataclass
class StepRow:
    step: DraftStep
    form: StepForm
    place: int
    is_last: bool
    is_stroke: bool
    refused: str = ""  # why its new picture was not taken

    @property
    def file_name(self) -> str:
        return f"{self.form.prefix}-file"


class Sheet:
    def __init__(self, draft: TechniqueDraft, data=None, files=None):
        self.draft, self.digest = draft, draft.digest
        self.files = files or {}
        self.form = DraftForm(data, instance=draft, digest=self.digest)
        steps = list(draft.steps.all())
        strokes = data.getlist(STROKE) if data is not None else [str(step.pk) for step in steps if step.is_stroke]
        self.rows = [
            StepRow(
                step,
                StepForm(data, instance=step),
                place,
                place == len(steps),
                str(step.pk) in strokes,
            )
            for place, step in enumerate(steps, start=1)
        ]
        self.about_steps: list[str] = []

    @property
    def may_add(self) -> bool:
        return len(self.rows) < MOST_STEPS

    @property
    def sections(self):
        return [(heading, [self.form[name] for name in names]) for heading, names in SECTIONS]

    def keep(self, *, by: User, now: datetime) -> bool:
        """Save what was typed, and each picture that is one. False: something is wrong, and nothing typed is lost."""
        pictures = self._take_pictures(by, now)  # a browser forgets chosen files, so they are kept before the words
        forms = (self.form, *(row.form for row in self.rows))
        if sum(form.is_valid() for form in forms) < len(forms):  # each is asked: the page shows what is wrong with all
            self._seen_now(self.digest)
            return False
        with transaction.atomic():
            self.form.save()
            for row in self.rows:
                row.form.instance.is_stroke = row.is_stroke
                row.form.save()
            if self.draft.digest != self.digest:
                self.draft.changed(by=by, now=now)
        self._seen_now(self.draft.digest)
        return pictures

    def _seen_now(self, digest: str) -> None:
        """If the page is shown again, it is this state that the person looks at."""
        self.form.data = self.form.data.copy()
        self.form.data["seen"] = digest

    def _take_pictures(self, by, now) -> bool:
        before = self.digest
        for row in self.rows:
            sent = self.files.getlist(row.file_name) if self.files else []
            if sent:
                row.refused = self._take(row.step, sent, by, now)
        self.digest = self.draft.digest
        if self.digest != before:
            self.draft.refresh_from_db()
            self.draft.changed(by=by, now=now)
        return not any(row.refused for row in self.rows)

    def _take(self, step, sent, by, now) -> str:
        if len(sent) > 1:
            return _("One picture for each step.")
        if getattr(sent[0], "is_too_large", False):
            return str(TOO_HEAVY)
        try:
            picture = clean(sent[0].read())
        except NotAPicture as refused:
            return str(refused.words)
        with transaction.atomic():
            step.put_picture(UnitPicture.keep(picture, unit=self.draft.unit, by=by, now=now))
        return ""

    def show(self, found: problems.Problems) -> None:
        """Put these sentences beside the fields they are about."""
        self.about_steps = found.get("steps", [])
        for form in (self.form, *(row.form for row in self.rows)):
            for name in form.fields:
                if sentences := found.get(form.add_prefix(name)):
                    form.errors[name] = ErrorList(sentences)
