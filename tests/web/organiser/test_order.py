"""Materials and presentations before and behind each other; a material that readers see later."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from conference.core.database import db
from conference.core.order import move_among
from conference.domain.accounts.rules import Role
from conference.domain.materials.models import Material
from conference.domain.materials.queries import materials_of
from conference.domain.programme.models import Presentation, Session
from conference.domain.programme.queries import get_session
from tests.factories import make_account, save
from tests.pages import Page, PageClient
from tests.reflected import make_held_event, make_material

SESSION = "/organise/soc21/programme/sessions/session-1/presentations/"
MATERIALS = "/organise/soc21/materials/session-1/"
Stand = Callable[[datetime], None]


@pytest.fixture
def session(app: Flask, client: PageClient) -> Session:
    """A session of SOC21; an organiser is signed in."""
    _event, (found,), _person = make_held_event()
    client.sign_in(make_account(Role.ORGANISER))
    return found


def numbered(*titles: str) -> list[Presentation]:
    return [Presentation(title=title, position=0) for title in titles]


def press(client: PageClient, path: str, number: int, way: str, status: int = 303) -> TestResponse:
    """Press a button that moves the thing of this number."""
    forms = client.page(path).forms
    index = next(place for place, form in enumerate(forms) if form["action"] == f"{path}{number}/move/")
    return client.send(path, form=index, status=status, follow=False, direction=way)


def test_one_moves_and_all_are_numbered() -> None:
    first, second, third = things = numbered("a", "b", "c")
    assert move_among(things, third, -1) == [first, third, second]
    assert [one.position for one in (first, third, second)] == [0, 1, 2]
    assert move_among([first, third, second], first, -1) == [first, third, second]
    assert move_among([first, third, second], first, 9) == [third, second, first]


def test_presentations_move_and_the_button_keeps_the_focus(client: PageClient, session: Session) -> None:
    ids = [save(Presentation(session_id=session.id, title=title, position=9)).id for title in ("One", "Two", "Three")]
    page = client.page(SESSION)
    assert [f"{name}-{number}" in page.ids for number in ids for name in ("up", "down")] == [
        False, True, True, True, True, False,
    ]  # fmt: skip
    for focus in ("up", "down"):
        assert press(client, SESSION, ids[2], "up").location == f"{SESSION}#{focus}-{ids[2]}"
    db.session.rollback()
    there = get_session(session.event, "session-1").presentations
    assert [(one.title, one.position) for one in there] == [("Three", 0), ("One", 1), ("Two", 2)]
    assert "Three is number 1 of 3 now." in client.page(SESSION).text
    refused = press(client, SESSION, ids[0], "sideways", status=422)
    assert "Say whether it goes up or down." in Page(refused.text).text


def test_materials_move_too(client: PageClient, session: Session) -> None:
    first, second = (make_material(session, title=title, position=0).id for title in ("Slides", "Recording"))
    assert press(client, MATERIALS, first, "down").location == f"{MATERIALS}#up-{first}"
    db.session.rollback()
    assert [one.id for one in materials_of(session)] == [second, first]
    public = client.page("/soc21/sessions/session-1/").text
    assert public.index("Recording") < public.index("Slides")


def test_a_material_that_readers_see_later(
    client: PageClient, session: Session, now: datetime, stand_at: Stand
) -> None:
    stand_at(now)
    sent: dict[str, Any] = {
        "kind": "slides",
        "title": "Slides",
        "url": "",
        "is_public": "y",
        "publish_at": "2021-11-02T10:00",
    }
    client.send(MATERIALS, file=(BytesIO(b"%PDF-1.7 slides"), "slides.pdf"), **sent)
    db.session.rollback()
    (material,) = db.session.query(Material)
    assert material.published_at == now.replace(day=2, hour=10)
    page = client.page(MATERIALS)
    assert "Not before Tuesday 2 November 2021, 10:00" in page.text
    assert [label for label in ("Publish now", "Hide") if label in page.text] == ["Publish now", "Hide"]
    assert material.file is not None
    address = f"/files/{material.file.public_id}/slides.pdf"
    assert client.get(address).headers["Cache-Control"] == "private, no-store"
    client.sign_out()
    client.get(address, status=404)
    assert "Slides" not in client.page("/soc21/sessions/session-1/").text
    stand_at(now + timedelta(days=1))
    answer = client.get(address)
    assert (answer.data, answer.headers["Cache-Control"]) == (b"%PDF-1.7 slides", "public, max-age=3600")
    assert "Slides" in client.page("/soc21/sessions/session-1/").text


def test_an_embargo_ends_in_the_future(client: PageClient, session: Session, now: datetime, stand_at: Stand) -> None:
    stand_at(now)
    sent: dict[str, Any] = {"kind": "link", "title": "A link", "url": "https://example.org/", "is_public": "y"}
    page = Page(client.send(MATERIALS, status=422, publish_at="2021-10-01T10:00", **sent).text)
    assert "This time is over already. Leave it empty to publish at once." in page.text
    assert materials_of(session) == []
