"""Whatever is uploaded: a sentence or a clean WebP, never a broken page; and nothing of it is stored as it came."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from cast import NOW, make_plan
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from odd_files import CLEAN, ODD, SECRET, exif
from own import address, begin, encoded, noise, page_of, published, upload, whole
from PIL import Image

from sessions.plans.models import Plan
from techniques.models import DraftStep, TechniqueDecision, TechniqueDraft, UnitPicture
from techniques.uploads import NotAPicture, clean

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Corrupt EXIF data:UserWarning"),  # on a server it is a line in the log
]
BLOCK = 16  # bytes; noise never repeats that many


@pytest.fixture
def desk(client, cast, settings, tmp_path):
    """The draft of Tess with one step, and an empty folder for its pictures."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.tess)
    draft = begin(cast.maple, cast.tess, NOW)
    return draft


def send(client, draft, *files, **more):
    step = draft.steps.first()
    return client.post(address("draft", draft), page_of(draft, **{f"step-{step.pk}-file": list(files)}, **more))


def stored(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def blocks(data, step):
    return {data[at : at + BLOCK] for at in range(0, len(data) - BLOCK, step)}


def raw(client, draft, data, name, kind):
    """Send one file as no browser would: its name goes over the line as it is."""
    field = f"step-{draft.steps.get().pk}-file"
    parts = [
        b'--line\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), str(each).encode())
        for name, value in page_of(draft, hands="Typed before.").items()
        for each in (value if isinstance(value, list) else [value])
    ]
    typed = f"Content-Type: {kind}\r\n" if kind else ""
    head = f'--line\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n{typed}\r\n'
    body = b"".join([*parts, head.encode(), data, b"\r\n--line--\r\n"])
    return client.post(address("draft", draft), body, content_type="multipart/form-data; boundary=line")


@pytest.mark.once
@pytest.mark.parametrize("part", range(4))
def test_a_sentence_or_a_clean_picture(client, desk, settings, part):
    wrong = {}
    for case in sorted(ODD)[part::4]:
        try:
            outcome(client, desk, settings, *ODD[case])
        except Exception as error:  # every case is tried, and each that went wrong is named
            wrong[case] = repr(error)
        for path in stored(settings):
            path.unlink()
        UnitPicture.objects.all().delete()
        DraftStep.objects.update(picture="")
        TechniqueDraft.objects.update(hands="")
    assert wrong == {}


def outcome(client, desk, settings, make, name, kind, becomes):
    data = make()
    answer = raw(client, desk, data, name, kind)
    page, files = " ".join(answer.content.decode().split()), stored(settings)
    if becomes == "plain page":  # no browser sends a file without a name and with a body
        assert (answer.status_code, files) == (400, [])
        return
    desk.refresh_from_db()
    assert desk.hands == "Typed before."  # whatever came along, the words are kept
    if becomes == CLEAN:
        assert answer.status_code == 302
        assert UnitPicture.objects.get().key == DraftStep.objects.get().picture
        assert files
    else:
        assert answer.status_code == 422
        assert re.search(becomes, page), page
        assert f'id="step-{desk.steps.get().pk}-file-error"' in page
        assert files == []
    for path in files:
        kept = path.read_bytes()
        assert re.fullmatch(r"[0-9a-f]{32}-\d+\.webp", path.name)
        assert path.parent.parent.name == "techniques"
        with Image.open(BytesIO(kept)) as image:
            assert (image.format, image.mode, image.info.keys() & {"exif", "xmp", "icc_profile"}) == (
                "WEBP",
                "RGB",
                set(),
            )
        assert SECRET not in kept
        assert not any(word in kept for word in (b"EXIF", b"XMP ", b"ICCP", b"Nora", b"script", b"PK\3\4"))
        through = blocks(data, BLOCK) & blocks(kept, 1)  # finds any 31 bytes that came through
        assert through == set()


def test_there_are_more_than_forty_of_them():
    assert len(ODD) > 40
    assert sum(becomes == CLEAN for *_, becomes in ODD.values()) > 20


def test_three_widths_and_never_a_larger_one_than_was_sent(client, desk, settings):
    send(client, desk, upload(encoded(noise(1400, 700))))
    found = {}
    for path in stored(settings):
        with Image.open(path) as image:
            found[path.name.split("-")[1]] = image.size
    assert found == {"480.webp": (480, 240), "960.webp": (960, 480), "1280.webp": (1280, 640)}
    page = client.get(address("draft", desk)).content.decode()
    picture = UnitPicture.objects.get()
    for width in (480, 960, 1280):
        assert f"{reverse('unit-picture', args=[picture.name, width])} {width}w" in page
    assert clean(encoded(noise(700, 900))).files.keys() == {480}
    assert clean(encoded(noise(400, 400))).files.keys() == {400}


def test_a_photo_that_was_held_sideways_stands_upright():
    image = Image.new("RGB", (800, 400), "red")
    image.paste("blue", (0, 0, 400, 400))
    turned = clean(encoded(image, exif=exif(orientation=6), quality=95))
    with Image.open(BytesIO(turned.files[turned.width])) as upright:
        assert upright.width < upright.height
        top, bottom = upright.getpixel((200, 100)), upright.getpixel((200, upright.height - 100))
    assert top[2] > 200 > top[0]
    assert bottom[0] > 200 > bottom[2]


def near(found, wanted):
    return all(abs(each - other) < 12 for each, other in zip(found, wanted, strict=True))


def colour(data):
    picture = clean(data)
    with Image.open(BytesIO(picture.files[picture.width])) as image:
        return image.convert("RGB").getpixel((200, 200))


def test_colours_are_those_that_were_meant():
    flat = (480, 480)
    assert near(colour(encoded(Image.new("I;16", flat, 128 << 8), "PNG")), (128, 128, 128))
    assert near(
        colour(encoded(Image.new("RGBA", flat, (200, 0, 0, 0)), "PNG")), (255, 255, 255)
    )  # nothing hides under it
    assert near(colour(encoded(Image.new("RGBA", flat, (200, 0, 0, 128)), "PNG")), (227, 127, 127))
    assert near(colour(encoded(Image.new("LA", flat, (50, 255)), "PNG")), (50, 50, 50))
    assert near(colour(encoded(Image.new("1", flat, 1), "PNG")), (255, 255, 255))
    assert near(colour(encoded(Image.new("CMYK", flat, (0, 0, 0, 255)))), (0, 0, 0))


def test_good_pictures_are_kept_when_another_one_is_refused(client, desk):
    first, second = desk.steps.get(), desk.add_step()
    files = {f"step-{first.pk}-file": upload(encoded(noise())), f"step-{second.pk}-file": upload(b"no")}
    answer = client.post(address("draft", desk), page_of(desk, how_slow="Slowly.", **files))
    assert answer.status_code == 422
    first.refresh_from_db()
    assert first.picture
    assert "Slowly." in answer.content.decode()
    again = re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]
    sent = page_of(desk, how_slow="Slowly.") | {"seen": again}
    assert client.post(address("draft", desk), sent).status_code == 302  # the page that came back can be sent


