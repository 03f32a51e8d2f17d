"""Headers that every answer has, and the one that pages behind personal links have."""

from flask import Flask

from conference import links
from tests.domain.registration.registering import register
from tests.factories import make_event, make_site
from tests.guards.routes import routes
from tests.pages import PageClient

TELLS_NOBODY = "no-referrer"


def test_what_a_personal_link_opens_names_its_address_to_nobody(app: Flask, client: PageClient) -> None:
    make_site()
    token = links.sign(links.Purpose.REGISTRATION, register(make_event(slug="soc22")), 1)
    address = links.my_registration(token)
    assert client.get(address).headers["Referrer-Policy"] == TELLS_NOBODY
    assert client.get(links.my_cancellation(token)).headers["Referrer-Policy"] == TELLS_NOBODY
    assert client.get(address[:-3] + "xx/", status=404).headers["Referrer-Policy"] == TELLS_NOBODY
    assert client.get(f"{address}nothing/", status=404).headers["Referrer-Policy"] == TELLS_NOBODY
    assert client.get("/soc22/").headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_so_does_every_view_that_takes_a_token(app: Flask, client: PageClient) -> None:
    make_site()
    opened = [route.path for route in routes(app) if ("token", "TokenConverter") in route.parameters]
    paths = [path.replace("<token:token>", "a.token.of-nothing") for path in opened if path.count("<") == 1]
    assert len(paths) > 5
    answers = {path: client.http.get(path, base_url=client._fresh_base()) for path in paths}
    said = {path: answer.headers["Referrer-Policy"] for path, answer in answers.items()}
    assert said == dict.fromkeys(paths, TELLS_NOBODY)
