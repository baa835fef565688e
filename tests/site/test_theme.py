"""The choice of light and of skins, kept in cookies and open to everybody."""

import pytest
from django.urls import reverse


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


def test_a_link_cannot_change_the_theme(client):
    assert client.get(reverse("theme")).status_code == 405


@pytest.mark.parametrize("back", ["foo", "baby", "²", "a\r\nb", "//evil.example", "https://evil.example/", "a:b"])
def test_a_way_back_that_is_no_path_of_ours_leads_to_the_front(client, db, back):
    assert choose(client, theme="dim", next=back).url == "/"
