"""Looking back: every number on the figures is counted again by hand, and every mark lies where it should."""

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
import time_machine
from browser import THEMES, axe, scrolls_sideways, unroll, wear
from cast import NOW, make_massage, make_plan
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessions.journal import charts
from sessions.journal.building import cue_counts
from sessions.journal.insights import FACES, BeforeAfter
from sessions.journal.looking_back import LookingBack, gather
from sessions.massages.models import Massage, MassageCue, TechniqueDone
from techniques.cues import CUES_BY_SLUG
from techniques.models import Technique
from techniques.moods import MOODS, MOODS_BY_SLUG

ROUTINE = ("resting-hands", "indian-milking")
TECHNIQUES = (*ROUTINE, "toe-squeeze", "sway")
SIGNS = ("yawns", "cries", "blue-or-grey")  # a stress cue that ends, another, a red one
CUES = (*SIGNS, "relaxed-body")  # and one that is no sign
TODAY = NOW.date()
WHOLE = "The whole massage"

techniques = st.sampled_from(TECHNIQUES)
a_massage = st.fixed_dictionaries({
    "ago": st.integers(0, 27) | st.integers(25, 60),
    "outcome": st.sampled_from(["completed", "completed", "stopped", "interrupted", "not_ready"]),
    "before": st.sampled_from(["", *FACES]),
    "after": st.sampled_from(["", *FACES]),
    "signs": st.sampled_from(["not_asked", "none_seen"]),
    "done": st.lists(st.tuples(techniques, st.sampled_from(["left", "right"])), max_size=5),
    "cues": st.just([]) | st.lists(st.tuples(st.none() | techniques, st.sampled_from(CUES)), max_size=3),
    "fate": st.sampled_from(["", "", "", "error", "ada's", "moved to bo", "moved to ada"]),
})  # fmt: skip


