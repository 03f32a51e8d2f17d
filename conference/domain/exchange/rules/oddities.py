"""What an imported programme holds that cannot happen, or not at this event: told, and imported all the same. Pure.

A draft may hold a clash; the editor names it, and the release asks.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain, islice

from conference.core.words import _, ngettext
from conference.core.zones import date_words, day_of
from conference.domain.exchange.rules.deciding import Item
from conference.domain.exchange.rules.known import Fields, Held, Ref
from conference.domain.exchange.rules.near import MOST_QUESTIONS
from conference.domain.exchange.rules.parts import USUAL_MINUTES
from conference.domain.exchange.rules.planning import Plan
from conference.domain.exchange.rules.states import Fate, Thing
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.rules import Clash, ClashKind, Frame, Placement, overlaps, reasons_between
from conference.formats.programmes.how_to_read import MOST_ODDITIES
from conference.formats.programmes.values import Kind, Oddity, Programme

MOST_PAIRS = 200
VENUE_PLACE = "conference/venue"  # only frab XML names a venue
NEVER = datetime.max.replace(tzinfo=UTC)
Pair = tuple[Placement, Placement]


def oddities_of_plan(plan: Plan, programme: Programme, held: Held) -> tuple[Oddity, ...]:
    """What is odd about importing a file here, then what is odd about the file itself; the many are counted."""
    oddities = [*_of_the_whole(programme, held), *_of_names(plan), *outside_the_days(programme, held),
                *clashes_of_plan(plan, held), *programme.oddities]  # fmt: skip
    further = len(oddities) - MOST_ODDITIES
    if further <= 1:
        return tuple(oddities)
    return (*oddities[:MOST_ODDITIES], Oddity("", Kind.TEXT, _("%(number)s more things are odd.", number=further)))


def _of_the_whole(programme: Programme, held: Held) -> Iterator[Oddity]:
    heading = programme.heading
    if held.venue:
        yield Oddity(VENUE_PLACE, Kind.ROOM, _known_venue(held))
    elif held.needs_venue and (programme.rooms or heading.venue):
        yield Oddity("", Kind.ROOM, _(
            "The event has no venue, and the file has rooms: a venue for them becomes that of the event. Who is "
            "registered is told of it. To choose it yourself, give the event a venue first."))  # fmt: skip
    if heading.has_zone and heading.zone != held.zone:
        yield Oddity("", Kind.ZONE, _(
            "The file is in the time of %(theirs)s, the event in that of %(ours)s; every session stays at its moment.",
            theirs=heading.zone, ours=held.zone))  # fmt: skip


def _known_venue(held: Held) -> str:
    known = _("The venue %(name)s is here already, known by its name and city. It becomes that of the event, and the "
              "rooms of the file are looked for among its rooms.", name=held.venue)  # fmt: skip
    told = _("Who is registered is told of it. To choose another one, give the event a venue first.")
    return f"{known} {told}" if held.needs_venue else known


def _of_names(plan: Plan) -> Iterator[Oddity]:
    """Where not everybody of nearly one name is asked about."""
    where = _("The list of who may be the same names them afterwards, and so do the checks before a release.")
    unasked = sum(bool(item.candidates) for item in plan.items if item.thing is Thing.PERSON) - MOST_QUESTIONS
    if unasked > 0:
        yield Oddity("", Kind.PERSON, "{} {}".format(ngettext(
            "%(num)s more person has nearly the name of somebody here and is not asked about: they are somebody new.",
            "%(num)s more people have nearly the name of somebody here and are not asked about: they are somebody new.",
            unasked), where))  # fmt: skip
    if plan.gave_up:
        many = _("There are too many names to compare each with all others; some of nearly one name may be missed.")
        yield Oddity("", Kind.PERSON, f"{many} {where}")


def outside_the_days(programme: Programme, held: Held) -> Iterator[Oddity]:
    """Sessions on days that are none of the event."""
    if held.starts_at is None or held.ends_at is None:
        return
    first, last = day_of(held.starts_at, held.zone), day_of(held.ends_at, held.zone)
    for session in programme.sessions:
        day = day_of(session.starts_at, held.zone) if session.starts_at else None
        if day is not None and not first <= day <= last:
            yield Oddity(session.place, Kind.TIME, _("%(title)s is on %(day)s, outside the days of the event.",
                                                     title=session.title[:80], day=date_words(day)))  # fmt: skip


def clashes_of_plan(plan: Plan, held: Held) -> Iterator[Oddity]:
    """Whoever is needed twice, and rooms that the file and our draft both need; two of the file the reader names."""
    by_ref: dict[Ref, Item] = {item.ref: item for item in plan.items
                               if item.thing is Thing.SESSION and item.index is not None
                               and item.fate is not Fate.REFUSED}  # fmt: skip
    said: dict[Ref, tuple[str, Fields]] = {one.id: (one.name, one.fields) for one in held.sessions.values()}
    said.update({ref: (item.name, _afterwards(item, held)) for ref, item in by_ref.items()})
    names: dict[Ref, str] = {one.id: one.name for one in held.people.values()}
    names.update({item.ref: item.name for item in plan.items if item.thing is Thing.PERSON})
    ids = {ref: number for number, ref in enumerate(names)}
    placed = [_placement(number, title, fields, names, ids, held)
              for number, (title, fields) in enumerate(said.values()) if _takes_place(fields)]  # fmt: skip
    places = {number: by_ref[ref].place for number, ref in enumerate(said) if ref in by_ref}
    yield from _told(sorted(placed, key=lambda one: (one.starts_at, one.session_id)), places, held)


def _told(placed: list[Placement], places: Mapping[int, str], held: Held) -> Iterator[Oddity]:
    """The first 200 pairs in words; `places`: by session, where it stands in the file."""
    frame = Frame("", NEVER, NEVER, held.zone)
    pairs = list(islice(chain(_of_one_room(placed, places), _of_one_person(placed, places)), MOST_PAIRS + 1))
    once = {frozenset((one.session_id, other.session_id)): (one, other) for one, other in pairs[:MOST_PAIRS]}
    for one, other in once.values():
        for clash in reasons_between(one, other, frame):
            if _is_told(clash, places):
                yield Oddity(places.get(one.session_id) or places.get(other.session_id, ""), Kind.OVERLAP,
                             clash.in_a_list)  # fmt: skip
    if len(pairs) > MOST_PAIRS:
        yield Oddity("", Kind.OVERLAP, _("More sessions clash; the schedule editor names them all."))


def _is_told(clash: Clash, places: Mapping[int, str]) -> bool:
    return clash.kind is ClashKind.PERSON or not (clash.session_id in places and clash.other_id in places)


def _of_one_room(placed: list[Placement], places: Mapping[int, str]) -> Iterator[Pair]:
    ours: dict[int | None, list[Placement]] = defaultdict(list)
    for one in placed:
        if one.session_id not in places:
            ours[one.room_id].append(one)
    for one in placed:
        if one.session_id in places and one.room_id is not None:
            yield from ((one, other) for other in ours[one.room_id] if overlaps(one, other))


def _of_one_person(placed: list[Placement], places: Mapping[int, str]) -> Iterator[Pair]:
    running: dict[int, list[Placement]] = defaultdict(list)
    for one in placed:
        for person_id in one.people:
            earlier = [other for other in running[person_id] if overlaps(one, other)]
            yield from ((one, other) for other in earlier if one.session_id in places or other.session_id in places)
            running[person_id] = [*earlier, one]


def _afterwards(item: Item, held: Held) -> Fields:
    if item.target is None:
        return item.said
    return {**held.sessions[item.target].fields, **{one.field: one.after for one in item.changes}}


def _takes_place(said: Fields) -> bool:
    return bool(said.get("starts_at")) and said.get("state") != SessionState.CANCELLED.value


def _placement(
    number: int, title: str, said: Fields, names: Mapping[Ref, str], ids: Mapping[Ref, int], held: Held
) -> Placement:
    begun = datetime.fromisoformat(said["starts_at"])
    people = {ids[row[0]]: names[row[0]] for row in said.get("people", ()) if row[0] in ids}
    room = held.rooms.get(said["room"]) if isinstance(said.get("room"), int) else None
    ended = begun + timedelta(minutes=said.get("minutes") or USUAL_MINUTES)
    return Placement(number, title, begun, ended, room.id if room else None, room.name if room else "", people)
