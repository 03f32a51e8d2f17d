"""A write-up's way: asked for, written, sent to the editors, returned, published, withdrawn."""

from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict, Invalid
from conference.core.words import _
from conference.core.zones import to_utc
from conference.domain.accounts.actions import SPEAKER, record
from conference.domain.accounts.models import Account
from conference.domain.people.actions import hold_record
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance, Session
from conference.domain.reflections import notices
from conference.domain.reflections.actions.quotes import quotes_as_said
from conference.domain.reflections.actions.renewal import renew_write_up, take_write_up_away
from conference.domain.reflections.models import Takeaway, WriteUp
from conference.domain.reflections.queries import find_write_up_by, write_ups_on
from conference.domain.reflections.rules import (
    QuoteText,
    WriteUpState,
    WriteUpText,
    byline_of,
    check_editable,
    check_embargo,
    check_move,
    check_ready,
)

Actor = Account | str


def request_write_up(session: Session, person: Person, *, actor: Actor, now: datetime) -> WriteUp:
    """Ask a person to write a session up, by a mail with their personal link; asking again reminds them.

    Raises Conflict where no address is known, and where the text was sent to the editors already.
    """
    if not person.email:
        raise Conflict(_("No mail address of %(name)s is known. Add one to their record first.", name=person.name))
    write_up = _opened(session, person, now)
    check_not_done(write_up)
    write_up.requested_at = now
    record("write-up requested", write_up, actor=actor, now=now, event_id=session.event_id, within=session)
    notices.requested(write_up, now)
    return write_up


def check_not_done(write_up: WriteUp) -> None:
    """Raise Conflict where the author has done their part already."""
    if write_up.state in {WriteUpState.SUBMITTED, WriteUpState.PUBLISHED}:
        raise Conflict(_("%(name)s has handed this write-up in already.", name=write_up.person.name))


def begin_write_up(session: Session, person: Person, *, now: datetime) -> WriteUp:
    """Let a speaker begin a text on their session, asked or not; gives the one that is there already."""
    found = find_write_up_by(person, session)
    if found is not None and found.state is not WriteUpState.WITHDRAWN:
        return found
    write_up = _opened(session, person, now)
    record("write-up begun", write_up, actor=SPEAKER, now=now, event_id=session.event_id, within=session)
    return write_up


def _opened(session: Session, person: Person, now: datetime) -> WriteUp:
    """The person's write-up on the session, made or taken up again where need be."""
    lock(session)
    hold_record(person)
    there = write_ups_on(session)
    write_up = there.get(person.id)
    if write_up is None:
        number = max((one.number for one in there.values()), default=0) + 1
        write_up = WriteUp(session=session, person=person, number=number, saved_at=now, state=WriteUpState.DRAFT)
        db.session.add(write_up)
        db.session.flush()
    elif write_up.state is WriteUpState.WITHDRAWN:
        write_up.state = WriteUpState.DRAFT
    return write_up


def save_draft(write_up: WriteUp, text: WriteUpText, version: int, *, now: datetime) -> None:
    """Keep what the author has written so far; `version` is the one that they opened.

    Raises Conflict where it was saved elsewhere since then, and where it is not theirs to change now.
    """
    lock(write_up)
    check_editable(write_up.state)
    if write_up.version != version:
        raise Conflict(_("This text was saved in another window since you opened it here. Below you can read what was "
                         "saved there. Save again to replace it with what stands here."))  # fmt: skip
    write_up.title, write_up.standfirst = text.title, text.standfirst
    write_up.body, write_up.open_question = text.body, text.open_question
    _replace_marks(write_up, text)
    write_up.saved_at = now
    flag_modified(write_up, "saved_at")  # the version rises also where only a quote has changed
    session = write_up.session
    record("write-up saved", write_up, actor=SPEAKER, now=now, event_id=session.event_id, within=session)


