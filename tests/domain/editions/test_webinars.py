"""Webinars of a series, made from its template."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict, Invalid
from conference.domain.accounts.actions import SYSTEM
from conference.domain.editions.actions import make_webinars, set_template
from conference.domain.editions.queries import find_template
from conference.domain.editions.rules import Rhythm, TemplateDetails, WebinarPlan
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import get_series, list_events
from conference.domain.events.rules import AttendanceMode, EventKind, EventState
from conference.domain.programme.queries import get_format, sessions_of
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.schedule.actions import publish_release
from tests.factories import make_event, make_format, make_person, make_series, make_site

TEMPLATE = TemplateDetails(
    3, Rhythm.FIRST, time(15), 90, "Europe/London", AttendanceMode.ONLINE, "Oxford", "Zoom", None, 500, 30, 15
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def make_ewe(now: datetime) -> Series:
    """Engaging with Evidence with a template."""
    make_site()
    make_format(slug="webinar")
    make_series(slug="ewe", title="Engaging with Evidence")
    with transaction():
        set_template(get_series("ewe"), TEMPLATE, session_format=get_format("webinar"), actor=SYSTEM, now=now)
    return get_series("ewe")


def make(now: datetime, *plans: WebinarPlan) -> list[Event]:
    with transaction():
        return make_webinars(get_series("ewe"), plans, actor=SYSTEM, now=now)


def test_a_webinar_is_an_event_and_its_session(app: Flask, now: datetime) -> None:
    series, person = make_ewe(now), make_person("Ada Sample", slug="ada", job_title="Professor")
    (event,) = make(now, WebinarPlan("Four ingredients", date(2021, 11, 4), "What works.", ("ada", "ada")))
    assert (event.slug, event.kind, event.state, event.series, event.starts_at, event.ends_at, event.mode,
            event.online_platform, event.capacity_in_person, event.capacity_online, event.description,
            event.registration_opens_at, event.registration_closes_at) == (
        "four-ingredients", EventKind.WEBINAR, EventState.DRAFT, series, utc("2021-11-04 15:00"),
        utc("2021-11-04 16:30"), AttendanceMode.ONLINE, "Zoom", None, 500, "What works.", utc("2021-10-05 14:00"),
        utc("2021-11-04 14:45"),
    )  # fmt: skip
    (session,) = sessions_of(event)
    assert (session.title, session.abstract, session.format.slug, session.minutes, session.state, session.starts_at,
            session.ends_at, [(one.person, one.role, one.job_title) for one in session.appearances]) == (
        "Four ingredients", "What works.", "webinar", 90, SessionState.CONFIRMED, event.starts_at, event.ends_at,
        [(person, AppearanceRole.SPEAKER, "Professor")],
    )  # fmt: skip
    with transaction():
        release = publish_release(event, actor=SYSTEM, now=now)
    assert [one.title for one in release.sessions] == ["Four ingredients"]


def test_several_at_once_show_the_same_clock_time_across_a_clock_change(app: Flask, now: datetime) -> None:
    make_ewe(now)
    days = (date(2022, 3, 3), date(2022, 4, 7), date(2022, 5, 5))
    made = make(now, *(WebinarPlan("Evidence", day) for day in days))
    assert [(event.slug, event.starts_at) for event in made] == [
        ("evidence", utc("2022-03-03 15:00")), ("evidence-2", utc("2022-04-07 14:00")),
        ("evidence-3", utc("2022-05-05 14:00")),
    ]  # fmt: skip


def test_an_address_of_the_site_or_of_another_event_is_not_taken(app: Flask, now: datetime) -> None:
    make_ewe(now)
    make_event(slug="evidence")
    made = make(now, WebinarPlan("Evidence", date(2022, 3, 3)), WebinarPlan("Reflections", date(2022, 4, 7)))
    assert [event.slug for event in made] == ["evidence-2", "reflections-2"]


@pytest.mark.parametrize(("days", "field"), [
    ([date(2022, 1, 6)], "day_0"), ([date(2022, 2, 3), date(2022, 2, 3)], "day_1"), ([], "title_0"),
])  # fmt: skip
def test_a_day_is_given_once_and_all_or_nothing_is_made(
    app: Flask, now: datetime, days: list[date], field: str
) -> None:  # fmt: skip
    make_ewe(now)
    make(now, WebinarPlan("First", date(2022, 1, 6)))
    with pytest.raises(Invalid) as caught:
        make(now, *(WebinarPlan("Again", day) for day in days))
    assert (caught.value.field, [event.slug for event in list_events()]) == (field, ["first"])


def test_without_a_template_nothing_is_made(app: Flask, now: datetime) -> None:
    make_series(slug="ewe")
    with pytest.raises(Conflict, match="no template"):
        make(now, WebinarPlan("First", date(2022, 1, 6)))


@pytest.mark.parametrize("change", [{"zone": "Oxford"}, {"minutes": 7}])
def test_a_template_that_makes_no_sense_is_refused(app: Flask, now: datetime, change: dict[str, Any]) -> None:
    series = make_ewe(now)
    details = TemplateDetails(**{**vars(TEMPLATE), **change})
    with pytest.raises(Invalid) as caught, transaction():
        set_template(series, details, session_format=get_format("webinar"), actor=SYSTEM, now=now)
    db.session.rollback()
    known = find_template(get_series("ewe"))
    assert (caught.value.field, known and known.details) == (next(iter(change)), TEMPLATE)