def long_ago(count):
    """Massages before the four weeks, so that the last 40 are not all."""
    plain = {"before": "calm", "signs": "none_seen", "done": [("sway", "left")], "cues": [], "fate": ""}
    outcomes = ("not_ready", "completed", "completed", "stopped")
    return [
        plain | {"ago": 29 + nth // 3, "outcome": outcomes[nth % 4], "after": FACES[nth % 5]} for nth in range(count)
    ]


def write_down(cast, specs, versions):
    """Keep these massages as they would lie in the database after everything that happened to them."""
    rows = []
    for nth, each in enumerate(specs):
        at = NOW - timedelta(days=each["ago"], minutes=nth)
        each["at"], each["day"] = at, at.date()
        error = {"error_at": NOW, "error_by": cast.pat} if each["fate"] == "error" else {}
        rows.append(Massage(
            baby=cast.ada if each["fate"] in ("ada's", "moved to bo") else cast.bo, digest="x", author=cast.pat,
            giver=cast.pat, outcome=each["outcome"], started_at=at, ended_at=at, time_zone="UTC", family_day=at.date(),
            mood_before=each["before"], mood_after=each["after"], signs="seen" if each["cues"] else each["signs"],
            postmenstrual_days=250, chronological_days=30, corrected_days=-20, received_at=at, **error,
        ))  # fmt: skip
    Massage.objects.bulk_create(rows)
    done, cues = [], []
    for row, each in zip(rows, specs, strict=True):
        done += [TechniqueDone(massage=row, version=versions[slug], side=side) for slug, side in each["done"]]
        cues += [MassageCue(massage=row, version=versions.get(slug), slug=cue) for slug, cue in each["cues"]]
        if each["fate"].startswith("moved"):
            row.move_to(cast.bo if each["fate"] == "moved to bo" else cast.ada, by=cast.pat, now=NOW)
    TechniqueDone.objects.bulk_create(done)
    MassageCue.objects.bulk_create(cues)


def tables(html):
    """Every table of the figures as rows of words."""
    found = [re.findall(r"<tr>(.*?)</tr>", body, re.S) for body in re.findall(r"<tbody>(.*?)</tbody>", html, re.S)]
    return [[[plain(cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.S)] for row in t] for t in found]


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip().replace(" ,", ",")


def signs_of(each, technique=None):
    return {cue for at, cue in each["cues"] if cue in SIGNS and technique in (None, at)}


def did(each, technique):
    return technique in [slug for slug, _ in each["done"]] or technique in [at for at, _ in each["cues"]]


def asked(each):
    return bool(each["cues"]) or each["signs"] != "not_asked"


def recount(specs, names, order):
    """The same tables, counted by hand: [before and after], [showed], [weeks], [days]."""
    bos = [each for each in specs if each["fate"] in ("", "moved to bo")]
    given = sorted((each for each in bos if each["outcome"] != "not_ready"), key=lambda each: each["at"])[-40:]
    window = [each for each in bos if 0 <= (TODAY - each["day"]).days < 28]
    showed = [(WHOLE, None, given)] + [(names[slug], slug, [m for m in given if did(m, slug)]) for slug in order]
    return _faces(given), [_showed(*each) for each in showed if each[2]], _weeks(window), _days(window, names, order)


def _faces(given):
    both = [each for each in given if each["before"] and each["after"]]
    rows = []
    for one in MOODS:
        for two in MOODS:
            times = len([each for each in both if (each["before"], each["after"]) == (one.slug, two.slug)])
            rows += [[str(one.words), str(two.words), f"{times} of {len(both)}"]] * (times > 0)
    return rows


def _showed(name, slug, massages):
    with_sign = [each for each in massages if signs_of(each, slug)]
    known = [each for each in massages if asked(each)]
    signs = Counter(str(CUES_BY_SLUG[cue].words) for each in massages for cue in signs_of(each, slug))
    unknown = len(massages) - len(known)
    return [name, str(len(massages)), of(with_sign, known), str(unknown), signs]


def of(some, known):
    return f"{len(some)} of {len(known)}" if known else ""


def _tally(massages, outcomes):
    given = [each for each in massages if each["outcome"] != "not_ready"]
    counts = [str(len([each for each in massages if each["outcome"] in outcome])) for outcome in outcomes]
    return [*counts, of([each for each in given if signs_of(each)], [each for each in given if asked(each)])]


def _weeks(window):
    rows, each_of = [], [{"completed"}, {"stopped"}, {"interrupted"}, {"not_ready"}]
    for week in range(4):
        first = TODAY - timedelta(days=27 - 7 * week)
        found = [each for each in window if first <= each["day"] < first + timedelta(days=7)]
        numbers = [str(len(found)), *_tally(found, each_of)] if found else [""] * 6
        rows.append([f"{first.day} {first:%b}", *numbers])
    return rows


def _days(window, names, order):
    rows = []
    for day in sorted({each["day"] for each in window}, reverse=True):
        found = [each for each in window if each["day"] == day]
        done, wait, signs = _tally(found, [{"completed", "stopped", "interrupted"}, {"not_ready"}])
        words = []
        for slug in order:
            those = [each for each in found if each["outcome"] != "not_ready" and did(each, slug)]
            seen, known = [each for each in those if signs_of(each, slug)], [each for each in those if asked(each)]
            words += [f"{names[slug]} {len(those)}"] * bool(those)
            words[-1:] = [f"{words[-1]}, a sign in {of(seen, known)}"] if seen else words[-1:]
        rows.append([f"{day.day} {day:%b}", done, wait, signs, " ".join(words)])
    return rows


@pytest.fixture
def routine(cast, catalogue):
    return make_plan(baby=cast.bo, by=cast.tess, slugs=ROUTINE, now=NOW - timedelta(days=100))


@pytest.fixture
def versions(catalogue):
    library = Technique.objects.filter(slug__in=TECHNIQUES).order_by("order")
    return {technique.slug: technique.current() for technique in library}


EXAMPLES = 40 if connection.vendor == "sqlite" else 15  # the second engine shows that it counts alike


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(specs=st.lists(a_massage, min_size=1, max_size=30), older=st.sampled_from([0, 60]))
def test_every_number_is_what_counting_by_hand_gives(cast, versions, routine, specs, older):
    specs = [*specs, *long_ago(older)]
    names = {slug: version.family_name for slug, version in versions.items()}
    order = [*ROUTINE, *(slug for slug in versions if slug not in ROUTINE)]
    with transaction.atomic():
        write_down(cast, specs, versions)
        back = LookingBack(cast.bo, *gather(cast.bo, TODAY), [routine], TODAY)
        cues = cue_counts(cast.bo, TODAY)
        html = render_to_string("journal/_insights.html", {"looking_back": back, "baby": cast.bo, "reader": "staff"})
        transaction.set_rollback(True)
    faces, showed, weeks, days = recount(specs, names, order)
    expected = [table for table in (faces, [row[:4] for row in showed], days and weeks, days) if table]
    assert [[row[:4] for row in t] if t and t[0][0] == WHOLE else t for t in tables(html)] == expected
    assert [signs_in_words(row[4]) for t in tables(html) for row in t if t[0][0] == WHOLE] == [row[4] for row in showed]
    assert faces_in_the_drawing(html) == [times for mood in MOODS if (times := ending(faces, str(mood.words)))]
    assert {names[slug]: numbers for slug, numbers in cues.items()} == enough_to_say(showed)
    assert printed_in_the_drawing(html) == [row[2] or "not asked" for row in showed]
    assert drawn_by_week(html, longest=48) == [row[1:6] for row in weeks if row[1]] * bool(days)
    assert len(back.threads) == sum(int(row[2].split()[0]) for row in faces)
    assert [figure.with_sign for figure in back.showed] == [len(each.behind) for each in back.showed]
    everything_lies_inside(html)


def signs_in_words(words):
    """ "Yawns 2 Cries 1" -> the count of each."""
    return Counter({name.strip(): int(times) for name, times in re.findall(r"(\D+) (\d+)", words)})


def faces_in_the_drawing(html):
    """The number beside each face after, from the first face to the last."""
    return [int(times) for times in re.findall(r'<text class="strong" x="358"[^>]*>(.*?)</text>', html)]


def ending(faces, words):
    return sum(int(times.split()[0]) for _before, after, times in faces if after == words)


def enough_to_say(showed):
    """What the builder says beside a technique: with a sign, and asked about at least three times."""
    numbers = {row[0]: tuple(map(int, row[2].split(" of "))) for row in showed if row[0] != WHOLE and row[2]}
    return {name: (seen, known) for name, (seen, known) in numbers.items() if seen and known >= 3}


def printed_in_the_drawing(html):
    return re.findall(r'<text class="\w+" x="476"[^>]*>(.*?)</text>', html)


def drawn_by_week(html, longest):
    """The numbers in the drawing of the weeks, week by week, after each bar was measured."""
    cell = r'<text class="chart__times" x="(\S+)" y="(\S+)">(\d+)</text>(?:<rect class="chart__bar" .*? width="(\S+)")?'
    cells = [(float(x), float(y), int(times), width) for x, y, times, width in re.findall(cell, html)]
    most = max((times for *_, times, _width in cells), default=0)
    for *_, times, width in cells:
        assert bool(width) == bool(times)
        assert float(width or 0) == pytest.approx(longest * times / most, abs=0.01)
    columns = sorted({x for x, *_ in cells})
    return [
        [str(times) for x, _y, times, _width in sorted(cells, key=lambda each: each[1]) if x == column]
        for column in columns
    ]


def everything_lies_inside(html):
    """No mark and no end of a thread is outside its drawing."""
    for left, top, wide, high, drawing in re.findall(
        r'<svg class="chart[^"]*" viewBox="(\S+) (\S+) (\S+) (\S+)"(.*?)</svg>', html, re.S
    ):
        points = re.findall(r'cx="(\S+)" cy="(\S+)"', drawing) + re.findall(r"translate\((\S+) (\S+)\)", drawing)
        points += re.findall(r'x="(\S+)" y="([\d.]+)"', drawing) + re.findall(r'd="M(\S+) (\S+?)[CVHh]', drawing)
        points += re.findall(r" 216 \S+ (\S+) (\S+?)\"", drawing)
        for x, y in points:
            assert float(left) <= float(x) <= float(left) + float(wide), (x, drawing[:80])
            assert float(top) <= float(y) <= float(top) + float(high), (y, drawing[:80])


@given(st.lists(st.tuples(st.sampled_from(FACES), st.sampled_from(FACES)), max_size=40))
def test_each_thread_leaves_its_face_before_and_ends_at_its_face_after(pairs):
    counted = Counter(pairs)
    found = charts.threads(BeforeAfter(len(pairs), {pair: counted[pair] for pair in sorted(counted)}))
    assert Counter((thread.before, thread.after) for thread in found) == counted
    for thread in found:
        assert abs(thread.start - charts.FACE_ROWS[thread.before]) <= charts.BUNDLE / 2
        assert abs(thread.end - charts.FACE_ROWS[thread.after]) <= charts.BUNDLE / 2
        assert thread.path.startswith(f"M118 {charts.number(thread.start)}C")
        assert thread.path.endswith(f" 300 {charts.number(thread.end)}")
    assert len({(thread.after, round(thread.end, 3)) for thread in found}) == len(found)  # none hides another


@pytest.mark.parametrize(
    "words", ["Bicycle legs", "Long strokes down to the foot", "Donaudampfschifffahrt und noch mehr"]
)
def test_a_long_name_takes_two_lines_and_no_more(words):
    lines = charts.two_lines(words, 16)
    assert len(lines) <= 2
    assert [float(line.y) for line in lines] == sorted(float(line.y) for line in lines)


def test_new_routines_on_neighbouring_days_are_all_drawn_and_their_words_do_not_touch(cast):
    back = LookingBack(cast.bo, [], {}, [], TODAY)
    days = {TODAY - timedelta(days=ago) for ago in (0, 1, 2, 10, 27)}
    strokes = charts.new_strokes(back.weeks, days)
    assert {stroke.day for stroke in strokes} == days
    middles = sorted(float(stroke.label) for stroke in strokes if stroke.label)
    assert all(two - one >= charts.LABEL_ROOM for one, two in pairwise(middles))
    assert middles[-1] <= 560 - charts.LABEL_ROOM / 2


# on the pages


@pytest.fixture
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def see(client, _now):
    def page(person, baby, name="log", **query):
        client.force_login(person)
        return client.get(reverse(name, args=[baby.pk]), query).content.decode()

    return page


def test_nothing_written_draws_nothing(cast, see):
    for person, name in ((cast.pat, "log"), (cast.tess, "log"), (cast.tess, "baby")):
        page = see(person, cast.bo, name)
        for words in ("Before and after", "What Bo showed", "Four weeks", "log__side", "chart"):
            assert words not in page.replace("chart.css", "")


def test_what_was_entered_in_error_alone_draws_nothing(cast, see):
    make_massage(baby=cast.bo, author=cast.pat).enter_in_error(by=cast.pat, now=NOW)
    assert "Four weeks" not in see(cast.pat, cast.bo)


def test_one_not_ready_is_a_ring_and_no_thread(cast, see):
    make_massage(baby=cast.bo, author=cast.pat, outcome="not_ready", mood_after="")
    page = see(cast.pat, cast.bo)
    assert 'class="chart__ring" cx=' in page
    assert "Before and after" not in page
    assert "What Bo showed" not in page


def test_nobody_asked_is_neither_none_seen_nor_seen(cast, see):
    make_massage(baby=cast.bo, author=cast.pat)
    Massage.objects.update(signs="not_asked")
    page = see(cast.pat, cast.bo)
    assert "The whole massage: signs were not asked about." in page
    assert "0 of 0" not in page
    assert "0 of 1" not in page
    assert 'class="chart__unasked" cx=' in page
    assert "done, signs not asked" in page


def test_the_twins_are_not_mixed(cast, see):
    make_massage(baby=cast.bo, author=cast.pat, mood_after="sleepy", cues=["yawns"])
    make_massage(baby=cast.ada, author=cast.pat, mood_after="fussy", started_at=NOW - timedelta(days=1))
    bos, adas = see(cast.pat, cast.bo), see(cast.pat, cast.ada)
    assert "Calm and awake before and Sleepy after, 1 time." in bos
    assert "Fussy after" not in bos.split("log__side")[1]
    assert "Calm and awake before and Fussy after, 1 time." in adas
    assert "The whole massage: a sign in 1 of 1." in bos
    assert "The whole massage: a sign in 0 of 1." in adas
    Massage.objects.get(baby=cast.ada).move_to(cast.bo, by=cast.pat, now=NOW)
    assert "log__side" not in see(cast.pat, cast.ada)
    assert "Calm and awake before and Fussy after, 1 time." in see(cast.pat, cast.bo)


def test_staff_open_the_massages_behind_a_number_and_the_family_is_spared_the_list(cast, catalogue, see):
    plan = make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=1))
    massage = make_massage(baby=cast.bo, author=cast.pat, cues=["yawns"])
    massage.cues.update(version=plan.planned.all()[1].version)
    link = reverse("massage", args=[cast.bo.pk, massage.pk])
    for person, name in ((cast.tess, "log"), (cast.tess, "baby"), (cast.nora, "baby")):
        behind = see(person, cast.bo, name).split("Long strokes down to the foot: cue in 1 of 1")[1]
        assert link in behind.split("</details>")[0]
    assert "cue in" not in see(cast.pat, cast.bo)