def _replace_marks(write_up: WriteUp, text: WriteUpText) -> None:
    write_up.takeaways = [Takeaway(session_id=write_up.session_id, position=position, text=words)
                          for position, words in enumerate(text.takeaways)]  # fmt: skip
    write_up.quotes = quotes_as_said(write_up.session_id, write_up.quotes, text.quotes)


def text_of(write_up: WriteUp) -> WriteUpText:
    """What a write-up holds now, as its author typed it."""
    quotes = (QuoteText(one.text, one.attributed_as, one.has_consent, one.person_id, one.source_url)
              for one in write_up.quotes)  # fmt: skip
    return WriteUpText(
        title=write_up.title, standfirst=write_up.standfirst, body=write_up.body, open_question=write_up.open_question,
        takeaways=tuple(one.text for one in write_up.takeaways), quotes=tuple(quotes),
    )  # fmt: skip


def submit_write_up(write_up: WriteUp, *, now: datetime) -> None:
    """Hand a write-up to the editors. Raises Invalid for what could not be published.

    From now on it bears who the author was on the day of the session.
    """
    lock(write_up)
    check_move(write_up.state, WriteUpState.SUBMITTED)
    check_ready(text_of(write_up))
    write_up.submitted_at, write_up.byline = now, _byline(write_up)
    _move(write_up, "write-up submitted", {"state": WriteUpState.SUBMITTED, "note": ""}, SPEAKER, now)
    notices.submitted(write_up, now)


def _byline(write_up: WriteUp) -> str:
    person = write_up.person
    appearance = find_appearance(write_up.session, person)
    if appearance is None:
        return byline_of(person.name, person.job_title, person.affiliation)
    return byline_of(person.name, appearance.job_title, appearance.affiliation)


def find_appearance(session: Session, person: Person) -> Appearance | None:
    """The first thing that a person does in a session, or None."""
    return next((one for one in session.appearances if one.person_id == person.id), None)


def return_write_up(write_up: WriteUp, note: str, *, actor: Actor, now: datetime) -> None:
    """Give a write-up back to its author with a note that says what to change; raises Invalid without one."""
    lock(write_up)
    if not note:
        raise Invalid(_("Say what the author should change."), "note")
    check_move(write_up.state, WriteUpState.RETURNED)
    _move(write_up, "write-up returned", {"state": WriteUpState.RETURNED, "note": note}, actor, now)
    notices.returned(write_up, now)


def publish_write_up(
    write_up: WriteUp, *, actor: Actor, now: datetime, publish_at: datetime | None = None
) -> None:  # fmt: skip
    """Publish a write-up, at once or from `publish_at` on (a wall-clock time in the event's zone)."""
    lock(write_up)
    check_move(write_up.state, WriteUpState.PUBLISHED)
    instant = now if publish_at is None else to_utc(publish_at, write_up.session.event.zone, "publish_at")
    if publish_at is not None:
        check_embargo(instant, now)
    _move(write_up, "write-up published", {"state": WriteUpState.PUBLISHED, "published_at": instant}, actor, now)
    renew_write_up(write_up, now)
    notices.published(write_up, now)


def withdraw_write_up(write_up: WriteUp, *, actor: Actor, now: datetime) -> None:
    """Take a write-up away from the site, or close one that will not come; the text is kept."""
    lock(write_up)
    check_move(write_up.state, WriteUpState.WITHDRAWN)
    was_published = write_up.state is WriteUpState.PUBLISHED
    _move(write_up, "write-up withdrawn", {"state": WriteUpState.WITHDRAWN, "published_at": None}, actor, now)
    if was_published:
        take_write_up_away(write_up, now)


def _move(write_up: WriteUp, action: str, values: dict[str, object], actor: Actor, now: datetime) -> None:
    session, changes = write_up.session, change(write_up, values)
    record(action, write_up, actor=actor, now=now, event_id=session.event_id, within=session, changes=changes)


def send_fresh_link(person: Person, *, now: datetime) -> None:
    """Mail a speaker the link to all that is theirs."""
    record("link sent to speaker", person, actor=SPEAKER, now=now)
    notices.fresh_link(person, now)
