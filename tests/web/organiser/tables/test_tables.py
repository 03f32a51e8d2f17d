"""The tables of the workbench in a browser: what all of them can do, and what some of them show."""

import csv
import io
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
from python_calamine import CalamineWorkbook

from conference.core.database import transaction
from conference.domain.accounts.rules import Role
from conference.domain.events.models import Event, TeamMember
from conference.domain.events.rules import AttendanceMode, TeamRole
from conference.domain.people.models import Organisation
from conference.domain.programme.models import Presentation, Theme
from conference.domain.programme.rules import AppearanceRole, SessionState
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
from tests.pages import PageClient

TEN = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
TABLES = {
    "sessions": "/organise/soc22/programme/",
    "presentations": "/organise/soc22/programme/presentations/",
    "people of an event": "/organise/soc22/schedule/people/",
    "rooms": "/organise/soc22/programme/rooms/",
    "themes": "/organise/soc22/programme/themes/",
    "people": "/organise/people/",
    "organisations": "/organise/organisations/",
    "venues": "/organise/venues/",
    "formats": "/organise/formats/",
}
HOSTILE = (
    {"search": "\0'\"<script>%_\\", "sort": "-", "page": "9" * 400},
    {"sort": "constructor", "column": "<b>", "page": "-1", "state": "' OR 1=1"},
    {"search": "\U0001f600" * 500, "column": ["title", "name"] * 300, "format": "\ufffd", "as": "exe"},
)  # fmt: skip


@pytest.fixture
def olga(client: PageClient) -> PageClient:
    """The browser of an organiser."""
    make_site()
    return client.sign_in(make_account(Role.ORGANISER, name="Olga"))


def make_soc22() -> Event:
    venue = make_venue("Hall")
    return make_event(slug="soc22", short_title="SOC22", venue_id=venue.id)


def fill(event: Event, numbers: range) -> None:
    """One more of everything that the tables show, for each number."""
    for number in numbers:
        home = save(Organisation(slug=f"o-{number}", name=f"Home {number}", folded_name=f"home {number}"))
        person = make_person(f"Ada {number}", organisation_id=home.id)
        venue = make_venue(f"Room {number}", name=f"Venue {number}")
        kind = make_format(slug=f"format-{number}")
        theme = save(Theme(event_id=event.id, slug=f"theme-{number}", name=f"Theme {number}"))
        session = make_session(event, title=f"Talk {number}", theme_id=theme.id, format_id=kind.id,
                               room_id=venue.rooms[0].id, starts_at=TEN, ends_at=TEN + timedelta(hours=1))  # fmt: skip
        paper = save(Presentation(session_id=session.id, title=f"Paper {number}", abstract="Words."))
        make_appearance(session, person, presentation_id=paper.id)


def texts_of(path: str, client: PageClient) -> list[list[str]]:
    """The rows of a table as its CSV file has them, the headings first."""
    response = client.get(f"{path}{'&' if '?' in path else '?'}as=csv")
    assert response.content_type == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(response.get_data().decode("utf-8-sig"))))


@pytest.mark.parametrize("path", TABLES.values(), ids=TABLES)
def test_a_hostile_address_is_no_trouble(olga: PageClient, path: str) -> None:
    fill(make_soc22(), range(2))
    heading = olga.page(path).headings
    assert [olga.page(f"{path}?{urlencode(sent, doseq=True)}").headings for sent in HOSTILE] == [heading] * 3


def test_an_event_that_has_nothing_says_what_each_table_is_for(olga: PageClient) -> None:
    event = make_soc22()
    with transaction():
        event.venue_id = None
    pages = {name: olga.page(path) for name, path in TABLES.items() if "soc22" in path}
    assert {name: page.text.split("Rooms Themes ", 1)[1].split(".")[0] for name, page in pages.items()} == {
        "sessions": "No sessions yet A session has a page of its own, from the first plan to the recording and the "
                    "reflections on it",
        "presentations": "No presentations yet A presentation has its title, abstract and presenters",
        "people of an event": "Nobody stands in a session yet People are put into sessions on the page of each session",
        "rooms": "No rooms yet Rooms belong to a venue",
        "themes": "There are none yet",
    }  # fmt: skip


