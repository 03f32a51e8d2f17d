"""What we hold, read in a fixed number of queries, as the values that a plan is made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from sqlalchemy import select

from conference import links
from conference.core.database import db
from conference.core.text import cut_text
from conference.core.tokens import fixed_uid
from conference.domain.accounts.models import Account
from conference.domain.accounts.queries import roles_of
from conference.domain.accounts.rules import Permission, is_allowed
from conference.domain.events.models import Event, Room, Venue
from conference.domain.exchange.models import SourceIdentity
from conference.domain.exchange.rules import (
    Held,
    Known,
    Report,
    Source,
    SourceKey,
    Thing,
    cut_heading,
    instant_words,
    once,
    plan_of_import,
    proposed_event,
    report_of_plan,
    with_people,
)
from conference.domain.people.models import Person, PersonAlias
from conference.domain.programme.models import Appearance, Format, Presentation, Session, Theme
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries import place_from, sample_note_of
from conference.formats.programmes.values import FileFormat, Programme
from conference.formats.programmes.write_calendar import left_out_of_calendars
from conference.formats.programmes.write_table import left_out_of_people, left_out_of_tables

Rows = Mapping[int, list[Any]]
SITE_WIDE = {Thing.PERSON: Permission.EDIT_PEOPLE, Thing.ROOM: Permission.EDIT_EVENTS}  # to change what is here


class _Merged(NamedTuple):
    """A person who went into another record: the id and UID of before, and the id of the record that stands."""

    id: int
    uid: str
    stands: int


def make_report(programme: Programme, event: Event | None, account: Account | None, file_name: str = "") -> Report:
    """What this file would do if the account imported it into the event (None: a new one, or people only)."""
    held = held_of(programme, event, settled_for(account), file_name)
    proposed = proposed_event(programme, held.home)
    report = report_of_plan(plan_of_import(programme, held), programme, held, proposed)
    of_heading = cut_heading(programme) if event is None else ()
    return replace(report, left_out=(*of_heading, *report.left_out, *_left_out_of_format(programme)))


def _left_out_of_format(programme: Programme) -> tuple[str, ...]:
    if programme.format is FileFormat.ICALENDAR:
        return (left_out_of_calendars(),)
    if programme.format not in (FileFormat.CSV, FileFormat.XLSX):
        return ()
    return (left_out_of_tables() if programme.sessions else left_out_of_people(),)


def settled_for(account: Account | None) -> frozenset[Thing]:
    """What an import of this account only adds to: what is shared takes more than a role at one event."""
    roles = roles_of(account) if account else set()
    return frozenset(thing for thing, permission in SITE_WIDE.items() if not is_allowed(roles, permission))


def held_of(programme: Programme, event: Event | None, settled: frozenset[Thing], file_name: str = "") -> Held:
    """What the file may meet: everybody, all formats, and what the event has; without one, what its venue has."""
    own = event.venue if event is not None else None
    taken = find_venue_of(programme) if own is None else None
    proposed = proposed_event(programme, home := links.absolute(links.home()))
    is_of_people = event is None and not proposed.is_needed
    merged = _merged_people()
    stands = {one.id: one.stands for one in merged}
    return Held(
        home=home, zone=event.zone if event else programme.heading.zone,
        rooms=_rooms(own or taken), formats=_formats(), people=_people(merged),
        themes=_themes(event) if event else {}, sessions=_sessions(event) if event else {},
        sources=_sources(event, stands) if event or is_of_people else {}, merged=stands,
        starts_at=event.starts_at if event else proposed.starts_at,
        ends_at=event.ends_at if event else proposed.ends_at,
        needs_venue=event is not None and own is None, venue=taken.name if taken else "", settled=settled,
        file=f"{programme.format}: {file_name}",
    )  # fmt: skip


def find_venue_of(programme: Programme) -> Venue | None:
    """The venue of ours that has the name and city of the file's, or None."""
    heading = programme.heading
    if not heading.venue:
        return None
    name, city = cut_text(heading.venue, 200), cut_text(heading.city, 100)
    query = select(Venue).where(Venue.name == name, Venue.city == city)
    return db.session.scalar(query.order_by(Venue.id).limit(1))


def _rooms(venue: Venue | None) -> dict[int, Known]:
    if venue is None:
        return {}
    query = select(Room.id, Room.name, Room.slug, Room.capacity, Room.directions).where(Room.venue_id == venue.id)
    return {one.id: Known(one.id, one.name, {"name": one.name, "capacity": one.capacity, "directions": one.directions},
                          one.slug)
            for one in db.session.execute(query.order_by(Room.position, Room.id))}  # fmt: skip


def _themes(event: Event) -> dict[int, Known]:
    query = (
        select(Theme.id, Theme.name, Theme.slug).where(Theme.event_id == event.id).order_by(Theme.position, Theme.id)
    )
    return {one.id: Known(one.id, one.name, {"name": one.name}, one.slug) for one in db.session.execute(query)}