def test_a_new_routine_is_a_dotted_line_with_words(cast, catalogue, see):
    make_plan(baby=cast.bo, by=cast.tess, now=NOW - timedelta(days=20))
    make_massage(baby=cast.bo, author=cast.pat)
    for person, name in ((cast.pat, "log"), (cast.tess, "baby")):
        page = see(person, cast.bo, name)
        assert page.count('class="chart__new" d="M') == 2  # the line, and what it means
        assert "New routine on 13 November." in page


def test_older_massages_stand_for_faces_and_signs_and_not_for_the_weeks(cast, see):
    make_massage(baby=cast.bo, author=cast.pat, started_at=NOW - timedelta(days=28))
    page = see(cast.pat, cast.bo)
    assert "Before and after" in page
    assert "Four weeks" not in page


def test_the_page_says_that_only_the_last_40_are_counted(cast, see):
    rows = [
        Massage(
            baby=cast.bo, digest="x", author=cast.pat, outcome="completed", started_at=at, ended_at=at, time_zone="UTC",
            family_day=at.date(), mood_before="calm", mood_after="calm", signs="none_seen", postmenstrual_days=250,
            chronological_days=30, corrected_days=-20, received_at=at,
        )
        for at in (NOW - timedelta(hours=12 * nth) for nth in range(50))
    ]  # fmt: skip
    Massage.objects.bulk_create(rows)
    page = see(cast.pat, cast.bo)
    for words in ("These are the last 40 massages.", "Counted in the last 40 massages.", "40 of 40", "0 of 40"):
        assert words in page
    assert "Each line keeps its newest 15 marks." in page


