"""Putting sessions on the schedule of the draft, and people into sessions, without clashes. Nobody is told yet."""

from dataclasses import replace
from datetime import datetime

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict
from conference.core.words import _
from conference.core.zones import to_utc
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event, Room
from conference.domain.people.actions import hold_record
from conference.domain.people.models import Organisation, Person
from conference.domain.programme.actions import change_session_state
from conference.domain.programme.models import Appearance, Presentation, Session
from conference.domain.programme.rules import AppearanceRole, SessionState
from conference.domain.schedule.actions.editing import check_seen, put_sessions
from conference.domain.schedule.actions.releasing import publish_release
from conference.domain.schedule.queries import frame_of, placement_of, placements_of
from conference.domain.schedule.rules import ClashKind, Placement, SessionPlace, check_no_clash, find_clashes, slot

Actor = Account | str


def place_session(
    session: Session, *, room: Room | None, starts: datetime, minutes: int, actor: Actor, now: datetime,
    accepts_clashes: bool = False, seen: str | None = None,
) -> None:  # fmt: skip
    """Put a session into a room at a time, or move it there. `starts` is a wall-clock time in the event's zone.

    Raises Conflict with a sentence for each hard clash (unless they are accepted: the draft may hold them), and where
    the session is not where a page saw it (`seen`); Invalid for a time that the clock never shows or a room elsewhere.
    """
    event = session.event
    lock(event)
    lock(session)
    _check_may_be_placed(session, room)
    starts_at, ends_at = slot(to_utc(starts, event.zone, "starts"), minutes)
    check_seen(session, seen)
    if not accepts_clashes:
        check_no_clash(placements_of(event), placement_of(session, starts_at, ends_at, room), frame_of(event))
    put_sessions(event, [(session, SessionPlace(starts_at, minutes, room.id if room else None))], actor=actor, now=now)


move_session = place_session


def unplace_session(session: Session, *, actor: Actor, now: datetime, seen: str | None = None) -> None:
    """Take a session off the schedule, back to the tray; raises Conflict where it is not where a page saw it."""
    lock(session.event)
    lock(session)
    check_seen(session, seen)
    put_sessions(session.event, [(session, SessionPlace(None, session.minutes))], actor=actor, now=now)


def expect_people(session: Session, expected: int | None, *, actor: Actor, now: datetime) -> None:
    """Say how many are expected in the room of a session; None: not known."""
    lock(session)
    if session.expected != expected:
        changes = change(session, {"expected": expected})
        record("expect people", session, actor=actor, now=now, event_id=session.event_id, changes=changes)


def cancel_session(session: Session, *, actor: Actor, now: datetime, release_now: bool = False) -> None:
    """Cancel a session in the draft; with `release_now` readers and speakers learn of it at once."""
    lock(session.event)
    change_session_state(session, SessionState.CANCELLED, actor=actor, now=now)
    if release_now:
        note = _("%(title)s is cancelled.", title=session.title)
        publish_release(session.event, actor=actor, now=now, note=note)


def add_appearance(
    session: Session, person: Person, *, role: AppearanceRole, job_title: str = "", affiliation: str = "",
    organisation: Organisation | None = None, presentation: Presentation | None = None, actor: Actor, now: datetime,
) -> Appearance:  # fmt: skip
    """Put a person into a session in a role; what is not said of job title and affiliation is what they are today.

    Raises Conflict where they are needed elsewhere at that time, or are in the session in this role already.
    """
    lock(session.event)
    organisation = organisation or person.organisation
    if organisation is not None:
        hold_record(organisation)
    hold_record(person)
    if any(one.person_id == person.id and one.role is role and one.presentation_id == (presentation and presentation.id)
           for one in session.appearances):  # fmt: skip
        raise Conflict(_("%(name)s is in this session in this role already.", name=person.name), "person")
    appearance = Appearance(
        person=person, role=role, presentation=presentation, job_title=job_title or person.job_title,
        affiliation=affiliation or person.affiliation, organisation=organisation,
        position=max((one.position for one in session.appearances), default=-1) + 1,
    )  # fmt: skip
    session.appearances.append(appearance)
    db.session.flush()
    if session.starts_at and session.ends_at and session.state is not SessionState.CANCELLED:
        _check_is_free(person, placement_of(session, session.starts_at, session.ends_at, session.room), session.event)
    record("add appearance", appearance, actor=actor, now=now, event_id=session.event_id, within=session,
           name=person.name, role=role.value)  # fmt: skip
    return appearance


def _check_is_free(person: Person, wanted: Placement, event: Event) -> None:
    """Raise Conflict where the person is needed elsewhere; other clashes of the draft are no reason to refuse them."""
    wanted = replace(wanted, people={person.id: person.name})
    clashes = find_clashes(placements_of(event), wanted, frame_of(event))
    if words := [clash.words for clash in clashes if clash.kind is ClashKind.PERSON]:
        raise Conflict(" ".join(words))


def _check_may_be_placed(session: Session, room: Room | None) -> None:
    if session.state is SessionState.CANCELLED:
        raise Conflict(_("A cancelled session has no place in the schedule. Make it a draft again first."))
    if room is not None and room.venue_id != session.event.venue_id:
        raise Conflict(_("%(room)s is not a room of this event's venue.", room=room.name), "room")
