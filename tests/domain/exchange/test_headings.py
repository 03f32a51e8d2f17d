"""The event that a file is of, and what may be chosen of a report."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from conference import links
from conference.core.errors import Invalid
from conference.domain.events.rules import AttendanceMode
from conference.domain.exchange.rules import (
    Candidate,
    Choices,
    Fate,
    NewEvent,
    ProposedEvent,
    Report,
    ReportItem,
    Thing,
    check_choices,
    details_of,
    proposed_event,
)
from conference.domain.exchange.rules.own_addresses import event_slug_in, person_slug_in, session_slug_in
from conference.domain.exchange.rules.sources import source_key
from conference.domain.programme.rules import AppearanceRole
from conference.formats.programmes.sessions_table import OUR_ROLES
from conference.formats.programmes.values import FileFormat, Heading, Identity, Scheme
from tests.domain.exchange.programmes import ADA, HEADING, at, programme, session

HOME = "https://conference.example.org/"
FROM_SESSIONS = (at(9), at(10))


@pytest.mark.parametrize(("heading", "dates"), [
    (HEADING, FROM_SESSIONS),
    (replace(HEADING, starts_at=at(6), ends_at=at(20)), (at(6), at(20))),
    (Heading(), FROM_SESSIONS),
])  # fmt: skip
def test_dates_are_those_of_the_heading_else_of_the_sessions(
    heading: Heading, dates: tuple[datetime, datetime]
) -> None:
    proposed = proposed_event(programme(session(1), heading=heading), HOME)
    assert (proposed.starts_at, proposed.ends_at) == dates


def test_days_without_times_are_those_of_the_zone() -> None:
    proposed = proposed_event(programme(session(1, starts_at=None)), HOME)
    assert (proposed.starts_at, proposed.ends_at) == (
        datetime(2022, 9, 8, 8, tzinfo=UTC), datetime(2022, 9, 9, 17, tzinfo=UTC),
    )  # fmt: skip


@pytest.mark.parametrize(("heading", "slug"), [
    (Heading(title="Social Outcomes", acronym="SOC 22"), "soc-22"),
    (Heading(title="Social Outcomes"), "social-outcomes"),
    (Heading(title="Social Outcomes", url=f"{HOME}soc22/"), "soc22"),
    (Heading(), ""),
])  # fmt: skip
def test_the_address_is_ours_else_made_of_the_short_name(heading: Heading, slug: str) -> None:
    assert proposed_event(programme(session(1), heading=heading), HOME).slug == slug


def test_a_file_of_people_needs_no_event() -> None:
    assert proposed_event(programme(people=(ADA,), heading=Heading()), HOME).is_needed is False
    assert proposed_event(programme(session(1)), HOME).is_needed is True


@pytest.mark.parametrize(("modes", "mode"), [
    (["", "somehow"], AttendanceMode.IN_PERSON), (["online", ""], AttendanceMode.ONLINE),
    (["online", "in person"], AttendanceMode.HYBRID),
])  # fmt: skip
def test_how_one_takes_part_follows_from_the_sessions(modes: list[str], mode: AttendanceMode) -> None:
    sessions = (session(number, mode=said) for number, said in enumerate(modes))
    assert details_of(programme(*sessions), "Title").mode is mode


@pytest.mark.parametrize(("said", "summary", "description"), [
    ("Short.", "Short.", ""), ("x" * 401, "", "x" * 401), ("Two\nlines.", "", "Two\nlines."),
])  # fmt: skip
def test_a_short_description_is_the_summary(said: str, summary: str, description: str) -> None:
    details = details_of(programme(heading=replace(HEADING, description=said)), "Title")
    assert (details.summary, details.description) == (summary, description)


ITEM = ReportItem("person:code:ADA", Thing.PERSON, Fate.NEW, "Ada", candidates=(Candidate(7, "Ada L.", "ada-l"),))
PROPOSED = ProposedEvent("Social Outcomes", "soc22", "UTC", True, at(9), at(10))
REPORT = Report(FileFormat.CSV.value, PROPOSED, (ITEM,))


@pytest.mark.parametrize(("choices", "report", "field"), [
    (Choices(keys=frozenset()), REPORT, "items"),
    (Choices(keys=frozenset({"person:code:BOB"})), REPORT, "items"),
    (Choices(same_as={ITEM.key: 8}), REPORT, "same_as"),
    (Choices(same_as={"person:code:BOB": 7}), REPORT, "same_as"),
    (Choices(), replace(REPORT, proposed=replace(PROPOSED, title="")), "title"),
    (Choices(), replace(REPORT, proposed=replace(PROPOSED, ends_at=None)), "starts"),
    (Choices(event=NewEvent("Title", "people", "UTC", at(9), at(10))), REPORT, "slug"),
    (Choices(event=NewEvent("Title", "soc22", "UTC", at(9), at(9))), REPORT, "ends"),
])  # fmt: skip
def test_what_cannot_be_chosen_is_refused(choices: Choices, report: Report, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_choices(choices, report, makes_event=True)
    assert caught.value.field == field


@pytest.mark.parametrize(("choices", "report", "makes_event"), [
    (Choices(), REPORT, True),
    (Choices(keys=frozenset({ITEM.key}), same_as={ITEM.key: 7}), REPORT, True),
    (Choices(), replace(REPORT, proposed=replace(PROPOSED, title="")), False),
    (Choices(), replace(REPORT, proposed=replace(PROPOSED, title="", is_needed=False)), True),
])  # fmt: skip
def test_what_can_be_chosen(choices: Choices, report: Report, makes_event: bool) -> None:
    check_choices(choices, report, makes_event=makes_event)


@pytest.mark.parametrize("database", ["sqlite"])
def test_our_own_addresses_are_known_again(databases: Any, database: str) -> None:
    app: Flask = databases.fresh(database)
    with app.app_context():
        home = links.absolute(links.home())
        assert event_slug_in(links.absolute(links.event("soc22")), home) == "soc22"
        assert event_slug_in(links.absolute(links.session("soc22", "opening")), home) == "soc22"
        assert session_slug_in(links.absolute(links.session("soc22", "opening")), home) == "opening"
        assert person_slug_in(links.absolute(links.person("ada-lovelace")), home) == "ada-lovelace"


@pytest.mark.parametrize("url", [
    "", "https://elsewhere.example.org/soc22/", f"{HOME}soc22", f"{HOME}soc22/sessions/Big One/", f"{HOME}../x/",
    f"{HOME}people/ada/more/",
])  # fmt: skip
def test_other_addresses_are_not_ours(url: str) -> None:
    assert (event_slug_in(url, HOME), session_slug_in(url, HOME), person_slug_in(url, HOME)) == ("", "", "")


def test_a_long_identity_is_known_by_its_digest() -> None:
    long, longer = (source_key(Thing.SESSION, Identity(Scheme.UID, "u" * number, 2)) for number in (256, 257))
    assert (len(long.value), long.words) == (71, f"session:uid:{long.value}:2")
    assert long != longer


def test_a_table_of_ours_knows_all_roles() -> None:
    assert {*OUR_ROLES, "speaker"} == {role.value for role in AppearanceRole}
