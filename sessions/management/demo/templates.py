"""The templates that Maple NICU starts from: one for the first week, one for home."""

from sessions.plans.templates import PlannedTemplate, PlanTemplate
from techniques.models import Technique, Timing

FIRST_WEEK = {"resting-hands": {"seconds": 40}, "indian-milking": {"passes": 2}}
AT_HOME = {"resting-hands": {}, "indian-milking": {}, "swedish-milking": {}, "bicycle": {}}


def keep(room):
    first = {"place": "nicu", "kept_by": room.lena, "kept_at": room.clock.at(150, "15:20")}
    _keep(room.maple, "First week, still hands and one stroke", FIRST_WEEK, **first)
    home = {"place": "home", "kept_by": room.tess, "kept_at": room.clock.at(90, "09:40")}
    _keep(room.maple, "At home, after the bath", AT_HOME, timing=Timing.AFTER_BATH, **home)


def _keep(unit, name, techniques, **facts):
    template = PlanTemplate.objects.create(unit=unit, name=name, **facts)
    for order, (slug, amounts) in enumerate(techniques.items(), start=1):
        technique = Technique.objects.get(slug=slug)
        text = technique.current()
        usual = {"passes": text.passes, "touches": text.touches, "seconds": text.seconds, "side": "both"}
        PlannedTemplate.objects.create(template=template, technique=technique, order=order, **usual | amounts)
