"""The releases: each programme on the day that it was published, and one later change of a sample session."""

from dataclasses import dataclass
from datetime import date, datetime

from conference.core.database import db
from conference.demo.load_events import room_name
from conference.demo.loading import Loading, morning_of
from conference.demo.publication import EventOnDay
from conference.domain.programme.models import Session
from conference.domain.schedule.actions import publish_release

NOTE_OF_CHANGE = "A sample session found a better time."


@dataclass(frozen=True)
class SampleMove:
    """Until the day `on`, a sample session stood at the time of another session, in another room."""

    session_id: str
    on: date
    beside: str
    room: str


MOVES = {
    "soc22": SampleMove("soc22-sample-session-6", date(2022, 8, 22), "soc22-measuring-what-matters", "Seminar Room 2")
}


def load_releases(loading: Loading) -> None:
    """Release every programme that is published on the day."""
    for on_day in loading.world.events:
        if on_day.public.released_on:
            _release(on_day, on_day.public.released_on, loading)


def _release(on_day: EventOnDay, released_on: date, loading: Loading) -> None:
    move = MOVES.get(on_day.event.id)
    if move is None:
        _publish(on_day, released_on, loading)
        return
    session = loading.sessions[move.session_id]
    final = session.starts_at, session.ends_at, session.room
    _place_as_before(session, move, loading)
    _publish(on_day, released_on, loading)
    if move.on <= loading.world.on:
        session.starts_at, session.ends_at, session.room = final
        _publish(on_day, move.on, loading, NOTE_OF_CHANGE)


def _publish(on_day: EventOnDay, day: date, loading: Loading, note: str = "") -> None:
    db.session.flush()
    now: datetime = morning_of(on_day.event, day)
    publish_release(loading.events[on_day.event.id], actor=loading.owner, now=now, note=note)


def _place_as_before(session: Session, move: SampleMove, loading: Loading) -> None:
    beside, venue = loading.sessions[move.beside], session.event.venue
    rooms = {room.name: room for room in venue.rooms} if venue else {}
    session.starts_at, session.ends_at = beside.starts_at, beside.ends_at
    session.room = rooms[room_name(move.room)]
