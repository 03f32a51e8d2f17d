"""Many people, rooms or formats changed at once: chosen in their tables, each with its row in the journal."""

import pytest

from conference.core.database import Base, db, transaction
from conference.domain.accounts.queries import journal_of
from conference.domain.accounts.rules import Role
from conference.domain.events.models import TeamMember
from conference.domain.events.rules import TeamRole
from conference.domain.people.models import Organisation, Person
from conference.domain.programme.models import Format
from conference.domain.programme.queries import list_formats
from conference.domain.schedule.models import SpeakerPlan
from conference.domain.schedule.queries import speaker_plans_of
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_format,
    make_person,
    make_session,
    make_site,
    make_venue,
    save,
)
from tests.guards.test_query_counts import forget_what_is_kept
from tests.pages import Page, PageClient
from tests.statements import statements


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def last_deed(record: Base) -> tuple[str, object]:
    entry = journal_of(record)[0]
    return entry.action, entry.changes


def test_people_get_another_organisation(olga: PageClient) -> None:
    save(Organisation(slug="oxford", name="University of Oxford", folded_name="university of oxford"))
    ada, bo, cy = (make_person(name, affiliation="Lab") for name in ("Ada", "Bo", "Cy"))
    away = make_person("Ada", affiliation="Lab", merged_into_id=ada.id)
    page = olga.page("/organise/people/?search=lab")
    assert ("Change all 3" in page.text, f"/organise/people/{away.slug}/" in page.links) == (True, False)
    address = f"/organise/people/many/?pick={ada.id}&pick={bo.id}&pick={away.id}"
    asking = f"{address}&to-organisation=oxford&to-affiliation=University+of+Oxford"
    oxford = "becomes University of Oxford"
    assert f"Ada No organisation, {oxford} Lab, {oxford}" in olga.page(asking).text
    done = olga.send(asking, follow=False, status=303)
    assert done.location == "/organise/people/"
    assert "2 people are changed." in olga.page(done.location).text
    db.session.expire_all()
    said = [(one.organisation.slug if one.organisation else "", one.affiliation) for one in (ada, bo, cy, away)]
    assert said == [("oxford", "University of Oxford")] * 2 + [("", "Lab")] * 2
    assert last_deed(bo) == ("edit person", {"organisation": [None, "University of Oxford"],
                                             "affiliation": ["Lab", "University of Oxford"]})  # fmt: skip
    olga.send(f"{address}&to-organisation=-")
    db.session.expire_all()
    assert (ada.organisation, ada.affiliation) == (None, "University of Oxford")


def test_who_is_second_is_told_and_nothing_is_overwritten(olga: PageClient) -> None:
    ada, bo = make_person("Ada", affiliation="Lab"), make_person("Bo", affiliation="Lab")
    sent = olga.page("/organise/people/many/?all=yes&to-affiliation=GO+Lab").fields_of(-1)
    with transaction():
        db.session.get_one(Person, bo.id).affiliation = "Elsewhere"
    page = Page(olga.post("/organise/people/many/", sent).text)
    assert "Nothing is changed: meanwhile somebody has changed Bo." in page.text
    db.session.expire_all()
    assert [ada.affiliation, bo.affiliation] == ["Lab", "Elsewhere"]
    olga.post("/organise/people/many/", page.fields_of(-1))
    db.session.expire_all()
    assert [ada.affiliation, bo.affiliation] == ["GO Lab", "GO Lab"]


