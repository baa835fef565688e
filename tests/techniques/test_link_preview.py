"""A shared link shows the technique's own small picture."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.usefixtures("catalogue")


def test_a_public_technique_page_names_its_picture_with_the_whole_address(client):
    html = client.get(reverse("technique", args=["indian-milking"])).content.decode()
    assert '<meta property="og:image" content="http://testserver/static/illustrations/thumbs/indian-milking' in html
    assert 'og:image:alt" content="The wrapped hand glides down' in html


def test_a_named_page_without_steps_has_no_preview(client):
    assert "og:image" not in client.get(reverse("technique", args=["hug-and-glide"])).content.decode()
