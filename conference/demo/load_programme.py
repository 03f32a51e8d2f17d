"""Formats, themes, sessions with their people and presentations, and which session follows which."""

from dataclasses import dataclass
from itertools import chain

from conference.core.database import db
from conference.core.text import fold, slug_of
from conference.core.tokens import fixed_uid
from conference.core.zones import minutes_between
from conference.demo.load_events import placements_of, room_name
from conference.demo.loading import Loading
from conference.demo.publication import EventOnDay
from conference.demo.shapes import AppearanceFacts, SessionFacts
from conference.demo.timetable import Placement
from conference.domain.events.models import Event, Room
from conference.domain.programme.models import Appearance, Format, Presentation, Session, SessionFollows, Theme
from conference.domain.programme.rules import SessionState


@dataclass(frozen=True)
class Shelf:
    """What the sessions of one event point at: formats and themes by name, rooms by name."""

    event: Event
    formats: dict[str, Format]
    themes: dict[str, Theme]
    rooms: dict[str, Room]


def load_programme(loading: Loading) -> None:
    """The draft of every event whose programme is published on the day."""
    formats = {
        facts.slug: Format(slug=facts.slug, name=facts.name, minutes=facts.minutes, is_streamed=facts.is_streamed,
                           is_break=facts.is_break)
        for facts in loading.facts.formats
    }  # fmt: skip
    db.session.add_all(formats.values())
    for on_day in loading.world.events:
        _load_sessions(on_day, formats, loading)
    db.session.flush()
    _load_follows(loading)


def _load_sessions(on_day: EventOnDay, formats: dict[str, Format], loading: Loading) -> None:
    event = loading.events[on_day.event.id]
    rooms = {room.name: room for room in event.venue.rooms} if event.venue else {}
    shelf = Shelf(event, formats, _themes(on_day, event), rooms)
    db.session.add_all(shelf.themes.values())
    db.session.flush()
    placements = {each.session_id: each for each in placements_of(on_day, loading)}
    for position, facts in enumerate(on_day.sessions):
        session = _session(facts, placements[facts.id], shelf, loading)
        session.position = position
        loading.sessions[facts.id] = session
        db.session.add(session)


def _themes(on_day: EventOnDay, event: Event) -> dict[str, Theme]:
    """The themes of the event and those that its sessions name, each once whatever its capitals."""
    named = {fold(name): name for name in chain((each.theme for each in on_day.sessions), on_day.event.themes) if name}
    order = dict.fromkeys(fold(name) for name in (*on_day.event.themes, *named.values()))
    return {key: Theme(event_id=event.id, slug=slug_of(named[key]), name=named[key], position=position)
            for position, key in enumerate(order)}  # fmt: skip


def _session(facts: SessionFacts, placed: Placement, shelf: Shelf, loading: Loading) -> Session:
    is_held = placed.ends_at <= loading.now
    return Session(
        event=shelf.event, slug=facts.slug, code=facts.code, title=facts.title, abstract=facts.about,
        format=shelf.formats[facts.format], theme=shelf.themes.get(fold(facts.theme)), mode=facts.mode,
        state=SessionState.HELD if is_held else SessionState.CONFIRMED,
        minutes=minutes_between(placed.starts_at, placed.ends_at),
        room=shelf.rooms[room_name(placed.room)] if placed.room else None, starts_at=placed.starts_at,
        ends_at=placed.ends_at, uid=fixed_uid(f"session:{facts.id}"), is_sample=facts.is_sample,
        is_time_sample=placed.is_time_sample, created_at=shelf.event.created_at,
        presentations=[Presentation(title=each.title, abstract=each.about, position=at)
                       for at, each in enumerate(facts.presentations)],
        appearances=[_appearance(each, at, loading) for at, each in enumerate(facts.appearances)],
    )  # fmt: skip


def _appearance(facts: AppearanceFacts, position: int, loading: Loading) -> Appearance:
    return Appearance(
        person=loading.people[facts.person_id], role=facts.role, job_title=facts.job_title,
        affiliation=facts.affiliation, organisation=loading.organisation_of(facts.affiliation), position=position,
    )  # fmt: skip


def _load_follows(loading: Loading) -> None:
    """Each pair of related sessions once, the earlier one first."""
    pairs = set()
    for on_day in loading.world.events:
        for facts in on_day.sessions:
            for other in facts.related_session_ids:
                earlier, later = sorted((facts.id, other), key=lambda each: _when(loading.sessions[each]))
                pairs.add((loading.sessions[earlier].id, loading.sessions[later].id))
    db.session.add_all(SessionFollows(earlier_id=earlier, later_id=later) for earlier, later in sorted(pairs))


def _when(session: Session) -> tuple[str, int]:
    return session.starts_at.isoformat() if session.starts_at else "", session.id