def test_a_picture_is_kept_although_the_words_do_not_fit(client, desk):
    answer = send(client, desk, upload(encoded(noise())), hands="x" * 201)
    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()
    assert DraftStep.objects.get().picture
    again = re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]
    assert client.post(address("draft", desk), page_of(desk) | {"seen": again}).status_code == 302


def test_many_files_for_one_step_are_a_sentence(client, desk, settings):
    answer = send(client, desk, *(upload(encoded(noise(seed=n))) for n in range(12)))
    assert answer.status_code == 422
    assert "One picture for each step." in answer.content.decode()
    assert stored(settings) == []


@pytest.mark.once
def test_many_large_files_at_once_never_fill_the_memory(client, desk, settings):
    for _ in range(7):
        desk.add_step()
    large = encoded(noise()) + bytes(9_000_000)
    files = {f"step-{step.pk}-file": upload(large) for step in desk.steps.all()}
    answer = client.post(address("draft", desk), page_of(desk, **files))
    assert answer.status_code == 422
    assert 0 < answer.content.decode().count("At most 12 MB fit.") < 8
    assert len(stored(settings)) == 1  # the five that fitted were the same picture


def test_a_thousand_files_are_a_plain_page(client, desk):
    sent = page_of(desk) | {f"x{n}": upload(b"x") for n in range(1001)}
    assert client.post(address("draft", desk), sent).status_code == 400