def test_what_the_address_asks_for_and_there_is_not_is_said(olga: PageClient) -> None:
    fill(make_soc22(), range(1))
    page = olga.page(f"{TABLES['sessions']}?sort=age&column=price&column=code&theme=gone")
    said = "The address asks for what this table does not have: age, price. It is left out."
    assert (said in page.text, "gone (not known here)" in page.text) == (True, True)
    assert "0 sessions of 1 Nothing fits No row has all that is asked for. Show everything" in page.text
    assert f"{TABLES['sessions']}?column=title&column=code" in page.links


def test_a_file_holds_what_the_table_shows_on_all_its_pages(olga: PageClient) -> None:
    event = make_soc22()
    for number in range(51):
        make_session(event, title=f"Talk {number}", minutes=30 + number)
    make_session(event, title="=cmd()", code="@sum", minutes=5, starts_at=TEN, ends_at=TEN + timedelta(minutes=5))
    make_session(event, title="Draft", state=SessionState.DRAFT)
    chosen = "&".join(f"column={key}" for key in ("title", "code", "when", "ends", "minutes"))
    path = f"{TABLES['sessions']}?state=confirmed&sort=-minutes&{chosen}"
    page, rows = olga.page(path), texts_of(path, olga)
    assert ("52 sessions of 53" in page.text, "Page 1 of 2" in page.text, page.text.count("Talk ")) == (True, True, 50)
    assert (f"{path}&page=2" in page.links, f"{path}&as=csv" in page.links, len(rows)) == (True, True, 53)
    assert [rows[0], rows[1], rows[-1]] == [
        ["Title", "Code", "When", "Ends", "Minutes"],
        ["Talk 50", "", "", "", "80"],
        ["'=cmd()", "'@sum", "2022-09-08T10:00+01:00", "2022-09-08T10:05+01:00", "5"],
    ]
    book = CalamineWorkbook.from_filelike(io.BytesIO(olga.get(f"{path}&as=xlsx").get_data()))
    cells = book.get_sheet_by_name("Sessions").to_python()
    assert [cells[0], cells[1], cells[-1]] == [rows[0], ["Talk 50", "", "", "", 80], [
        "=cmd()", "@sum", *rows[-1][2:4], 5]]  # fmt: skip


def test_people_are_shown_with_all_that_they_do(olga: PageClient) -> None:
    event = make_soc22()
    ada, ball = make_person("Ada Lovelace", email="ada@example.org"), make_person("Nigel Ball")
    for person in (ball, ball, ada):
        make_appearance(make_session(event), person)
    make_appearance(make_session(make_event()), ball, role=AppearanceRole.CHAIR)
    make_appearance(make_session(event, state=SessionState.CANCELLED), make_person("Somebody Else"))
    columns = "&".join(f"column={key}" for key in ("events", "sessions", "email", "roles"))
    assert texts_of(f"{TABLES['people']}?{columns}", olga)[1:] == [
        ["Ada Lovelace", "ada@example.org", "1", "1"], ["Nigel Ball", "", "2", "3"], ["Somebody Else", "", "", ""],
    ]  # fmt: skip
    assert texts_of(f"{TABLES['people of an event']}?{columns}", olga)[1:] == [
        ["Ada Lovelace", "1", "Speaker", "ada@example.org"], ["Nigel Ball", "2", "Speaker", ""],
    ]  # fmt: skip
    assert texts_of(f"{TABLES['people']}?sessions=no", olga)[1:] == [["Somebody Else", "", "", "", "", ""]]


