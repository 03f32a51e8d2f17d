"""The sessions of a programme as an iCalendar file, by the writer of `formats.ical`.

What is left out, `left_out_of_calendars` says.
"""

from datetime import datetime

from conference.core.words import _
from conference.formats.ical import CalendarEntry, Status, calendar
from conference.formats.programmes.days import in_one_order
from conference.formats.programmes.values import FileSession, Identity, Programme, Scheme, SessionState
from conference.formats.programmes.written import guid_of

WHOLE = "-//Conference//Programme//EN"  # nothing is shortened, as it is in calendars for readers
STATUS: dict[SessionState, Status] = {
    SessionState.CONFIRMED: "CONFIRMED",
    SessionState.DRAFT: "TENTATIVE",
    SessionState.CANCELLED: "CANCELLED",
}


def left_out_of_calendars() -> str:
    """A sentence on what a calendar cannot say."""
    return _("A calendar leaves out: sessions without a time, presentations, people, formats, codes, languages, links, "
             "and what rooms and themes have beyond their names.")  # fmt: skip


def schedule_ics(programme: Programme, changed_at: datetime) -> bytes:
    """The placed sessions as a published calendar; `changed_at` stands for those that do not say when they changed."""
    heading = programme.heading
    entries = [_entry(session, heading.zone, changed_at) for session in in_one_order(programme)
               if session.starts_at is not None and session.ends_at is not None]  # fmt: skip
    return calendar(heading.title, entries, heading.zone, heading.description, heading.url, product=WHOLE)


def _entry(session: FileSession, zone: str, changed_at: datetime) -> CalendarEntry:
    if session.starts_at is None or session.ends_at is None:
        raise ValueError("the session is unplaced")
    return CalendarEntry(
        uid=_uid(session.identity), sequence=session.sequence or 0, summary=session.title, starts_at=session.starts_at,
        ends_at=session.ends_at, zone=zone, changed_at=session.changed_at or changed_at, location=session.room,
        description="\n\n".join(part for part in (session.abstract, session.description) if part), url=session.url,
        status=STATUS[session.state], categories=[session.theme] if session.theme else [],
    )  # fmt: skip


def _uid(identity: Identity) -> str:
    """A foreign UID stays what it is; what has none gets one that is always the same for it."""
    if identity.scheme is Scheme.UID and not identity.slot:
        return identity.value
    return guid_of(identity)
