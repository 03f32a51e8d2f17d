"""Reading the draft of a programme: formats, themes, sessions, presentations, appearances. Readers see the release."""

from collections.abc import Iterable

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.slugs import old_slugs
from conference.core.text import fold
from conference.core.words import _
from conference.domain.accounts.models import JournalEntry
from conference.domain.accounts.queries import journal_of
from conference.domain.events.models import Event, Room
from conference.domain.programme.models import Appearance, Format, Presentation, Session, SessionFollows, Theme
from conference.domain.programme.rules import SessionDetails, SessionState


def sessions_of(event: Event) -> list[Session]:
    """All sessions of an event with everything in them, in order of time, the unplaced last (4 queries)."""
    sessions = db.session.scalars(_whole(select(Session).where(Session.event_id == event.id))).unique().all()
    return sorted(sessions, key=lambda one: (one.starts_at is None, one.starts_at or event.starts_at, one.position,
                                             one.id))  # fmt: skip


def slugs_of_sessions(event: Event) -> set[str]:
    """Every slug that a session of this event has, or once had."""
    return set(db.session.scalars(select(Session.slug).where(Session.event_id == event.id))) | old_slugs(
        "session", event.id
    )


def count_sessions_in(room: Room, event: Event | None = None) -> int:
    """How many sessions that are not cancelled are planned in a room (at this event)."""
    query = select(func.count()).where(Session.room_id == room.id, Session.state != SessionState.CANCELLED)
    return db.session.scalar(query if event is None else query.where(Session.event_id == event.id)) or 0


def count_sessions_on(theme: Theme) -> int:
    """How many sessions have a theme."""
    return db.session.scalar(select(func.count()).where(Session.theme_id == theme.id)) or 0


def edits_since(session: Session, version: int) -> list[JournalEntry]:
    """Who edited a session after its version was this one, the newest first; `changes` says what."""
    edits = [entry for entry in journal_of(session) if entry.action == "edit session"]
    return [entry for entry in edits if entry.detail["version"] > version]


def details_of(session: Session) -> SessionDetails:
    """What is said about a session now."""
    return SessionDetails(session.title, session.mode, session.minutes, session.code, session.abstract,
                          session.language, session.join_link)  # fmt: skip


def find_session(event: Event, slug: str) -> Session | None:
    """The session of the event with this slug, or None."""
    return db.session.scalar(select(Session).where(Session.event_id == event.id, Session.slug == slug))


def get_session(event: Event, slug: str) -> Session:
    """The session of the event with this slug, everything in it loaded; raises NotFound."""
    query = _whole(select(Session).where(Session.event_id == event.id, Session.slug == slug))
    session = db.session.scalars(query).unique().one_or_none()
    if session is None:
        raise NotFound(_("There is no such session."))
    return session


def lock_sessions(event: Event, ids: Iterable[int]) -> list[Session]:
    """The sessions of the event with these ids as they are now, held until the transaction ends (1 query, by id)."""
    query = select(Session).where(Session.event_id == event.id, Session.id.in_(list(ids))).order_by(Session.id)
    query = query.options(joinedload(Session.format), joinedload(Session.theme)).with_for_update(of=Session)
    return list(db.session.scalars(query, execution_options={"populate_existing": True}))


def _whole(query: Select[Session]) -> Select[Session]:
    return query.options(
        joinedload(Session.format), joinedload(Session.theme), joinedload(Session.room),
        selectinload(Session.presentations), selectinload(Session.appearances).joinedload(Appearance.person),
    )  # fmt: skip


def list_formats() -> list[Format]:
    """All formats by name."""
    return list(db.session.scalars(select(Format).order_by(Format.name)))


def offered_formats(event: Event | None = None) -> list[Format]:
    """The formats that a form offers, by name: those of every event and those that this one uses (1 query).

    Where all that the site has came with other events, these.
    """
    used = select(Session.format_id).where(Session.event_id == (event.id if event else None))
    query = select(Format).where(or_(Format.is_offered, Format.id.in_(used))).order_by(Format.name)
    return list(db.session.scalars(query)) or list_formats()


def get_format(slug: str) -> Format:
    """The format with this slug; raises NotFound."""
    found = db.session.scalar(select(Format).where(Format.slug == slug))
    if found is None:
        raise NotFound(_("There is no such format."))
    return found


def themes_of(event: Event) -> list[Theme]:
    """The themes of an event in their order."""
    query = select(Theme).where(Theme.event_id == event.id).order_by(Theme.position, Theme.id)
    return list(db.session.scalars(query))


def get_theme(event: Event, slug: str) -> Theme:
    """The theme of the event with this slug; raises NotFound."""
    theme = db.session.scalar(select(Theme).where(Theme.event_id == event.id, Theme.slug == slug))
    if theme is None:
        raise NotFound(_("There is no such theme."))
    return theme


def get_presentation(session: Session, presentation_id: int) -> Presentation:
    """The presentation, if it belongs to the session; raises NotFound."""
    found = db.session.get(Presentation, presentation_id)
    if found is None or found.session_id != session.id:
        raise NotFound(_("There is no such presentation."))
    return found


def get_appearance(session: Session, appearance_id: int) -> Appearance:
    """The appearance, if it belongs to the session; raises NotFound."""
    found = db.session.get(Appearance, appearance_id)
    if found is None or found.session_id != session.id:
        raise NotFound(_("There is no such appearance."))
    return found


def find_follows(later: Session, earlier_id: int) -> SessionFollows | None:
    """What says that a session takes up this earlier one, or None."""
    query = select(SessionFollows).where(SessionFollows.later_id == later.id, SessionFollows.earlier_id == earlier_id)
    return db.session.scalar(query)


def followed_by(session: Session) -> tuple[list[Session], list[Session]]:
    """The sessions that one takes up, and those that take it up, as drafted, with their events (2 queries)."""
    earlier = select(Session).join(SessionFollows, SessionFollows.earlier_id == Session.id)
    later = select(Session).join(SessionFollows, SessionFollows.later_id == Session.id)
    return (
        _by_event(earlier.where(SessionFollows.later_id == session.id)),
        _by_event(later.where(SessionFollows.earlier_id == session.id)),
    )


def earlier_sessions(session: Session, search: str, limit: int) -> list[Session]:
    """Sessions of earlier events of the series whose title or code holds these words, the newest event first (1 query).

    Neither breaks nor cancelled ones; without words, or without a series, none.
    """
    event, words = session.event, fold(search).split()
    if event.series_id is None or not words:
        return []
    query = select(Session).where(
        Event.series_id == event.series_id, Event.starts_at < event.starts_at, Format.is_break.is_(False),
        Session.state != SessionState.CANCELLED,
    )  # fmt: skip
    found = _by_event(query.join(Session.format))
    return [one for one in found if all(word in fold(f"{one.code} {one.title}") for word in words)][:limit]


def get_earlier_session(session: Session, earlier_id: int) -> Session:
    """A session of the same series by its id; raises NotFound."""
    query = select(Session).join(Session.event).where(Session.id == earlier_id)
    found = db.session.scalar(query.where(Event.series_id == session.event.series_id))
    if found is None:
        raise NotFound(_("There is no such session."))
    return found


def _by_event(query: Select[Session]) -> list[Session]:
    query = query.join(Session.event).options(contains_eager(Session.event))
    return list(db.session.scalars(query.order_by(Event.starts_at.desc(), Session.starts_at, Session.id)))
