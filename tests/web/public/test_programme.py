"""The released programme as readers see it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from conference.core.database import transaction
from conference.domain.accounts.actions import SYSTEM
from conference.domain.schedule.actions import publish_release
from conference.web.public.grid import MOST_COLUMNS
from tests.factories import make_event, make_session, make_site, make_venue
from tests.pages import PageClient

NINE = datetime(2022, 9, 8, 9, 0, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def test_each_day_of_an_event_is_shown_first_from_its_midnight_on(
    client: PageClient, now: datetime, stand_at: Callable[[datetime], None]
) -> None:
    make_site()
    event = make_event(slug="soc22")
    make_session(event, title="The opening", starts_at=NINE, ends_at=NINE + HOUR)
    make_session(event, title="The second morning", starts_at=NINE + DAY, ends_at=NINE + DAY + HOUR)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    shown = []
    for at in (
        NINE - DAY,
        NINE + HOUR,
        datetime(2022, 9, 8, 22, 59, tzinfo=UTC),
        datetime(2022, 9, 8, 23, 1, tzinfo=UTC),
    ):
        stand_at(at)
        shown.append("The second morning" in client.page("/soc22/programme/?view=list").text)
    assert shown == [False, False, False, True]


def test_a_session_in_another_language_is_found_by_it_and_says_so(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_event(slug="soc22")
    for number, language in enumerate(("en", "fr")):
        at = NINE + number * HOUR
        make_session(event, slug=language, title=f"In {language}", language=language, starts_at=at, ends_at=at + HOUR)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    shown = client.page("/soc22/programme/?language=fr").text
    assert ["All English French" in shown, "In fr" in shown, "In en" in shown] == [True, True, False]
    said = ["In French" in client.page(f"/soc22/sessions/{slug}/").text for slug in ("fr", "en")]
    assert said == [True, False]


def test_a_day_of_more_rooms_than_the_grid_has_is_a_list_and_says_so(client: PageClient, now: datetime) -> None:
    make_site()
    venue = make_venue(*(f"Room {number}" for number in range(MOST_COLUMNS + 1)))
    event = make_event(slug="soc22", venue=venue)
    for room in venue.rooms:
        language = "fr" if room is venue.rooms[0] else "en"
        make_session(event, room=room, starts_at=NINE, ends_at=NINE + HOUR, language=language)
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    shown = [client.get(f"/soc22/programme/{query}").text for query in ("", "?language=fr", "?view=list")]
    assert [[part in page for part in ('aria-current="true">List</a>', "so here is the list", "grid-frame")]
            for page in shown] == [[True, True, False], [False, False, True], [True, False, False]]  # fmt: skip


def test_a_version_has_one_address(client: PageClient, now: datetime) -> None:
    make_site()
    event = make_event(slug="soc22")
    make_session(event, title="The opening")
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    for number, status in (("1", 200), ("01", 404), ("0", 404), ("1" * 5000, 404), ("\u0661", 404)):
        client.get(f"/soc22/programme/v/{number}/", status=status)
    make_session(event, title="A second one")
    with transaction():
        publish_release(event, actor=SYSTEM, now=now)
    said = [client.page(f"/soc22/programme/v/{number}/").text for number in (1, 2)]
    assert [("Times and rooms may have changed" in text, "the newest one" in text) for text in said] == [
        (True, False), (False, True),
    ]  # fmt: skip


def test_whoever_names_no_version_learns_whether_there_is_a_page(client: PageClient) -> None:
    make_site()
    make_event(slug="soc22")
    for path, status in (("/soc22/", 200), ("/soc23/", 404), ("/soc22/people/", 404)):
        client.get(path, status=status, headers={"If-None-Match": "*"})
