"""Showing the draft to speakers before it is public, and what they say to it."""

from datetime import datetime

from conference.core.database import db, lock
from conference.core.errors import Conflict
from conference.core.text import clean_text
from conference.core.words import _
from conference.domain.accounts.actions import SPEAKER, record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.people.actions import hold_record
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.schedule import notices
from conference.domain.schedule.models import Objection, Preview
from conference.domain.schedule.queries import (
    audience_of_preview,
    draft_release,
    find_objection,
    find_open_preview,
    find_preview,
    place_of_draft,
)
from conference.domain.schedule.rules import SessionPlace, may_be_previewed

CLOSED = _("The preview is closed.")


def open_preview(event: Event, *, actor: Account | str, now: datetime) -> Preview:
    """Let everybody who has the link see the draft; raises Conflict for an event that is over or cancelled."""
    lock(event)
    if not may_be_previewed(event.state, event.ends_at, now):
        raise Conflict(_("This event is over or cancelled: there is nothing to look forward to."))
    preview = find_preview(event)
    if preview is None:
        preview = Preview(event=event, opened_at=now)
        db.session.add(preview)
    elif not preview.is_open:
        preview.is_open, preview.opened_at = True, now
    record("open preview", preview, actor=actor, now=now, event_id=event.id)
    return preview


def close_preview(event: Event, *, actor: Account | str, now: datetime) -> None:
    """Let nobody see the draft any more; a link that was given out never works again, also once it is opened anew."""
    lock(event)
    preview = find_preview(event)
    if preview is None or not preview.is_open:
        raise Conflict(CLOSED)
    preview.is_open, preview.link_version = False, preview.link_version + 1
    record("close preview", preview, actor=actor, now=now, event_id=event.id)


def tell_speakers_of_preview(event: Event, *, actor: Account | str, now: datetime) -> int:
    """Write to everybody in the draft who has an address and was not told of this opening before; how many that is."""
    lock(event)
    preview = find_open_preview(event, now)
    if preview is None:
        raise Conflict(CLOSED)
    waiting = audience_of_preview(preview, draft_release(event, now)).waiting
    if not waiting:
        raise Conflict(_("Everybody in the draft who has an address was told already."))
    for person in waiting:
        notices.preview_ready(preview, person, now)
    record("tell of preview", preview, actor=actor, now=now, event_id=event.id, number=len(waiting))
    return len(waiting)


def object_to_time(session: Session, person: Person, words: str, *, now: datetime, seen: str) -> Objection:
    """Tell the organisers why the planned time of a session does not suit a person; what they say last counts.

    Raises Conflict where the session does not stand any more where their page showed it (`seen`, a mark of its place).
    """
    lock(session.event)
    lock(session)
    hold_record(person)
    if not SessionPlace.of_mark(seen).is_same(place_of_draft(session)):
        raise Conflict(_("The plan was changed while your page was open. Look at the time and the room that it names "
                         "now: if they do not suit you either, send it again."))  # fmt: skip
    objection = find_objection(session.id, person.id)
    if objection is None:
        objection = Objection(session_id=session.id, person_id=person.id)
        db.session.add(objection)
    objection.words, objection.planned = clean_text(words), place_of_draft(session).mark
    objection.said_at, objection.is_settled = now, False
    record("object to time", objection, actor=SPEAKER, now=now, event_id=session.event_id, session_id=session.id)
    return objection


def settle_objection(objection: Objection, *, actor: Account | str, now: datetime, seen: str) -> None:
    """Note that an organiser has seen to what a speaker said; raises Conflict where it is not what a page showed.

    `seen` is the mark of what the page showed.
    """
    lock(objection.session.event)
    lock(objection)
    if objection.mark != seen:
        raise Conflict(_("%(name)s has written something else while your page was open. Read it before you settle it.",
                         name=objection.person.name))  # fmt: skip
    objection.is_settled = True
    record("settle objection", objection, actor=actor, now=now, event_id=objection.session.event_id)
