"""On the Home Screen: the manifest and its icons, and nothing on the outside of the device that names a person."""

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

STATIC = settings.BASE_DIR / "static"


@pytest.fixture
def manifest(client):
    return client.get(reverse("manifest")).json()


def test_the_icons_are_what_the_manifest_says(manifest):
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        with Image.open(STATIC / icon["src"].removeprefix(settings.STATIC_URL)) as picture:
            assert icon["sizes"] == "{}x{}".format(*picture.size)
            assert icon["type"] == f"image/{picture.format.lower()}"


def test_the_app_opens_today_and_covers_the_whole_site(manifest):
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == (reverse("today"), "/", "standalone")


def test_no_shortcut_and_no_notification_can_name_a_baby(manifest):
    assert "shortcuts" not in manifest
    scripts = [*STATIC.glob("js/**/*.js"), settings.BASE_DIR / "templates/sw.js"]
    assert len(scripts) > 40
    assert [path.name for path in scripts if "otification" in path.read_text()] == []