def test_files_that_nobody_asked_for_are_left_lying(client, desk, settings):
    sent = page_of(desk) | {"step-999999-file": upload(encoded(noise())), "avatar": upload(encoded(noise()))}
    assert client.post(address("draft", desk), sent).status_code == 302
    assert stored(settings) == []


def test_nothing_is_written_to_a_disk_on_the_way(client, desk, monkeypatch):
    import tempfile

    def never(*args, **kwargs):
        raise AssertionError("A file was written on its way in.")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, never)
    assert send(client, desk, upload(encoded(noise(), "PNG") + bytes(4_000_000))).status_code == 302


def test_another_picture_takes_the_place_of_the_first(client, desk, settings):
    send(client, desk, upload(encoded(noise())))
    first = stored(settings)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda done, *args, **kwargs: done())
        send(client, desk, upload(encoded(noise(seed=8))))
        assert UnitPicture.objects.count() == 1
        assert set(stored(settings)).isdisjoint(first)
        step = desk.steps.get()
        client.post(address("draft-picture-remove", desk, step=step.pk), page_of(desk))
    step.refresh_from_db()
    assert (step.picture, stored(settings), UnitPicture.objects.count()) == ("", [], 0)


def picture_of(cast, **fields):
    """A published technique with a picture, and the address of the picture."""
    picture = UnitPicture.keep(clean(encoded(noise())), unit=cast.maple, by=cast.tess, now=NOW)
    draft = whole(cast.maple, cast.tess, NOW)
    draft.steps.update(**{"picture": picture.key, "drawn": "once"} | fields)
    return draft, picture, reverse("unit-picture", args=[picture.name, 480])


def test_a_published_picture_outlives_the_drafts(cast):
    draft, picture, _ = picture_of(cast)
    other = whole(cast.maple, cast.tess, NOW)
    other.steps.update(picture=picture.key, drawn="once")
    draft.ask(by=cast.tess, now=NOW)
    draft.discard()
    assert UnitPicture.objects.exists()  # the other draft shows it too
    other.ask(by=cast.tess, now=NOW)
    other.review(by=cast.lena, now=NOW)
    technique = TechniqueDecision.publish(other, by=cast.lena, now=NOW)
    TechniqueDraft.next_of(technique, by=cast.tess, now=NOW).discard()
    assert UnitPicture.objects.exists()
    assert default_storage.exists(picture.path(480))


def test_only_the_unit_and_its_families_are_shown_it(client, cast):
    draft, _, path = picture_of(cast)
    everyone = (cast.tess, cast.nora, cast.lena, cast.pat, cast.sam, cast.ines, cast.tom, cast.lou)

    def answers():
        found = []
        for who in everyone:
            client.force_login(who)
            found.append(client.get(path).status_code)
        return found

    assert answers() == [200, 200, 200, 404, 404, 404, 404, 404]  # of a draft families see nothing
    draft.ask(by=cast.tess, now=NOW)
    draft.review(by=cast.lena, now=NOW)
    TechniqueDecision.publish(draft, by=cast.lena, now=NOW)
    assert answers() == [200, 200, 200, 200, 200, 404, 404, 404]
    client.logout()
    assert client.get(path).status_code == 302


@pytest.mark.usefixtures("catalogue")
def test_a_baby_that_moves_to_another_unit_takes_its_pictures_along(client, cast):
    draft, _, path = picture_of(cast)
    draft.ask(by=cast.tess, now=NOW)
    draft.review(by=cast.lena, now=NOW)
    technique = TechniqueDecision.publish(draft, by=cast.lena, now=NOW)
    make_plan(baby=cast.bo, by=cast.tess, slugs=[technique.slug])
    make_plan(baby=cast.bo, by=cast.tess, slugs=["resting-hands"])  # the older version is still there to read
    Plan.draft_for(cast.noor, cast.tess, NOW).add(technique, "left")
    TechniqueDecision.retire(technique, by=cast.lena, now=NOW)
    everyone = (cast.tess, cast.pat, cast.jo, cast.sam, cast.ines, cast.tom, cast.lou)

    def answers():
        found = []
        for who in everyone:
            client.force_login(who)
            found.append(client.get(path).status_code)
        return found

    assert answers() == [200, 200, 200, 200, 404, 404, 404]
    for baby in (cast.bo, cast.ada):
        baby.unit = cast.birch
        baby.save()
    assert answers() == [200, 200, 200, 200, 404, 200, 200]  # Tom and Lou work where Bo is now; Noor stayed
    cast.bo.plans.all().delete()
    assert answers() == [200, 404, 404, 200, 404, 404, 404]
    cast.noor.unit = cast.birch
    cast.noor.save()
    assert answers() == [200, 404, 404, 404, 404, 200, 200]  # of Noor's draft only the staff see something


