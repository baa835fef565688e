"""What every technique that we ship must say, and what the mother's note obliges us to."""

import re

import pytest

from techniques import catalogue as files
from techniques.models import Claim, Technique, TechniqueVersion
from techniques.precautions import PRECAUTIONS_BY_SLUG

ALL = {
    "resting-hands", "applying-oil", "indian-milking", "hug-and-glide", "thumb-over-thumb", "toe-squeeze",
    "under-toes", "warming-stroke", "thumb-press", "top-of-foot", "ankle-circles", "swedish-milking",
    "calf-circles", "sway", "bicycle",
}  # fmt: skip
AVOIDED = re.compile(
    r"\b(treat\w*|prescrib\w*|monitor\w*|prevent\w*|clinically proven|safe for|pink|recommend\w*|patient|exercise)\b",
    re.I,
)
PICTURES = {
    "resting-hands": "say-hello one-leg-out-nicu hand-on-thigh cup-foot keep-still keep-still-nicu",
    "applying-oil": "rings-off single-use-drops oil-on-finger two-drops rub-palms",
    "indian-milking": "rub-palms hold-ankle make-c glide swap-hands",
    "thumb-over-thumb": "cradle-foot first-thumb second-thumb keep-walking",
    "toe-squeeze": "support-foot hold-toe roll slide-off next-toe",
    "under-toes": "support-heel finger-under-toes press slide-down",
    "warming-stroke": "support-leg palm-on-top stroke-down start-again",
    "thumb-press": "hold-foot press-one press-other cover-sole",
    "top-of-foot": "hold-foot first-thumb second-thumb",
    "ankle-circles": "cup-heel small-circles both-sides",
    "swedish-milking": "hold-ankle wrap-above-ankle glide-up swap-hands",
    "calf-circles": "thumb-on-sole keep-pressing below-knee circle-down",
    "sway": "hold-ankles sway-one-side sway-other-side bottom-down",
    "bicycle": "hold-ankles bend-first bend-second light-press rhythm",
}

pytestmark = pytest.mark.usefixtures("catalogue")


def version(slug):
    return TechniqueVersion.objects.get(technique__slug=slug)


def test_every_technique_of_the_note_and_two_more_are_there():
    assert set(Technique.objects.values_list("slug", flat=True)) == ALL


@pytest.mark.parametrize("slug", PICTURES)
def test_the_pictures_are_named_in_the_order_of_the_steps(slug):
    keys = [step.picture.split("/")[1] for step in version(slug).steps.all()]
    assert keys == PICTURES[slug].split()


def test_each_place_has_its_own_steps_where_they_differ():
    oil = version("applying-oil")
    assert [step.picture for step in oil.steps_for("nicu")][1] == "applying-oil/single-use-drops"
    assert len(oil.steps_for("home")) == 4
    still = [step.picture for step in version("resting-hands").steps_for("nicu")]
    assert (still[1], still[-1]) == ("resting-hands/one-leg-out-nicu", "resting-hands/keep-still-nicu")
    assert version("bicycle").steps_for("nicu") == version("bicycle").steps_for("home")


def test_nothing_claims_a_review_that_no_clinician_gave():
    assert set(TechniqueVersion.objects.values_list("review_state", "author")) == {("not_reviewed", "Handhug")}


def test_sayings_have_a_speaker_and_are_hidden_from_families():
    assert Claim.objects.count() >= 10
    assert not Claim.objects.for_family().exists()
    assert not Claim.objects.filter(said_by="").exists()


def test_ten_presses_are_one_pass_and_ten_warming_strokes_stay_the_sources_value():
    press, warm = version("thumb-press"), version("warming-stroke")
    assert (press.passes, press.touches) == (1, 10)
    assert (warm.passes, warm.passes_limit) == (3, 10)
    assert "about 10" in warm.source_value


def test_no_other_technique_may_be_repeated_more_than_three_times():
    others = TechniqueVersion.objects.exclude(technique__slug="warming-stroke")
    assert max(others.values_list("passes_limit", flat=True)) == 3


def test_swedish_milking_goes_from_ankle_to_hip():
    swedish = version("swedish-milking")
    assert swedish.direction == "to_heart"
    assert "root of the foot" in swedish.source_value


def test_the_warming_stroke_comes_before_under_the_toes():
    assert Technique.objects.get(slug="under-toes").needs_before.slug == "warming-stroke"


def test_bicycle_has_its_own_time_and_only_its_last_step_waits_for_may_go_faster():
    assert Technique.objects.get(slug="bicycle").own_timing == "between_feeds"
    assert [step.only_if_faster for step in version("bicycle").steps.all()] == [False] * 4 + [True]


@pytest.mark.parametrize("slug", ["sway", "bicycle"])
def test_moving_both_legs_stops_for_bones_hips_and_tummy(slug):
    assert {"soft-bones", "hips", "tummy", "heart-or-brain"} <= set(version(slug).stops)


def test_no_stroke_goes_on_a_leg_with_a_line_or_a_cast():
    for each in TechniqueVersion.objects.filter(technique__kind="stroking").exclude(technique__slug="hug-and-glide"):
        assert {"drip-or-line", "cast"} <= set(each.stops), each


def test_the_toe_pull_is_left_out_when_bones_are_weak():
    toes = version("toe-squeeze")
    assert "soft-bones" in [precaution.slug for precaution in toes.care_list]
    assert "roll only" in toes.good_to_know


def test_hug_and_glide_is_a_name_without_steps_that_nobody_can_assign():
    named = Technique.objects.get(slug="hug-and-glide")
    assert not named.current().steps.exists()
    assert not named.is_assignable
    assert named not in Technique.objects.assignable()
    assert named not in Technique.objects.published()
    assert named in Technique.objects.listed()


def test_our_words_stay_within_the_wording_rules():
    home = files.HOME / "en"
    for file in home.glob("*.yaml"):
        words = [line for line in file.read_text().splitlines() if "link:" not in line]
        assert AVOIDED.findall("\n".join(words)) == [], file.name


def test_the_page_of_every_technique_reads_at_grade_six_or_below():
    assert len(files.read_all(files.HOME / "en")) == 15  # the loader refuses a harder page


def test_every_precaution_is_used_or_belongs_to_the_whole_baby():
    used = {slug for each in TechniqueVersion.objects.all() for slug in each.precautions}
    assert PRECAUTIONS_BY_SLUG.keys() - used == {"breathing-events"}


def test_a_units_own_technique_is_assignable_there_and_nowhere_else(cast):
    own = Technique.objects.get(slug="sway")
    Technique.objects.filter(pk=own.pk).update(owner=cast.maple)
    assert own in Technique.objects.assignable(cast.maple)
    assert own not in Technique.objects.assignable(cast.birch)
    assert own not in Technique.objects.assignable()
