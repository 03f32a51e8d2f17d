"""An organiser plans a session, releases it, moves it, releases again: pages, files and mails follow."""

from datetime import UTC, datetime

import pytest

from conference.core.database import db
from conference.domain.accounts.rules import Role
from conference.domain.events.queries import get_event
from conference.domain.programme.queries import get_session
from conference.mail.models import Envelope, EnvelopeState
from conference.mail.outbox import list_envelopes
from tests.factories import make_account, make_event, make_format, make_person, make_site, make_venue
from tests.formats.ical_reader import properties_of
from tests.pages import Page, PageClient

PROGRAMME, SCHEDULE = "/organise/soc32/programme/", "/organise/soc32/schedule/"
PLACE = f"{SCHEDULE}sessions/keynote/"
TEN = "Wednesday 8 September 2032, 10:00 to 11:00 (Oxford time, BST), Lecture Theatre 1"
TWO = "Wednesday 8 September 2032, 14:00 to 15:00 (Oxford time, BST), Lecture Theatre 2"


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser, before an event with a venue, a format and a person."""
    make_site()
    make_format(slug="keynote")
    make_person("Joseph Stiglitz", slug="joseph-stiglitz", email="joseph@example.org", job_title="Professor",
                affiliation="Columbia University")  # fmt: skip
    make_event(
        slug="soc32", short_title="SOC32", zone_place="Oxford",
        starts_at=datetime(2032, 9, 8, 8, 0, tzinfo=UTC), ends_at=datetime(2032, 9, 9, 17, 0, tzinfo=UTC),
        venue_id=make_venue("Lecture Theatre 1", "Lecture Theatre 2").id,
    )  # fmt: skip
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def entry(visitor: PageClient, path: str) -> dict[str, str]:
    """The properties of the one entry in a calendar file that are of interest here."""
    data = visitor.get(path).data
    values = {name: value for name, _parameters, value in properties_of(data, "VEVENT")}
    return {name: values[name] for name in ("UID", "SEQUENCE", "DTSTART", "SUMMARY", "STATUS", "LOCATION")}


def the_mail_waiting() -> Envelope:
    db.session.rollback()
    (envelope,) = list_envelopes(EnvelopeState.WAITING)
    return envelope


def test_a_session_moves_and_everything_follows(olga: PageClient) -> None:
    visitor = PageClient(olga.app)
    olga.send(f"{PROGRAMME}new/", title="Keynote", format="keynote")
    olga.send(f"{PROGRAMME}sessions/keynote/people/", person="joseph-stiglitz", role="keynote speaker")
    olga.send(f"{PROGRAMME}sessions/keynote/state/")
    first, second = (str(room.id) for room in get_event("soc32").venue.rooms)  # type: ignore[union-attr]
    olga.send(PLACE, form=1, day="2032-09-08", starts="10:00", room=first)
    visitor.get("/soc32/sessions/keynote/", status=404)

    olga.send("/organise/soc32/release/", note="First programme")
    uid = get_session(get_event("soc32"), "keynote").uid
    page = visitor.page("/soc32/sessions/keynote/")
    assert (page.headings, "10:00" in page.text, "Lecture Theatre 1" in page.text) == (["Keynote"], True, True)
    placed = {"UID": uid, "SEQUENCE": "0", "DTSTART": "20320908T090000Z", "SUMMARY": "Keynote", "STATUS": "CONFIRMED",
              "LOCATION": r"Lecture Theatre 1\, School of Government\, Oxford"}  # fmt: skip
    assert entry(visitor, "/soc32/sessions/keynote.ics") == placed
    assert entry(visitor, "/soc32/schedule.ics") == placed
    assert f"You are in Keynote: {TEN}." in the_mail_waiting().letter.text.splitlines()

    before = visitor.get("/soc32/schedule.ics")
    olga.send(PLACE, form=1, day="2032-09-08", starts="14:00", room=second)
    unchanged = visitor.get("/soc32/schedule.ics")
    assert (unchanged.data, unchanged.headers["ETag"]) == (before.data, before.headers["ETag"])

    waiting = olga.page("/organise/soc32/release/").text
    assert f"Keynote moves from {TEN} to {TWO}." in waiting
    olga.send("/organise/soc32/release/")
    moved = {**placed, "SEQUENCE": "1", "DTSTART": "20320908T130000Z",
             "LOCATION": r"Lecture Theatre 2\, School of Government\, Oxford"}  # fmt: skip
    assert entry(visitor, "/soc32/sessions/keynote.ics") == moved
    assert entry(visitor, "/soc32/schedule.ics") == moved
    assert visitor.get("/soc32/schedule.ics").headers["ETag"] != before.headers["ETag"]
    assert "14:00" in visitor.page("/soc32/sessions/keynote/").text

    letter = the_mail_waiting().letter
    assert f"You are in Keynote: {TWO}." in letter.text.splitlines()
    values = {name: value for name, _parameters, value in properties_of((letter.calendar or "").encode(), "VEVENT")}
    assert (letter.calendar_method, values["UID"], values["SEQUENCE"]) == ("REQUEST", uid, "1")


def test_a_new_address_is_released_and_the_old_one_leads_there(olga: PageClient) -> None:
    visitor = PageClient(olga.app)
    olga.send(f"{PROGRAMME}new/", title="Keynote", format="keynote")
    olga.send(f"{PROGRAMME}sessions/keynote/state/")
    olga.send("/organise/soc32/release/")
    olga.send(f"{PROGRAMME}sessions/keynote/", slug="opening-keynote")
    assert visitor.page("/soc32/sessions/keynote/").headings == ["Keynote"]
    olga.send("/organise/soc32/release/")
    answer = visitor.get("/soc32/sessions/keynote/", status=301, follow=False)
    assert answer.location == "/soc32/sessions/opening-keynote/"
    assert visitor.page("/soc32/sessions/opening-keynote/").headings == ["Keynote"]


def test_cancel_and_release_now_shows_in_files(olga: PageClient) -> None:
    visitor = PageClient(olga.app)
    olga.send(f"{PROGRAMME}new/", title="Keynote", format="keynote")
    olga.send(f"{PROGRAMME}sessions/keynote/state/")
    olga.send(PLACE, form=1, day="2032-09-08", starts="10:00")
    olga.send("/organise/soc32/release/")
    page = Page(olga.send(f"{PLACE}cancel/", and_release="yes").text)
    assert "Keynote is cancelled and released." in page.text
    found = entry(visitor, "/soc32/sessions/keynote.ics")
    assert (found["SEQUENCE"], found["STATUS"], found["SUMMARY"]) == ("1", "CANCELLED", "Cancelled: Keynote")