def _formats() -> dict[int, Known]:
    query = select(Format.id, Format.name, Format.slug, Format.is_break).order_by(Format.id)
    return {one.id: Known(one.id, one.name, {}, one.slug, is_break=one.is_break) for one in db.session.execute(query)}


def _merged_people() -> list[_Merged]:
    query = select(Person.id, Person.slug, Person.merged_into_id).where(Person.merged_into_id.is_not(None))
    rows = {row.id: row for row in db.session.execute(query.order_by(Person.id))}
    return [_Merged(row.id, fixed_uid(f"person:{row.slug}"), _standing(row.id, rows)) for row in rows.values()]


def _standing(person_id: int, merged: Mapping[int, Any]) -> int:
    while person_id in merged:
        person_id = merged[person_id].merged_into_id
    return person_id


def _people(merged: Iterable[_Merged]) -> dict[int, Known]:
    further: dict[int, list[str]] = defaultdict(list)
    for one in merged:
        further[one.stands].append(one.uid)
    aliases: Rows = _grouped(select(PersonAlias.person_id, PersonAlias.name).order_by(PersonAlias.id))
    query = select(Person.id, Person.name, Person.slug, Person.job_title, Person.affiliation, Person.biography,
                   Person.email)  # fmt: skip
    query = query.where(Person.merged_into_id.is_(None))
    return {
        one.id: Known(
            one.id, one.name,
            {"name": one.name, "job_title": one.job_title, "affiliation": one.affiliation, "biography": one.biography,
             "email": one.email or "",
             "aliases": [row.name for row in aliases.get(one.id, ())]},
            one.slug, fixed_uid(f"person:{one.slug}"), further_uids=tuple(further.get(one.id, ())),
        )
        for one in db.session.execute(query.order_by(Person.id))
    }  # fmt: skip


def _sessions(event: Event) -> dict[int, Known]:
    here = select(Session.id).where(Session.event_id == event.id)
    presentations = _grouped(
        select(Presentation.session_id, Presentation.id, Presentation.title, Presentation.abstract)
        .where(Presentation.session_id.in_(here)).order_by(Presentation.position, Presentation.id)
    )  # fmt: skip
    appearances = _grouped(
        select(Appearance.session_id, Appearance.person_id, Appearance.role, Appearance.job_title,
               Appearance.affiliation, Appearance.presentation_id)
        .where(Appearance.session_id.in_(here)).order_by(Appearance.position, Appearance.id)
    )  # fmt: skip
    query = select(
        Session.id, Session.slug, Session.uid, Session.title, Session.state, Session.abstract, Session.code,
        Session.language, Session.mode, Session.format_id, Session.theme_id, Session.room_id, Session.starts_at,
        Session.ends_at, Session.minutes, Session.is_time_sample,
    )  # fmt: skip
    rows = db.session.execute(query.where(Session.event_id == event.id).order_by(Session.id))
    return {row.id: _session(row, presentations.get(row.id, []), appearances.get(row.id, [])) for row in rows}


def _grouped(query: Any) -> Rows:
    """The rows of a query by their first column."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in db.session.execute(query):
        found[row[0]].append(row)
    return found


def _session(row: Any, presentations: Sequence[Any], appearances: Sequence[Any]) -> Known:
    order = {one.id: number for number, one in enumerate(presentations)}
    held = {SessionState.HELD: SessionState.CONFIRMED}  # files know no other word for what took place
    fields = {
        "title": row.title, "state": held.get(row.state, row.state).value, "abstract": row.abstract, "code": row.code,
        "language": row.language, "mode": row.mode.value, "format": row.format_id, "theme": row.theme_id,
        "room": row.room_id, "starts_at": instant_words(row.starts_at),
        "minutes": place_from(row.starts_at, row.ends_at, row.minutes, row.room_id).minutes,
        "presentations": [[one.title, one.abstract] for one in presentations],
        "people": once([one.person_id, one.role.value, order.get(one.presentation_id)] for one in appearances),
        "posts": once([one.person_id, one.role.value, one.job_title, one.affiliation] for one in appearances),
    }  # fmt: skip
    return Known(row.id, row.title, fields, row.slug, row.uid, note=sample_note_of(row))


def _sources(event: Event | None, merged: Mapping[int, int]) -> dict[SourceKey, Source]:
    """What is known by which key, and what was said last, of a session also with the people who stand there now."""
    here = SourceIdentity.event_id.is_(None) if event is None else SourceIdentity.event_id == event.id
    columns = (SourceIdentity.session_id, SourceIdentity.person_id, SourceIdentity.room_id, SourceIdentity.theme_id,
               SourceIdentity.format_id)  # fmt: skip
    query = select(SourceIdentity.id, SourceIdentity.thing, SourceIdentity.scheme, SourceIdentity.value,
                   SourceIdentity.slot, SourceIdentity.said, SourceIdentity.file, *columns).where(here)  # fmt: skip
    return {
        SourceKey(row.thing, row.scheme, row.value, row.slot):
            Source(row.id, target, with_people(row.said, merged), row.file)
        for row in db.session.execute(query) if (target := next(filter(None, row[7:]), None)) is not None
    }  # fmt: skip
