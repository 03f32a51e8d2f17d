"""Many presentations, themes or rooms removed at once: what goes is shown, what stays is named with the reason."""

import pytest

from conference.core.database import db, transaction
from conference.domain.accounts.queries import list_journal
from conference.domain.accounts.rules import Role
from conference.domain.programme.models import Presentation, Theme
from conference.domain.programme.queries import themes_of
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_person,
    make_session,
    make_site,
    make_venue,
    save,
)
from tests.pages import Page, PageClient


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def test_themes_go_but_those_that_sessions_have(olga: PageClient) -> None:
    event = make_event(slug="soc22")
    themes = [save(Theme(event_id=event.id, slug=name.lower(), name=name)) for name in ("Costs", "Care", "Work")]
    make_session(event, theme_id=themes[0].id)
    other = save(Theme(event_id=make_event().id, slug="costs", name="Costs"))
    address = "/organise/soc22/programme/many/themes/remove/"
    assert "Remove all 3" in olga.page("/organise/soc22/programme/themes/").text
    page = olga.page(f"{address}?all=yes&pick={other.id}")
    assert "1 theme stays They stay as they are; the others go on all the same." in page.text
    assert "Costs : One session has this theme. Give it another first." in page.text
    forged = {**page.fields_of(-1), "seen": f"{page.fields_of(-1)['seen']} {themes[0].id}:0"}
    assert olga.post(address, forged).status_code == 422
    done = olga.send(f"{address}?all=yes", follow=False, status=303)
    assert "2 themes are gone." in olga.page(done.location or "").text
    assert [one.name for one in themes_of(event)] == ["Costs"]
    assert [(one.action, one.detail) for one in list_journal(event.id)] == [
        ("remove theme", {"name": "Work"}), ("remove theme", {"name": "Care"}),
    ]  # fmt: skip


def test_presentations_go_unless_somebody_wrote_an_abstract_meanwhile(olga: PageClient) -> None:
    session = make_session(make_event(slug="soc22"))
    one, two = (save(Presentation(session_id=session.id, title=title)) for title in ("One", "Two"))
    make_appearance(session, make_person("Ada"), presentation_id=two.id)
    address = f"/organise/soc22/programme/many/presentations/remove/?pick={one.id}&pick={two.id}"
    sent = olga.page(address).fields_of(-1)
    with transaction():
        db.session.get_one(Presentation, two.id).abstract = "Worth keeping."
    page = Page(olga.post(address, sent).text)
    assert "Nothing is changed: meanwhile somebody has changed Two." in page.text
    assert len(session.presentations) == 2
    olga.post(address, page.fields_of(-1))
    db.session.expire_all()
    assert (session.presentations, [(a.person.name, a.presentation_id) for a in session.appearances]) == (
        [],
        [("Ada", None)],
    )


def test_rooms_go_but_those_that_sessions_of_any_event_are_planned_in(olga: PageClient) -> None:
    venue = make_venue("Hall", "Attic")
    make_event(slug="soc22", venue_id=venue.id)
    make_session(make_event(venue_id=venue.id), room_id=venue.rooms[0].id)
    address = "/organise/events/soc22/rooms/many/remove/?all=yes"
    assert "Hall : One session is planned in this room. Move it first." in olga.page(address).text
    olga.send(address)
    db.session.expire_all()
    assert [room.name for room in venue.rooms] == ["Hall"]
    assert "There is nothing to remove." in olga.page(address).text
