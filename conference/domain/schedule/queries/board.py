"""The draft as the editor's grid shows it: a light row for each session, so that a thousand are read in a moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.core.zones import day_of, minutes_between
from conference.domain.events.models import Event, Room
from conference.domain.events.rules import AttendanceMode
from conference.domain.people.models import Person
from conference.domain.programme.models import Appearance, Format, Session, Theme
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries.frames import facts_of, frame_of
from conference.domain.schedule.rules import Clash, Frame, Placement, SessionPlace, find_all_clashes


@dataclass(frozen=True)
class Drafted:
    """A session of the draft, in the columns that are read of every one (`COLUMNS`), with who stands in it."""

    session_id: int
    slug: str
    code: str
    title: str
    state: SessionState
    mode: AttendanceMode
    minutes: int
    expected: int | None
    room_id: int | None
    starts_at: datetime | None
    ends_at: datetime | None
    position: int
    format_name: str
    format_slug: str
    is_break: bool
    theme_slug: str
    theme_name: str
    people: Mapping[int, str]


@dataclass(frozen=True)
class Card(Drafted):
    """A session of the draft that is not cancelled, as the grid or the tray shows it."""

    @property
    def place(self) -> SessionPlace:
        """Where it stands."""
        return place_from(self.starts_at, self.ends_at, self.minutes, self.room_id)


@dataclass(frozen=True)
class Board:
    """The whole draft of a schedule: rooms in their order, every session, what clashes."""

    rooms: tuple[Room, ...]
    cards: tuple[Card, ...]
    clashes: tuple[Clash, ...]
    frame: Frame

    @property
    def tray(self) -> list[Card]:
        """The sessions without a time, in their order."""
        return [card for card in self.cards if card.starts_at is None]

    def on(self, day: date) -> list[Card]:
        """The sessions that begin on a day, in order of time."""
        return [card for card in self.cards if card.starts_at and day_of(card.starts_at, self.frame.zone) == day]


def place_from(
    starts_at: datetime | None, ends_at: datetime | None, minutes: int, room_id: int | None
) -> SessionPlace:  # fmt: skip
    """A place from the columns of a session; what is placed is as long as its times say."""
    if starts_at is None or ends_at is None:
        return SessionPlace(None, minutes, None)
    return SessionPlace(starts_at, minutes_between(starts_at, ends_at), room_id)


def place_of_draft(session: Session) -> SessionPlace:
    """Where a session of the draft stands."""
    return place_from(session.starts_at, session.ends_at, session.minutes, session.room_id)


COLUMNS = (
    Session.id.label("session_id"), Session.slug, Session.code, Session.title, Session.state, Session.mode,
    Session.minutes, Session.expected, Session.room_id, Session.starts_at, Session.ends_at, Session.position,
    Format.name.label("format_name"), Format.slug.label("format_slug"), Format.is_break,
    func.coalesce(Theme.slug, "").label("theme_slug"), func.coalesce(Theme.name, "").label("theme_name"),
)  # fmt: skip


def board_of(event: Event) -> Board:
    """Everything of the draft (a constant number of queries, and the event's rooms and hours)."""
    cards, frame, rooms = cards_of(event), frame_of(event), rooms_by_id(event)
    placed = [placement_of_card(card, rooms) for card in cards if card.place.starts_at]
    return Board(tuple(_rooms(event)), tuple(cards), tuple(find_all_clashes(placed, frame)), frame)


def cards_of(event: Event) -> list[Card]:
    """Every session of an event that is not cancelled, in order of time, the unplaced last (2 queries)."""
    query = select(*COLUMNS).join(Format, Format.id == Session.format_id).outerjoin(Theme, Theme.id == Session.theme_id)
    query = query.where(Session.event_id == event.id, Session.state != SessionState.CANCELLED)
    people = people_by_session(event)
    rows = db.session.execute(query).mappings()
    cards = [Card(**row, people=people.get(row["session_id"], {})) for row in rows]
    return sorted(cards, key=lambda one: (one.starts_at is None, one.starts_at or event.starts_at, one.position,
                                          one.session_id))  # fmt: skip


def people_by_session(event: Event) -> dict[int, dict[int, str]]:
    """Who stands in each session of an event's draft: names by person, by session (1 query)."""
    query = select(Appearance.session_id, Person.id, Person.name).join(Person, Person.id == Appearance.person_id)
    query = query.join(Session, Session.id == Appearance.session_id).where(Session.event_id == event.id)
    found: dict[int, dict[int, str]] = {}
    for session_id, person_id, name in db.session.execute(query.order_by(Appearance.position, Appearance.id)):
        found.setdefault(session_id, {}).setdefault(person_id, name)
    return found


def _rooms(event: Event) -> list[Room]:
    return list(event.venue.rooms) if event.venue else []


def rooms_by_id(event: Event) -> dict[int, Room]:
    """The rooms of the event's venue."""
    return {room.id: room for room in _rooms(event)}


def get_room(event: Event, room_id: str) -> Room:
    """The room of the event's venue with this id, written out; raises NotFound."""
    found = next((room for room in _rooms(event) if str(room.id) == room_id), None)
    if found is None:
        raise NotFound(_("There is no such room."))
    return found


def placements_of(event: Event) -> list[Placement]:
    """Every placed session of the draft that is not cancelled."""
    rooms = rooms_by_id(event)
    return [placement_of_card(card, rooms) for card in cards_of(event) if card.place.starts_at]


def placement_of_card(card: Card, rooms: Mapping[int, Room], place: SessionPlace | None = None) -> Placement:
    """A session as rules see it, where it stands or in another place."""
    at = place or card.place
    if at.starts_at is None or at.ends_at is None:
        raise ValueError("a session in the tray has no placement")
    room = rooms.get(at.room_id or 0)
    return Placement(
        card.session_id, card.title, at.starts_at, at.ends_at, at.room_id, room.name if room else "", card.people,
        facts_of(room), card.expected, card.is_break,
    )  # fmt: skip
