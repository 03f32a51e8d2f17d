"""The settings of the site: asked once, shown everywhere, the logo made anew."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from conference.core import files
from conference.core.database import db
from conference.domain.accounts.models import Account
from conference.domain.accounts.rules import Role
from conference.domain.site.models import StoredFile
from conference.domain.site.queries import find_public_version, get_site
from tests.factories import make_account, make_site
from tests.pages import Page, PageClient

GIVEN: dict[str, Any] = {
    "name": "Institute",
    "sender_email": "events@example.org",
    "zone": "Europe/Berlin",
    "reply_to": "",
    "about": "We meet.",
    "footer": "Berlin",
    "privacy_notice": "## What we keep\n\nLittle.",
}


@pytest.fixture
def owner(app: Flask, client: PageClient) -> Account:
    """The owner, signed in, of a site that is not set up yet."""
    make_site(is_set_up=False)
    account = make_account(Role.OWNER)
    client.sign_in(account)
    return account


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (1000, 500), "teal").save(out, "PNG")
    return out.getvalue()


def test_an_owner_is_led_to_the_settings_until_they_are_saved(client: PageClient, owner: Account) -> None:
    assert client.get("/organise/", follow=False, status=302).location == "/organise/site/"
    before = find_public_version()
    answer = client.send("/organise/site/", follow=False, status=303, **GIVEN)
    assert answer.location == "/organise/"
    db.session.rollback()
    site = get_site()
    assert (site.name, site.home_zone, site.is_set_up) == ("Institute", "Europe/Berlin", True)
    assert find_public_version() != before
    assert client.page("/organise/").headings == ["Events"]
    assert client.send("/organise/site/", follow=False, status=303, **GIVEN).location == "/organise/site/"


def test_the_privacy_notice_has_a_page(client: PageClient, owner: Account) -> None:
    assert "Every mail that we send holds a link" in client.page("/privacy/").text
    client.send("/organise/site/", **GIVEN)
    page = client.get("/privacy/").text
    assert ">What we keep</h" in page
    assert "Berlin" in Page(page).text


def test_a_logo_is_made_anew_and_served(client: PageClient, owner: Account) -> None:
    client.send("/organise/site/", logo=(BytesIO(picture()), "../../Our Logo.PNG"), **GIVEN)
    db.session.rollback()
    logo = get_site().logo
    assert logo is not None
    answer = client.get(f"/files/{logo.public_id}/logo.png")
    assert (answer.mimetype, Image.open(BytesIO(answer.data)).size) == ("image/png", (800, 400))
    assert f"/files/{logo.public_id}/logo.png" in client.get("/privacy/").text


def test_a_logo_that_is_replaced_leaves_no_bytes(client: PageClient, owner: Account) -> None:
    keys = []
    for _each in range(2):
        client.send("/organise/site/", logo=(BytesIO(picture()), "logo.png"), **GIVEN)
        db.session.rollback()
        keys += [one.storage_key for one in db.session.query(StoredFile)]
    client.send("/organise/site/", **GIVEN)
    assert len(keys) == 2
    assert [files.is_there(key) for key in keys] == [False, True]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"zone": "Mars/Base"}, "Mars/Base is not a time zone. Write it like Europe/London."),
        ({"zone": "Factory"}, "Factory is not a time zone. Write it like Europe/London."),
        ({"sender_email": "nobody"}, "Write one e-mail address, like name@example.org."),
        ({"name": ""}, "Please fill this in."),
        ({"logo": b"<svg onload=alert(1)>"}, "This is not a JPEG, PNG or WebP picture."),
    ],
)
def test_faults_are_named_at_their_field(
    client: PageClient, owner: Account, given: dict[str, object], sentence: str
) -> None:
    typed: dict[str, Any] = {
        name: (BytesIO(value), "logo.png") if isinstance(value, bytes) else value for name, value in given.items()
    }
    refused = client.send("/organise/site/", status=422, **{**GIVEN, **typed})
    assert sentence in Page(refused.text).text
    assert Page(refused.text).fields_of(-1)["footer"] == "Berlin"
    db.session.rollback()
    assert get_site().is_set_up is False
