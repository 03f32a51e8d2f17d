"""Calendar entries of events and released sessions, for files and feeds."""

from conference import links
from conference.core.words import _
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import events_of_series, where_of
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries.releases import released_sessions
from conference.formats.ical import CalendarEntry
from conference.formats.markup import excerpt

DESCRIPTION_LENGTH = 1000


def calendar_entries_of(release: Release) -> list[CalendarEntry]:
    """The entries of a release's placed sessions, breaks left out; cancelled ones stay, as cancelled."""
    entries = [entry_of_session(session, release.event) for session in released_sessions(release)
               if not session.is_break]  # fmt: skip
    return [entry for entry in entries if entry is not None]


def entry_of_session(session: ReleasedSession, event: Event) -> CalendarEntry | None:
    """The public entry of a released session, without its join link; None while it has no time.

    It names the event's place, so that its SEQUENCE counts what changed about the event as well.
    """
    if session.starts_at is None or session.ends_at is None:
        return None
    is_cancelled = session.state is SessionState.CANCELLED
    return CalendarEntry(
        uid=session.uid,
        sequence=event.sequence + session.sequence,
        summary=_("Cancelled: %(title)s", title=session.title) if is_cancelled else session.title,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        zone=event.zone,
        changed_at=max(event.changed_at, session.changed_at),
        location=", ".join(filter(None, [session.room_name, place_of(event)])),
        description="\n".join(filter(None, [excerpt(session.abstract, DESCRIPTION_LENGTH), sample_note_of(session)])),
        url=links.absolute(links.session(event.slug, session.slug)),
        status="CANCELLED" if is_cancelled else "CONFIRMED",
        categories=tuple(filter(None, [session.format_name, session.theme_name])),
    )


def sample_note_of(session: ReleasedSession) -> str:
    """A sentence for files where the time of a session was made up for the demo, else an empty text."""
    if session.starts_at is None or not session.is_time_sample:
        return ""
    return _("Sample: the time and the room are not known from the sources and were made up for the demo.")


def entry_of_event(event: Event) -> CalendarEntry:
    """The public entry of an event from its start to its end."""
    is_cancelled = event.state is EventState.CANCELLED
    return CalendarEntry(
        uid=event.uid,
        sequence=event.sequence,
        summary=_("Cancelled: %(title)s", title=event.title) if is_cancelled else event.title,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        zone=event.zone,
        changed_at=event.changed_at,
        location=place_of(event),
        description="\n".join(filter(None, [event.summary, event.cancelled_because, _note_of_date(event)])),
        url=links.absolute(links.event(event.slug)),
        status="CANCELLED" if is_cancelled else "CONFIRMED",
    )


def _note_of_date(event: Event) -> str:
    if not event.is_date_sample:
        return ""
    return _("Sample: the day and time of this event are not known and were made up for the demo.")


def entries_of_series(series: Series) -> list[CalendarEntry]:
    """The entries of the events of a series that readers may know of, the cancelled too, in order of time."""
    return [entry_of_event(event) for event in reversed(events_of_series(series))]


def place_of(event: Event) -> str:
    """Where the event is, in words: the venue and its city, or that it is online."""
    if event.mode is AttendanceMode.ONLINE:
        return _("Online")
    return where_of(event.venue) if event.venue else ""