def test_it_comes_as_a_private_picture_and_nothing_else(client, cast):
    _, picture, path = picture_of(cast)
    client.force_login(cast.tess)
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"
    again = client.get(path, headers={"if-none-match": answer.headers["ETag"]})
    assert again.status_code == 304
    client.force_login(cast.lou)  # the same question from somebody who may not
    assert client.get(path, headers={"if-none-match": answer.headers["ETag"]}).status_code == 404
    client.force_login(cast.tess)
    for name, width in ((picture.name, 481), (picture.name, 0), ("0" * 32, 480), ("..", 480), ("x\0", 480)):
        asked = reverse("unit-picture", args=["NAME", width]).replace("NAME", quote(name, safe=""))
        assert client.get(asked).status_code == 404


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("shown", "other"), [("left", "right"), ("right", "left")])
def test_a_photo_of_one_leg_is_never_shown_for_the_other(client, cast, shown, other):
    draft, picture, _ = picture_of(cast, drawn=shown)
    draft.ask(by=cast.tess, now=NOW)
    draft.review(by=cast.lena, now=NOW)
    technique = TechniqueDecision.publish(draft, by=cast.lena, now=NOW)
    for leg, is_there in ((shown, True), (other, False)):
        pages = [
            _player(client, cast, technique, side=leg),
            *(
                client.get(address, {"side": leg}).content.decode()
                for address in (technique.get_absolute_url(), reverse("technique-sheet", args=[technique.slug]))
            ),
        ]
        assert [picture.name in page for page in pages] == [is_there] * 3
        assert ['alt="A finger on the knee."' in page for page in pages] == [is_there] * 3
        step = client.get(reverse("technique-step", args=[technique.slug, 1]), {"side": leg}).content.decode()
        assert ["A finger on the knee." in page for page in (*pages, step)] == [is_there] * 4  # nor in words
        assert is_there or all("Not drawn yet" in page for page in pages)
    for opened in (technique.get_absolute_url(), reverse("library")):  # without a leg in the address
        assert picture.name in client.get(opened).content.decode()


def test_which_leg_a_photo_shows_has_to_be_said(client, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.tess)
    draft = whole(cast.maple, cast.tess, NOW)
    step = draft.steps.get()
    assert client.post(address("draft-ask", draft), page_of(draft)).status_code == 302  # no photo, no leg
    send(client, draft, upload(encoded(noise())))
    refused = client.post(address("draft-ask", draft), page_of(draft))
    assert refused.status_code == 422
    assert "Say which leg the picture shows." in refused.content.decode()
    draft.ask(by=cast.tess, now=NOW)
    draft.review(by=cast.lena, now=NOW)
    with pytest.raises(ValidationError, match="which leg"):
        TechniqueDecision.publish(draft, by=cast.lena, now=NOW)
    client.post(address("draft", draft), page_of(draft, **{f"step-{step.pk}-drawn": "right"}))
    assert client.post(address("draft-ask", draft), page_of(draft)).status_code == 302
    client.post(address("draft-picture-remove", draft, step=step.pk), page_of(draft))
    assert draft.steps.get().drawn == ""  # of the next photo it is asked anew


def test_a_step_without_a_photo_is_an_empty_frame(client, cast, catalogue):
    technique = published(cast.maple, cast.tess, cast.lena, cast.lena, NOW)
    assert "Not drawn yet" in _player(client, cast, technique)


def _player(client, cast, technique, side="left"):
    make_plan(baby=cast.bo, by=cast.tess, slugs=[technique.slug], side=side)
    client.force_login(cast.pat)
    return client.get(reverse("massage-new", args=[cast.bo.pk])).content.decode()


def test_what_cannot_be_decoded_says_so():
    with pytest.raises(NotAPicture) as refused:
        clean(b"")
    assert str(refused.value) == "This file is empty."
