"""The choice of light and of skins, kept in cookies and open to everybody."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect


def choose(client, **answers):
    return client.post(reverse("theme"), answers)


def test_a_chosen_theme_is_kept_and_is_on_the_page_before_the_first_pixel(client, db):
    answer = choose(client, theme="dim", next="/accounts/login/")
    assert answer.url == "/accounts/login/"
    assert client.cookies["handhug-theme"].value == "dim"
    page = client.get("/accounts/login/").content.decode()
    assert 'data-theme="dim"' in page
    assert '<meta name="color-scheme" content="dark">' in page


def test_choosing_nothing_gives_the_choice_back_to_the_device(client, db):
    choose(client, theme="dark")
    choose(client, theme="")
    page = client.get("/accounts/login/").content.decode()
    assert "data-theme=" not in page
    assert '<meta name="color-scheme" content="light dark">' in page


def test_skins_for_baby_and_hands_are_chosen_apart(client, db):
    choose(client, baby="5", hand="1")
    page = client.get("/accounts/login/").content.decode()
    assert 'data-baby="5"' in page
    assert 'data-hand="1"' in page


@pytest.mark.parametrize("value", ["pink", '"><b>', "7", "dim;x"])
def test_a_made_up_value_is_not_kept(client, db, value):
    choose(client, theme=value, baby=value)
    assert "handhug-theme" not in client.cookies
    client.cookies["handhug-theme"] = value.replace(";", "")
    assert "data-theme=" not in client.get("/accounts/login/").content.decode()


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x", "", "\\\\x"])
def test_the_way_back_never_leaves_the_site(client, there):
    assert choose(client, theme="dim", next=there).url == reverse("front")


def test_a_link_cannot_change_the_theme(client, db):
    assert client.get(reverse("theme"), {"theme": "dim", "baby": "3"}).status_code == 200
    assert not [name for name in client.cookies if name.startswith("handhug-")]


def test_the_page_of_colours_shows_what_is_chosen_and_a_mixed_set_while_nothing_is(client, db):
    page = client.get(reverse("theme"), {"next": "/library/"}).content.decode()
    assert re.findall(r'name="(baby|hand)" value="" checked', page) == ["baby", "hand"]
    assert re.findall(r'name="(baby|hand)" value="(\d)"', page) == [(k, n) for k in ("baby", "hand") for n in "123456"]
    assert '<input type="hidden" name="next" value="/library/">' in page
    choose(client, baby="6", hand="")
    page = client.get(reverse("theme")).content.decode()
    assert re.search(r'name="baby" value="6"[^>]* checked', page)
    assert 'name="hand" value="" checked' in page


def test_a_mixed_set_takes_the_chosen_skin_back(client, db):
    choose(client, baby="5", hand="1")
    choose(client, baby="", hand="")
    page = client.get("/accounts/login/").content.decode()
    assert "data-baby=" not in page
    assert "data-hand=" not in page


def test_the_page_of_colours_has_no_way_back_off_the_site(client, db):
    page = client.get(reverse("theme"), {"next": "//elsewhere.example"}).content.decode()
    assert 'href="//elsewhere' not in page
    assert '<a class="back" href="/">' in page


@pytest.mark.parametrize("back", ["foo", "baby", "²", "a\r\nb", "//evil.example", "https://evil.example/", "a:b"])
def test_a_way_back_that_is_no_path_of_ours_leads_to_the_front(client, db, back):
    assert choose(client, theme="dim", next=back).url == "/"


def test_a_tapped_skin_is_there_at_once_and_after_a_reload(page, live_server):
    page.goto(live_server.url + reverse("theme"))
    page.get_by_role("group", name="Hands in the pictures").get_by_role("radio", name="6, deepest").check(force=True)
    root = page.locator("html")
    expect(root).to_have_attribute("data-hand", "6")
    page.reload()
    expect(root).to_have_attribute("data-hand", "6")
    page.get_by_role("group", name="Hands in the pictures").get_by_role("radio", name="Mixed").check(force=True)
    expect(root).not_to_have_attribute("data-hand", "6")
