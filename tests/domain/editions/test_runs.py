"""Changing several webinars of a series at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask

from conference.core.database import db, transaction
from conference.core.errors import Conflict
from conference.domain.accounts.actions import SYSTEM
from conference.domain.editions.actions import change_run, make_webinars, set_template
from conference.domain.editions.queries import run_of
from conference.domain.editions.rules import (
    Difference,
    Rhythm,
    Scope,
    Shared,
    Standing,
    TemplateDetails,
    WebinarPlan,
    in_scope,
    plan_run,
)
from conference.domain.editions.rules.runs import Value
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event, get_series
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.programme.queries import edits_since, get_format, sessions_of
from conference.domain.registration.actions.registering import Wish, register_attendee
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule.actions import cancel_event, move_event, publish_release
from conference.domain.schedule.queries import find_current_release
from conference.mail.outbox import list_envelopes
from tests.chores import do_jobs
from tests.factories import make_format, make_series, make_site

VALUES: dict[Shared, Value] = {
    Shared.STARTS: time(15), Shared.MINUTES: 90, Shared.MODE: AttendanceMode.ONLINE, Shared.PLATFORM: "Zoom",
    Shared.IN_PERSON: None, Shared.ONLINE: 500, Shared.SUMMARY: "", Shared.TEXT: "",
}  # fmt: skip
RUN = [Standing(at, f"W{at}", date(2021, 10 + at, 1), VALUES, is_over=at == 0) for at in range(3)]


@pytest.mark.parametrize(("scope", "meant"), [(Scope.THIS, [1]), (Scope.FOLLOWING, [1, 2]), (Scope.ALL, [0, 1, 2])])
def test_which_webinars_are_meant(scope: Scope, meant: list[int]) -> None:
    assert [one.event_id for one in in_scope(reversed(RUN), 1, scope)] == meant


def test_only_what_differs_changes_and_what_is_over_is_left_alone() -> None:
    run = [*RUN[:2], replace(RUN[2], values={**VALUES, Shared.MINUTES: 60})]
    plan = plan_run(run, {Shared.MINUTES: 60, Shared.ONLINE: 500}, includes_over=False)
    assert (plan.changes, plan.left_alone) == (((run[1], (Difference(Shared.MINUTES, 90, 60),)),), (run[0],))
    plan = plan_run(run, {Shared.MINUTES: 60}, includes_over=True)
    assert ([one.event_id for one, _differences in plan.changes], plan.left_alone) == ([0, 1], ())


TEMPLATE = TemplateDetails(
    3, Rhythm.FIRST, time(15), 90, "Europe/London", AttendanceMode.ONLINE, "Oxford", "Zoom", None, 500, 300, 15
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def ewe(app: Flask, now: datetime, stand_at: Callable[[datetime], None]) -> list[Event]:
    """Three webinars across a clock change; registration of the second is open."""
    stand_at(now)
    make_site()
    make_format(slug="webinar")
    make_series(slug="ewe")
    plans = [WebinarPlan(f"W{at}", date(2022, 2 + at, 3), "What works.") for at in range(3)]
    with transaction():
        set_template(get_series("ewe"), TEMPLATE, session_format=get_format("webinar"), actor=SYSTEM, now=now)
        made = make_webinars(get_series("ewe"), plans, actor=SYSTEM, now=now)
    with transaction():
        publish_release(made[1], actor=SYSTEM, now=now)
        move_event(made[1], EventState.OPEN, actor=SYSTEM, now=now)
    return made


def change(now: datetime, wanted: dict[Shared, Any], first: str = "w0") -> list[str]:
    with transaction():
        run = in_scope(run_of(get_series("ewe"), now), get_event(first).id, Scope.FOLLOWING)
        plan = plan_run(run, wanted, includes_over=False)
        return [event.slug for event in change_run(plan, actor=SYSTEM, now=now)]


def test_another_time_keeps_its_day_and_moves_session_and_closing_along(ewe: list[Event], now: datetime) -> None:
    assert change(now, {Shared.STARTS: time(12), Shared.MINUTES: 60}, "w1") == ["w1", "w2"]
    assert [(one.starts_at, one.ends_at, one.registration_closes_at, sessions_of(one)[0].starts_at,
             sessions_of(one)[0].minutes) for one in ewe] == [
        (utc("2022-02-03 15:00"), utc("2022-02-03 16:30"), utc("2022-02-03 14:45"), utc("2022-02-03 15:00"), 90),
        (utc("2022-03-03 12:00"), utc("2022-03-03 13:00"), utc("2022-03-03 11:45"), utc("2022-03-03 12:00"), 60),
        (utc("2022-04-03 11:00"), utc("2022-04-03 12:00"), utc("2022-04-03 10:45"), utc("2022-04-03 11:00"), 60),
    ]  # fmt: skip
    release = find_current_release(ewe[1])
    assert release
    assert [(one.starts_at, release.number) for one in release.sessions] == [(utc("2022-03-03 12:00"), 2)]


def test_who_registered_is_told_of_another_time_by_the_way_of_every_change(ewe: list[Event], now: datetime) -> None:
    with transaction():
        register_attendee(get_event("w1"), name="Ada", email="ada@example.org", organisation="",
                          wish=Wish([AttendanceMode.ONLINE]), now=now)  # fmt: skip
    assert [one.told for one in run_of(get_series("ewe"), now)] == [0, 1, 0]
    known = {envelope.id for envelope in list_envelopes()}
    change(now, {Shared.STARTS: time(12)})
    do_jobs()
    told = [one for one in list_envelopes() if one.id not in known]
    assert [(one.recipient_email, one.letter.subject) for one in told] == [
        ("ada@example.org", "W1 has changed"),
    ]


def test_the_rest_changes_with_its_own_rules(ewe: list[Event], now: datetime) -> None:
    change(now, {Shared.MODE: AttendanceMode.HYBRID, Shared.PLATFORM: "Teams", Shared.IN_PERSON: 30,
                 Shared.ONLINE: None, Shared.SUMMARY: "Come.", Shared.TEXT: "What we learned."})  # fmt: skip
    assert {(one.mode, one.online_platform, one.capacity_in_person, one.capacity_online, one.summary, one.description,
             sessions_of(one)[0].mode, sessions_of(one)[0].abstract) for one in ewe} == {
        (AttendanceMode.HYBRID, "Teams", 30, None, "Come.", "What we learned.", AttendanceMode.HYBRID,
         "What we learned."),
    }  # fmt: skip


def test_the_session_is_edited_as_if_by_hand(ewe: list[Event], now: datetime) -> None:
    before = sessions_of(ewe[1])[0].version
    change(now, {Shared.TEXT: "What we learned."}, "w1")
    session = sessions_of(ewe[1])[0]
    (entry,) = edits_since(session, before)
    assert (session.version, entry.action, entry.changes) == (
        before + 1, "edit session", {"abstract": ["What works.", "What we learned."]},
    )  # fmt: skip


def test_a_refusal_of_one_changes_none(ewe: list[Event], now: datetime) -> None:
    with transaction():
        state = register_attendee(get_event("w1"), name="Ada", email="ada@example.org", organisation="",
                                  wish=Wish([AttendanceMode.ONLINE]), now=now).state  # fmt: skip
    with pytest.raises(Conflict, match="1 person has a place online"):
        change(now, {Shared.MODE: AttendanceMode.IN_PERSON})
    db.session.rollback()
    assert (state, {one.mode for one in ewe}) == (RegistrationState.CONFIRMED, {AttendanceMode.ONLINE})


def test_a_cancelled_webinar_is_not_in_the_run(ewe: list[Event], now: datetime) -> None:
    with transaction():
        cancel_event(get_event("w2"), reason="", actor=SYSTEM, now=now)
    assert [one.name for one in run_of(get_series("ewe"), utc("2022-02-04 00:00"))] == ["W1", "W0"]
    assert [one.is_over for one in run_of(get_series("ewe"), utc("2022-02-04 00:00"))] == [False, True]
