"""What an imported programme holds that cannot happen, or not at this event: told, and imported all the same. Pure.

A draft may hold a clash; the editor names it, and the release asks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from conference.core.words import _, ngettext
from conference.core.zones import date_words, day_of
from conference.domain.exchange.rules.deciding import Item
from conference.domain.exchange.rules.known import Fields, Held, Ref
from conference.domain.exchange.rules.parts import USUAL_MINUTES
from conference.domain.exchange.rules.states import Fate, Thing
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.rules import Clash, ClashKind, Frame, Placement, find_all_clashes
from conference.formats.programmes.values import Kind, Oddity, Programme

MOST_CLASHES = 200
NEVER = datetime.max.replace(tzinfo=UTC)


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


def clashes_of_plan(sessions: Iterable[Item], held: Held, items: Iterable[Item]) -> Iterator[Oddity]:
    """Whoever is needed twice, and rooms that the file and our draft both need; two of the file the reader names."""
    by_ref: dict[Ref, Item] = {item.ref: item for item in sessions if item.fate is not Fate.REFUSED}
    said: dict[Ref, tuple[str, Fields]] = {one.id: (one.name, one.fields) for one in held.sessions.values()}
    said.update({ref: (item.name, _afterwards(item, held)) for ref, item in by_ref.items()})
    names: dict[Ref, str] = {one.id: one.name for one in held.people.values()}
    names.update({item.ref: item.name for item in items if item.thing is Thing.PERSON})
    ids = {ref: number for number, ref in enumerate(names)}
    placed = [_placement(number, title, fields, names, ids, held)
              for number, (title, fields) in enumerate(said.values()) if _takes_place(fields)]  # fmt: skip
    of_file = {number: by_ref[ref].place for number, ref in enumerate(said) if ref in by_ref}
    yield from _told([one for one in find_all_clashes(placed, _frame(placed, held)) if _is_told(one, of_file)], of_file)


def _told(clashes: Sequence[Clash], of_file: Mapping[int, str]) -> Iterator[Oddity]:
    for clash in clashes[:MOST_CLASHES]:
        place = of_file.get(clash.session_id) or of_file.get(clash.other_id or 0, "")
        yield Oddity(place, Kind.OVERLAP, clash.in_a_list)
    if number := len(clashes[MOST_CLASHES:]):
        yield Oddity("", Kind.OVERLAP, ngettext("One more session clashes.", "%(num)s more clashes.", number))


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


def _frame(placed: list[Placement], held: Held) -> Frame:
    """An event long enough for all of them: days outside are told by themselves."""
    first, last = (
        min((one.starts_at for one in placed), default=NEVER),
        max((one.ends_at for one in placed), default=NEVER),
    )
    return Frame("", first, last, held.zone)


def _is_told(clash: Clash, of_file: Mapping[int, str]) -> bool:
    both = clash.session_id in of_file, clash.other_id in of_file
    if clash.kind is ClashKind.PERSON:
        return any(both)
    return clash.kind is ClashKind.ROOM and any(both) and not all(both)