def test_rooms_are_shown_with_what_the_draft_has_in_them(olga: PageClient) -> None:
    event = make_soc22()
    assert event.venue is not None
    (hall,) = event.venue.rooms
    for state in (SessionState.CONFIRMED, SessionState.DRAFT, SessionState.CANCELLED):
        make_session(event, room_id=hall.id, state=state, minutes=45)
    make_session(make_event(venue_id=event.venue_id), room_id=hall.id)
    assert texts_of(TABLES["rooms"], olga)[1:] == [["Hall", "", "", "", "2", "90"]]


def test_the_tables_of_an_event_are_for_its_organisers(client: PageClient) -> None:
    make_site()
    soc22, other = make_soc22(), make_event(slug="soc21", short_title="SOC21")
    olga = make_account(None)
    save(TeamMember(event_id=other.id, account_id=olga.id, role=TeamRole.ORGANISER))
    client.sign_in(olga)
    for path in TABLES.values():
        assert client.page(path, status=404).headings == ["This page is not here"]
        client.get(f"{path}?as=csv", status=404)
    assert soc22.venue is not None
    with transaction():
        other.venue_id = soc22.venue_id
    rooms = client.page(TABLES["rooms"].replace("soc22", "soc21"))
    assert ("Hall" in rooms.text, [link for link in rooms.links if "/venues/" in link]) == (True, [])


def test_a_room_is_missing_where_people_would_come_to_it(olga: PageClient) -> None:
    event, at = make_soc22(), {"starts_at": TEN, "ends_at": TEN + timedelta(hours=1)}
    make_session(event, title="Missing", **at)
    make_session(event, title="Online", mode=AttendanceMode.ONLINE, **at)
    make_session(event, title="Cancelled", state=SessionState.CANCELLED, **at)
    make_session(event, title="Unplaced")
    found = [[row[0] for row in texts_of(f"{TABLES['sessions']}?room={room}", olga)[1:]] for room in ("missing", "-")]
    assert found == [["Missing"], ["Missing", "Online", "Cancelled", "Unplaced"]]


def test_no_theme_is_another_one_than_a_theme_called_none(olga: PageClient) -> None:
    event = make_soc22()
    theme = save(Theme(event_id=event.id, slug="none", name="None"))
    make_session(event, title="Of it", theme_id=theme.id)
    make_session(event, title="Without")
    found = [[row[0] for row in texts_of(f"{TABLES['sessions']}?theme={theme}", olga)[1:]] for theme in ("none", "-")]
    assert found == [["Of it"], ["Without"]]


def test_columns_are_kept_for_whoever_chose_them(olga: PageClient, client: PageClient) -> None:
    make_session(make_soc22(), title="Talk", code="K1")
    path = TABLES["sessions"]
    assert "Always show these columns" not in olga.page(path).text
    page = olga.page(f"{path}?sort=code&column=title&column=code")
    form = next(at for at, one in enumerate(page.forms) if one["action"] == "/organise/soc22/columns/")
    answer = olga.post("/organise/soc22/columns/", page.fields_of(form), follow=False)
    assert (answer.status_code, answer.location) == (303, f"{path}?sort=code")
    assert texts_of(path, olga) == [["Title", "Code"], ["Talk", "K1"]]
    assert texts_of(f"{path}?column=title&column=minutes", olga)[0] == ["Title", "Minutes"]
    make_event(slug="soc23")
    assert texts_of(path.replace("soc22", "soc23"), olga) == [["Title", "Code"]]
    for wrong in ({"table": "Sessions"}, {"columns": "title <b>"}, {"columns": "x " * 51}):
        sent = {**page.fields_of(form), **wrong, "form_key": ""}
        assert olga.post("/organise/site/columns/", sent).status_code == 422
    away = {**page.fields_of(form), "back": "//elsewhere.example/", "form_key": ""}
    assert olga.post("/organise/site/columns/", away, follow=False).location == "/organise/"
    client.sign_in(make_account(Role.ORGANISER))
    assert len(texts_of(path, client)[0]) == 7
