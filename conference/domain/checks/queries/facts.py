"""Gathering what the checks of an event are given, with a number of queries that does not grow with the event."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from conference import links
from conference.core.database import db
from conference.core.words import _
from conference.core.zones import to_local
from conference.domain.checks.queries import later_texts, programme_texts
from conference.domain.checks.queries.programme_texts import key_of, takes_place
from conference.domain.checks.rules import Check, Dated, Edition, Facts, Part, Place, Slot, Somebody, Text
from conference.domain.editions.queries import find_turn
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState, Phase, phase
from conference.domain.people.models import Person
from conference.domain.people.queries import names_of_organisations, names_of_people
from conference.domain.programme.models import Appearance, Presentation, Session
from conference.domain.schedule.queries import Board, Card, board_of
from conference.domain.schedule.rules import Clash, ClashKind, SessionSnapshot

COMPARED_WITH = timedelta(days=400)
OUTSIDE = {ClashKind.OUTSIDE, ClashKind.CLOSED}
Placeable = Card | Session | SessionSnapshot


def facts_of(event: Event, now: datetime) -> Facts:
    """The event as its checks see it at `now`."""
    board, series = board_of(event), _others_of_series(event)
    return Facts(
        name=event.name,
        place=_place_of(event, "starts_at", _("Dates of the event"), links.organise_event_dates(event.slug)),
        starts=_local(event.starts_at, event),
        ends=_local(event.ends_at, event),
        now=_local(now, event),
        is_over=phase(event.state, event.starts_at, event.ends_at, now) is Phase.OVER,
        texts=tuple(_texts(event, board)),
        deadlines=tuple(_deadlines(event)),
        opens=_window(event, event.registration_opens_at, "registration_opens", _("When registration opens")),
        closes=_window(event, event.registration_closes_at, "registration_closes", _("When registration closes")),
        slots=tuple(slots_of(event, board.cards, board.clashes)),
        people=tuple(_people(event)),
        known_people=tuple(names_of_people()),
        known_organisations=tuple(names_of_organisations()),
        formats={key_of(card.session_id): card.format_name for card in board.cards},
        titles={key_of(card.session_id): card.title for card in board.cards} | _titles_elsewhere(event, series),
        elsewhere=tuple(_elsewhere(event, series)),
        editions=tuple(_edition(other, event) for other in series),
        coming=tuple(_names_to_come(now)),
        turn=find_turn(event),
    )


def _local(instant: datetime, event: Event) -> datetime:
    return to_local(instant, event.zone).replace(tzinfo=None)


def _place_of(event: Event, part: str, words: str, url: str) -> Place:
    return Place(f"event:{event.id}:{part}", words, url)


def _texts(event: Event, board: Board) -> Iterator[Text]:
    cards = {card.session_id: card for card in board.cards}
    yield from _texts_of_event(event)
    yield from programme_texts.texts_of_themes(event)
    yield from programme_texts.texts_of_sessions(event, board.cards)
    yield from programme_texts.texts_of_presentations(event)
    yield from programme_texts.texts_of_appearances(event)
    yield from later_texts.texts_of_materials(event, cards)
    yield from later_texts.texts_of_write_ups(event)
    yield from later_texts.texts_of_notes(event, cards)
    yield from later_texts.texts_of_posts(event)


def _texts_of_event(event: Event) -> Iterator[Text]:
    here = links.organise_event(event.slug)
    for part, kind, words, text in (
        ("title", Part.TITLE, _("Title of the event"), event.title),
        ("slug", Part.ADDRESS, _("Address of the event"), event.slug),
        ("summary", Part.PROSE, _("Summary of the event"), event.summary),
        ("description", Part.PROSE, _("What the event is about"), event.description),
        ("topics", Part.PROSE, _("Topics that one can be interested in"), event.topics),
    ):
        yield Text(_place_of(event, part, words, f"{here}#{part}"), kind, text)
    for one in _deadlines(event):
        yield Text(one.place, Part.TITLE, one.name)
    for deadline in event.deadlines:
        place = Place(f"deadline:{deadline.id}:url", _("Link of the deadline “%(name)s”", name=deadline.name),
                      links.organise_event_deadlines(event.slug))  # fmt: skip
        yield Text(place, Part.PROSE, deadline.url)


def _deadlines(event: Event) -> Iterator[Dated]:
    for one in event.deadlines:
        words = _("Deadline “%(name)s”", name=one.name)
        place = Place(f"deadline:{one.id}:at", words, links.organise_event_deadlines(event.slug))
        yield Dated(place, one.name, _local(one.at, event))


def _window(event: Event, at: datetime | None, part: str, words: str) -> Dated | None:
    url = f"{links.organise_event(event.slug)}#{part}"
    return Dated(_place_of(event, part, words, url), words, _local(at, event)) if at else None


def slots_of(event: Event, sessions: Iterable[Placeable], clashes: Iterable[Clash]) -> Iterator[Slot]:
    """The sessions that have a time, with what of these clashes cannot happen."""
    against: dict[int, list[tuple[Check, str]]] = {}
    for clash in clashes:
        if clash.kind.is_hard:
            check = Check.HOURS if clash.kind in OUTSIDE else Check.CLASH
            against.setdefault(clash.session_id, []).append((check, clash.words))
    for one in sessions:
        if one.starts_at and one.ends_at:
            words = _("When “%(title)s” takes place", title=one.title)
            session_id = one.id if isinstance(one, Session) else one.session_id
            place = Place(place_of_slot(session_id), words, links.organise_place(event.slug, one.slug))
            times = _local(one.starts_at, event), _local(one.ends_at, event)
            yield Slot(place, one.title, *times, tuple(against.get(session_id, ())))


def place_of_slot(session_id: int) -> str:
    """What the time of a session is known by."""
    return f"{key_of(session_id)}:starts_at"


def place_of_name(person_id: int) -> str:
    """What the name of a person is known by."""
    return f"person:{person_id}:name"


def _people(event: Event) -> Iterator[Somebody]:
    """Everybody who appears, by name; those of samples left out (1 query)."""
    appears = select(Appearance.person_id).join(Appearance.session)
    appears = appears.where(takes_place(event))
    query = select(Person.id, Person.name, Person.slug).where(Person.id.in_(appears), Person.is_sample.is_(False))
    for person_id, name, slug in db.session.execute(query.order_by(Person.folded_name, Person.id)):
        words, url = _("Name of %(name)s", name=name), f"{links.organise_person(slug)}#name"
        yield Somebody(person_id, name, Place(place_of_name(person_id), words, url))


def _others_of_series(event: Event) -> list[Event]:
    if event.series_id is None:
        return []
    query = select(Event).where(Event.series_id == event.series_id, Event.id != event.id)
    return list(db.session.scalars(query.order_by(Event.starts_at, Event.id)))


def _edition(other: Event, event: Event) -> Edition:
    place = Place(f"event:{other.id}:starts_at", other.name, links.organise_event_dates(other.slug))
    return Edition(place, other.name, _local(other.starts_at, event), is_public=other.state is not EventState.DRAFT)


def _near(event: Event, series: Sequence[Event]) -> dict[int, Event]:
    return {one.id: one for one in series if abs(one.starts_at - event.starts_at) <= COMPARED_WITH}


def _titles_elsewhere(event: Event, series: Sequence[Event]) -> dict[str, str]:
    query = select(Session.id, Session.title).where(Session.event_id.in_(_near(event, series)))
    return {key_of(session_id): title for session_id, title in db.session.execute(query)}


def _elsewhere(event: Event, series: Sequence[Event]) -> Iterator[Text]:
    """What the series says, and the events of it within 400 days with their sessions (2 queries)."""
    near = _near(event, series)
    if event.series is not None:
        words = _("Text of the series %(title)s", title=event.series.title)
        place = Place(f"series:{event.series.id}:description", words, links.organise_series(event.series.slug))
        yield Text(place, Part.PROSE, event.series.description)
    for other in near.values():
        words = _("What %(event)s is about", event=other.name)
        place = _place_of(other, "description", words, links.organise_event(other.slug))
        yield Text(place, Part.PROSE, other.description)
    columns = Session.event_id, Session.id, Session.slug, Session.title
    sessions = select(*columns, Session.abstract).where(Session.event_id.in_(near)).order_by(Session.id)
    presentations = select(*columns, Presentation.abstract).join(Presentation.session)
    presentations = presentations.where(Session.event_id.in_(near)).order_by(Presentation.id)
    for query in (sessions, presentations):
        for event_id, session_id, slug, title, abstract in db.session.execute(query):
            words = _("“%(title)s” at %(event)s", title=title, event=near[event_id].name)
            url = f"{links.organise_session(near[event_id].slug, slug)}#abstract"
            yield Text(Place(f"{key_of(session_id)}:abstract", words, url), Part.ABSTRACT, abstract, key_of(session_id))


def _names_to_come(now: datetime) -> Iterator[str]:
    """The names of the events that readers know of and that are not over (1 query)."""
    query = select(Event.short_title, Event.title).where(Event.ends_at > now)
    known = query.where(Event.state.in_((EventState.ANNOUNCED, EventState.OPEN)))
    for names in db.session.execute(known.order_by(Event.id)):
        yield from filter(None, names)
