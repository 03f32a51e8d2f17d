"""Writing the draft of a programme."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from conference.core.database import transaction
from conference.core.errors import Conflict, Invalid, NotFound
from conference.core.slugs import find_old_slug
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import journal_of
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.actions import (
    add_format,
    add_presentation,
    add_session,
    add_theme,
    change_session_state,
    edit_appearance,
    edit_format,
    edit_presentation,
    edit_session,
    remove_appearance,
    remove_presentation,
    remove_room,
    remove_theme,
    rename_theme,
)
from conference.domain.programme.models import Session
from conference.domain.programme.queries import (
    get_presentation,
    get_session,
    sessions_of,
    themes_of,
)
from conference.domain.programme.rules import (
    AppearanceRole,
    FormatDetails,
    SessionDetails,
    SessionState,
)
from tests.factories import (
    make_account,
    make_appearance,
    make_event,
    make_format,
    make_person,
    make_session,
    make_venue,
)

DETAILS = SessionDetails("Outcomes in practice", AttendanceMode.HYBRID, 60, abstract="What works.")


def add(event: Event, now: datetime, details: SessionDetails = DETAILS) -> Session:
    with transaction():
        return add_session(event, details, session_format=make_format(), actor=SYSTEM, now=now)


def edit(session: Session, now: datetime, *, actor: Account | str = SYSTEM, version: int | None = None, slug: str = "",
         **values: Any) -> None:  # fmt: skip
    current = {name: getattr(session, name) for name in vars(DETAILS)}
    with transaction():
        edit_session(session, SessionDetails(**{**current, **values}), slug=slug or session.slug,
                     session_format=session.format, theme=session.theme, version=version or session.version,
                     actor=actor, now=now)  # fmt: skip


def test_a_session_begins_as_an_unplaced_draft(app: Flask, now: datetime) -> None:
    make_format()
    event = make_event()
    first, second = add(event, now), add(event, now)
    assert [(one.slug, one.state, one.starts_at, len(one.uid)) for one in (first, second)] == [
        ("outcomes-in-practice", SessionState.DRAFT, None, 36),
        ("outcomes-in-practice-2", SessionState.DRAFT, None, 36),
    ]
    with pytest.raises(Invalid, match="steps of 5 minutes"):
        add(event, now, replace(DETAILS, minutes=7))


def test_the_second_of_two_editors_is_told_what_changed(app: Flask, now: datetime) -> None:
    olga = make_account(name="Olga")
    session = make_session(make_event())
    seen = session.version
    edit(session, now, actor=olga, title="A new title", code="DD3")
    with pytest.raises(Conflict) as refused:
        edit(session, now, version=seen, abstract="Mine")
    assert refused.value.sentence == (
        "Olga has changed this while your page was open: the title, the code. What it says now stands below. "
        "Save again to put your words in its place."
    )
    assert (session.title, session.abstract) == ("A new title", "")
    edit(session, now, abstract="Mine")
    assert session.abstract == "Mine"


def test_a_session_that_only_moved_can_still_be_edited(app: Flask, now: datetime) -> None:
    session = make_session(make_event())
    seen = session.version
    with transaction():
        session.starts_at = session.ends_at = now
    edit(session, now, version=seen, title="A new title")
    assert session.title == "A new title"


def test_a_session_keeps_its_old_address(app: Flask, now: datetime) -> None:
    event = make_event()
    session, other = make_session(event, slug="keynote"), make_session(event, slug="panel")
    edit(session, now, slug="opening")
    assert (session.slug, find_old_slug("session", "keynote", event.id)) == ("opening", session.id)
    for slug in ("keynote", "opening"):
        with pytest.raises(Conflict, match="or once had it"):
            edit(other, now, slug=slug)
    with pytest.raises(Invalid, match="lower-case letters"):
        edit(other, now, slug="Opening!")
    edit(make_session(make_event()), now, slug="keynote")
    edit(session, now, slug="keynote")
    assert get_session(event, "keynote").id == session.id


def test_a_placed_session_gets_its_length_from_the_schedule(app: Flask, now: datetime) -> None:
    session = make_session(make_event(), starts_at=now, ends_at=now)
    with pytest.raises(Invalid) as refused:
        edit(session, now, minutes=90)
    assert (refused.value.field, session.minutes) == ("minutes", 60)


def test_states_and_what_a_cancelled_session_loses(app: Flask, now: datetime) -> None:
    session = make_session(make_event(), starts_at=now, ends_at=now, state=SessionState.DRAFT)
    steps = [SessionState.CONFIRMED, SessionState.HELD, SessionState.CONFIRMED, SessionState.CANCELLED]
    for state in steps:
        with transaction():
            change_session_state(session, state, actor=SYSTEM, now=now)
    assert (session.state, session.starts_at) == (SessionState.CANCELLED, now)
    with pytest.raises(Conflict, match="A session that is cancelled cannot become held"), transaction():
        change_session_state(session, SessionState.HELD, actor=SYSTEM, now=now)
    with transaction():
        change_session_state(session, SessionState.DRAFT, actor=SYSTEM, now=now)
    assert (session.state, session.starts_at, session.ends_at) == (SessionState.DRAFT, None, None)
    assert len(journal_of(session)) == 5


def test_formats_have_names_of_their_own(app: Flask, now: datetime) -> None:
    with transaction():
        made = add_format(FormatDetails("Deep dive", 90), actor=SYSTEM, now=now)
        add_format(FormatDetails("Keynote", 60), actor=SYSTEM, now=now)
    assert (made.slug, made.minutes, made.is_streamed, made.is_break) == ("deep-dive", 90, True, False)
    with pytest.raises(Conflict), transaction():
        edit_format(made, FormatDetails("keynote", 90), actor=SYSTEM, now=now)
    with transaction():
        edit_format(made, FormatDetails("Deep Dive", 75), actor=SYSTEM, now=now)
    assert (made.name, made.minutes) == ("Deep Dive", 75)


def test_a_theme_goes_only_when_no_session_has_it(app: Flask, now: datetime) -> None:
    event = make_event()
    with transaction():
        theme = add_theme(event, "Procurement", actor=SYSTEM, now=now)
    session = make_session(event, theme_id=theme.id)
    with pytest.raises(Conflict, match=r"^One session has this theme\. Give it another first\.$"), transaction():
        remove_theme(event, theme, actor=SYSTEM, now=now)
    with pytest.raises(Conflict), transaction():
        add_theme(event, "procurement", actor=SYSTEM, now=now)
    with transaction():
        session.theme = None
        rename_theme(event, theme, "Public procurement", actor=SYSTEM, now=now)
        remove_theme(event, theme, actor=SYSTEM, now=now)
    assert themes_of(event) == []


def test_a_room_goes_only_when_no_session_is_in_it(app: Flask, now: datetime) -> None:
    venue = make_venue("Room A", "Room B")
    first, second = venue.rooms
    make_session(make_event(venue_id=venue.id), room_id=first.id)
    with pytest.raises(Conflict, match=r"^One session is planned in this room\. Move it first\.$"), transaction():
        remove_room(first, actor=SYSTEM, now=now)
    with transaction():
        remove_room(second, actor=SYSTEM, now=now)
    assert [room.name for room in venue.rooms] == ["Room A"]


def test_presentations_and_who_presents(app: Flask, now: datetime) -> None:
    session, other = make_session(make_event()), make_session(make_event())
    with transaction():
        paper = add_presentation(session, "Paper", "Words.", actor=SYSTEM, now=now)
    appearance = make_appearance(session, make_person())
    with transaction():
        edit_presentation(paper, "Better paper", "More words.", actor=SYSTEM, now=now)
        edit_appearance(appearance, role=AppearanceRole.PANELLIST, job_title="Director", affiliation="Social Finance",
                        presentation=paper, actor=SYSTEM, now=now)  # fmt: skip
    assert [(one.title, one.abstract, [a.role for a in one.appearances]) for one in session.presentations] == [
        ("Better paper", "More words.", [AppearanceRole.PANELLIST])
    ]
    with pytest.raises(NotFound):
        get_presentation(other, paper.id)
    with transaction():
        remove_presentation(paper, actor=SYSTEM, now=now)
    assert (session.presentations, [one.presentation_id for one in session.appearances]) == ([], [None])
    with transaction():
        remove_appearance(session.appearances[0], actor=SYSTEM, now=now)
    assert sessions_of(session.event)[0].appearances == []