def test_people_of_an_event_come_online(olga: PageClient) -> None:
    event = make_event(slug="soc22", zone="Europe/Berlin")
    ada, bo = make_person("Ada"), make_person("Bo")
    for person in (ada, bo):
        make_appearance(make_session(event), person)
    stranger = make_person("Cy")
    plan = save(SpeakerPlan(event_id=event.id, person_id=ada.id, zone="Asia/Tokyo", is_online=False))
    assert "Change all 2" in olga.page("/organise/soc22/schedule/people/").text
    address = f"/organise/soc22/schedule/many-people/?all=yes&pick={stranger.id}&to-is_online=True"
    assert "Bo In the room, becomes Online" in olga.page(address).text
    olga.send(address)
    db.session.expire_all()
    plans = [(one.person_id, one.zone, one.is_online) for one in speaker_plans_of(event)]
    assert plans == [(ada.id, "Asia/Tokyo", True), (bo.id, "Europe/Berlin", True)]
    assert last_deed(plan) == ("plan speaker", {"is_online": [False, True]})
    assert (journal_of(plan)[0].within_id, journal_of(plan)[0].event_id) == (ada.id, event.id)


def test_rooms_are_changed_for_the_venue_not_by_the_team_of_one_event(olga: PageClient) -> None:
    venue = make_venue("Hall", "Attic", "Cellar")
    make_event(slug="soc22", venue_id=venue.id)
    hall, attic, cellar = venue.rooms
    elsewhere = make_venue("Barn").rooms[0]
    address = f"/organise/events/soc22/rooms/many/?pick={hall.id}&pick={attic.id}&pick={elsewhere.id}"
    assert "/organise/soc22/programme/rooms/" in olga.page(f"{address}&to-capacity=60").links
    olga.send(f"{address}&to-capacity=60&to-building=Main&to-has_streaming=True")
    db.session.expire_all()
    rooms = [(one.capacity, one.building, one.has_streaming) for one in (hall, attic, cellar, elsewhere)]
    assert rooms == [(60, "Main", True)] * 2 + [(None, "", False)] * 2
    entry = journal_of(attic)[0]
    assert (entry.action, entry.within_kind, entry.within_id) == ("edit room", "venue", venue.id)
    helper = make_account(None)
    event_id = make_event(slug="soc23", venue_id=venue.id).id
    save(TeamMember(event_id=event_id, account_id=helper.id, role=TeamRole.ORGANISER))
    olga.sign_out()
    olga.sign_in(helper)
    assert "Change the ticked ones" not in olga.page("/organise/soc23/programme/rooms/").text
    olga.get("/organise/events/soc23/rooms/many/?all=yes", status=404)


def test_formats_are_changed(olga: PageClient) -> None:
    keynote, lunch = make_format(slug="keynote", minutes=45), make_format(slug="lunch", minutes=60)
    address = "/organise/formats/many/?all=yes&to-minutes=60&to-is_streamed=False"
    asking = olga.page(address)
    assert ("45, becomes 60" in asking.text, "Yes, becomes No" in asking.text) == (True, True)
    olga.send(address)
    db.session.expire_all()
    assert [(one.minutes, one.is_streamed) for one in list_formats()] == [(60, False)] * 2
    assert last_deed(keynote) == ("edit format", {"minutes": [45, 60], "is_streamed": [True, False]})
    assert last_deed(lunch) == ("edit format", {"is_streamed": [True, False]})
    assert "2 formats are so already." in olga.page(address).text
    assert (
        "Please give a whole number from 5 to 1440." in olga.page("/organise/formats/many/?all=yes&to-minutes=1").text
    )


def test_a_page_and_its_deed_ask_as_often_for_many_as_for_one(olga: PageClient) -> None:
    def asked(minutes: int) -> tuple[int, int]:
        address = f"/organise/formats/many/?all=yes&to-minutes={minutes}"
        forget_what_is_kept()
        with statements() as shown:
            sent = olga.page(address).fields_of(-1)
        forget_what_is_kept()
        with statements() as done:
            assert olga.post("/organise/formats/many/", sent, follow=False).status_code == 303
        return len(shown), len(done)

    make_format(slug="format-0")
    asked(30)
    few = asked(45)
    db.session.add_all(Format(slug=f"format-{number}", name=f"Format {number}") for number in range(1, 200))
    db.session.commit()
    assert asked(90) == few
