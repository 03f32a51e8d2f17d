"""A release as the neutral programme that all file formats are written from."""

from collections.abc import Sequence

from conference import links
from conference.core.tokens import fixed_uid
from conference.core.words import _
from conference.core.zones import day_of, minutes_between
from conference.domain.events.models import Event
from conference.domain.programme.rules import SessionState as ReleasedState
from conference.domain.schedule.models import Release, ReleasedAppearance, ReleasedSession
from conference.domain.schedule.queries import people_of, released_sessions, sample_note_of
from conference.formats.programmes.frab_event import UUID
from conference.formats.programmes.values import (
    FileAppearance,
    FileFormat,
    FilePerson,
    FilePresentation,
    FileRoom,
    FileSession,
    FileTheme,
    Heading,
    Identity,
    Programme,
    Scheme,
    SessionState,
)
from conference.formats.programmes.write_release import release_json

OF_TODAY = _("The name, the dates and the place of the event, the seats of its rooms and all addresses are as of "
             "today; everything else is as it was released.")  # fmt: skip
STATES = {ReleasedState.CANCELLED: SessionState.CANCELLED}


def programme_file_of(release: Release) -> Programme:
    """All that a release shows to readers, breaks and cancelled sessions too; the same release gives the same values.

    Sessions are known by their calendar UID, people by one that is made of their slug: neither is a number of this
    database, so that the same programme in another one gives the same values.
    """
    event, sessions = release.event, released_sessions(release)
    return Programme(
        format=FileFormat.FRAB_XML,
        heading=_heading(release, event),
        rooms=_rooms(event, sessions),
        themes=_themes(sessions),
        people=tuple(_person(one.appearances[0], event) for one in people_of(release, sessions)),
        sessions=tuple(_session(one, event) for one in sessions),
    )


def release_json_of(release: Release) -> bytes:
    """All that a release shows to readers as JSON in our own words, with what was new in it."""
    changes = [change["words"] for change in release.changes]
    return release_json(programme_file_of(release), release.released_at, release.note, changes, OF_TODAY)


def _heading(release: Release, event: Event) -> Heading:
    venue = event.venue
    return Heading(
        title=event.title, acronym=event.slug, version=str(release.number), zone=event.zone, has_zone=True,
        starts_on=day_of(event.starts_at, event.zone), ends_on=day_of(event.ends_at, event.zone),
        starts_at=event.starts_at, ends_at=event.ends_at, url=links.absolute(links.event(event.slug)),
        base_url=links.absolute(links.programme(event.slug)), description=event.summary,
        venue=venue.name if venue else "", city=venue.city if venue else "",
    )  # fmt: skip


def _rooms(event: Event, sessions: Sequence[ReleasedSession]) -> tuple[FileRoom, ...]:
    capacities = {room.slug: room.capacity for room in (event.venue.rooms if event.venue else [])}
    used = sorted({(one.room_position, one.room_name, one.room_slug) for one in sessions if one.room_name})
    return tuple(FileRoom(name=name, slug=slug, capacity=capacities.get(slug)) for _position, name, slug in used)


def _themes(sessions: Sequence[ReleasedSession]) -> tuple[FileTheme, ...]:
    used = sorted({(one.theme_name, one.theme_slug) for one in sessions if one.theme_name})
    return tuple(FileTheme(name=name, slug=slug) for name, slug in used)


def _person(appearance: ReleasedAppearance, event: Event) -> FilePerson:
    """Somebody as the programme prints them, with the post that they have at this event."""
    return FilePerson(
        identity=_known_as(appearance), name=appearance.name, job_title=appearance.job_title,
        affiliation=appearance.affiliation, url=links.absolute(appearance.person.url) if appearance.person.url else "",
    )  # fmt: skip


def _known_as(appearance: ReleasedAppearance) -> Identity:
    return Identity(Scheme.GUID, fixed_uid(f"person:{appearance.person.slug}"))


def _of_session(uid: str) -> Identity:
    """A UUID is a guid to every format; any other UID came from a calendar, and stays one in calendars."""
    return Identity(Scheme.GUID if UUID.fullmatch(uid) else Scheme.UID, uid)


def _session(session: ReleasedSession, event: Event) -> FileSession:
    starts_at, ends_at = session.starts_at, session.ends_at
    order = {one.presentation_id: at for at, one in enumerate(session.presentations)}
    return FileSession(
        identity=_of_session(session.uid), title=session.title, code=session.code,
        slug=session.slug, format=session.format_name, theme=session.theme_name, language=session.language,
        abstract="\n\n".join(filter(None, [session.abstract, sample_note_of(session)])), mode=session.mode.value,
        state=STATES.get(session.state, SessionState.CONFIRMED),
        is_break=session.is_break, starts_at=starts_at,
        minutes=minutes_between(starts_at, ends_at) if starts_at and ends_at else None,
        room=session.room_name,
        url="" if session.is_break else links.absolute(links.session(event.slug, session.slug)),
        sequence=session.sequence, changed_at=session.changed_at,
        presentations=tuple(FilePresentation(one.title, one.abstract) for one in session.presentations),
        appearances=tuple(_appearance(one, order) for one in session.appearances),
    )  # fmt: skip


def _appearance(appearance: ReleasedAppearance, order: dict[int, int]) -> FileAppearance:
    presentation = order.get(appearance.presentation_id) if appearance.presentation_id is not None else None
    return FileAppearance(
        person=_known_as(appearance), name=appearance.name, role=appearance.role.value,
        job_title=appearance.job_title, affiliation=appearance.affiliation, presentation=presentation,
    )  # fmt: skip