def test_earlier_pages_of_the_log_are_only_the_log(cast, see):
    make_massage(baby=cast.bo, author=cast.pat)
    assert "log__side" not in see(cast.pat, cast.bo, before="2026-11-20")


def test_no_share_average_or_streak_is_drawn(cast, see):
    for ago in range(5):
        make_massage(baby=cast.bo, author=cast.pat, started_at=NOW - timedelta(days=ago), cues=["yawns"])
    side = see(cast.pat, cast.bo).split("log__side")[1].lower()
    for word in ("%", "average", "streak", "best", "worst", "missed", "trend"):
        assert word not in side
    assert str(MOODS_BY_SLUG["calm"].words).lower() in side


@pytest.mark.parametrize("name", ["log", "baby"])
def test_the_figures_are_open_to_everybody_on_every_screen(live_server, new_device, sign_in, cast, catalogue, name):
    now = timezone.now()
    make_plan(baby=cast.bo, by=cast.tess, slugs=TECHNIQUES, now=now - timedelta(days=9))
    for ago, outcome, after in ((3, "completed", "sleepy"), (2, "stopped", "fussy"), (1, "not_ready", "")):
        cues = ["yawns"] if outcome == "stopped" else []
        make_massage(baby=cast.bo, author=cast.pat, started_at=now - timedelta(days=ago), outcome=outcome,
                     mood_after=after, cues=cues)  # fmt: skip
    page = sign_in(new_device(reduced_motion="reduce"), cast.pat if name == "log" else cast.tess)
    page.goto(live_server.url + reverse(name, args=[cast.bo.pk]))
    for width in (320, 360, 820, 1000, 1180, 1440):
        page.set_viewport_size({"width": width, "height": 1180})
        assert not scrolls_sideways(page), width
    assert page.evaluate(SMALL_WORDS) == []
    for summary in page.locator(".insight summary").all():
        summary.click()
    assert page.locator(".insight table:visible").count() == 4
    page.set_viewport_size({"width": 320, "height": 1180})
    assert not scrolls_sideways(page)
    unroll(page, 820)
    problems = axe(page)
    for theme in THEMES:
        wear(page, theme)
        problems += axe(page, rules=["color-contrast"])
    assert problems == []


SMALL_WORDS = """() => [...document.querySelectorAll(".chart text")].filter((text) => {
  const scale = text.ownerSVGElement.getScreenCTM().a;
  return parseFloat(getComputedStyle(text).fontSize) * scale < 13.9;
}).map((text) => text.textContent)"""
