"""Moving many sessions of the draft in one step: a block by minutes or to another day, two that change places."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select

from conference.core.database import db, lock
from conference.core.errors import Conflict
from conference.core.words import _
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.schedule.actions.editing import check_seen, put_sessions
from conference.domain.schedule.queries import Card, cards_of, frame_of, placement_of_card, rooms_by_id
from conference.domain.schedule.rules import (
    Block,
    Clash,
    Frame,
    Placement,
    SessionPlace,
    check_shift,
    find_all_clashes,
    shifted,
    swapped,
)

Actor = Account | str
MOST_SENTENCES = 5


def move_block(event: Event, block: Block, *, minutes: int = 0, to_day: date | None = None, actor: Actor, now: datetime,
               accepts_clashes: bool = False) -> int:  # fmt: skip
    """Move a block by minutes, to the same times of another day, or both, as one step; gives how many moved.

    Raises Conflict where nothing stands in it, or with the sentences of the hard clashes that it would bring (unless
    they are accepted); Invalid where it would not move, or to a time that the clock never shows.
    """
    lock(event)
    check_shift(minutes, to_day not in {None, block.day})
    cards = cards_of(event)
    places = {card.session_id: card.place for card in cards if block.holds(card.place, event.zone)}
    if not places:
        raise Conflict(_("No session begins there."))
    moves = {key: shifted(place, event.zone, minutes=minutes, to_day=to_day) for key, place in places.items()}
    _put(event, cards, moves, actor, now, accepts_clashes)
    return len(moves)


def swap_sessions(one: Session, other: Session, *, actor: Actor, now: datetime, accepts_clashes: bool = False,
                  seen: str | None = None, seen_other: str | None = None) -> None:  # fmt: skip
    """Let two sessions change places as one step; each keeps its length. Raises Conflict as `move_block`."""
    event = one.event
    lock(event)
    for session, mark in ((one, seen), (other, seen_other)):
        lock(session)
        check_seen(session, mark)
    cards = cards_of(event)
    places = {card.session_id: card.place for card in cards if card.session_id in {one.id, other.id}}
    if len(places) < 2 or all(place.starts_at is None for place in places.values()):
        raise Conflict(_("Please choose two sessions, at least one of them placed, none of them cancelled."), "other")
    first, second = swapped(places[one.id], places[other.id])
    _put(event, cards, {one.id: first, other.id: second}, actor, now, accepts_clashes)


def _put(event: Event, cards: Sequence[Card], moves: Mapping[int, SessionPlace], actor: Actor, now: datetime,
         accepts_clashes: bool) -> None:  # fmt: skip
    if not accepts_clashes:
        _check_no_new_clash(event, cards, moves)
    query = select(Session).where(Session.id.in_(moves)).order_by(Session.id)
    put_sessions(event, [(one, moves[one.id]) for one in db.session.scalars(query)], actor=actor, now=now)


def _check_no_new_clash(event: Event, cards: Sequence[Card], moves: Mapping[int, SessionPlace]) -> None:
    rooms, frame = rooms_by_id(event), frame_of(event)
    before = [placement_of_card(card, rooms) for card in cards if card.starts_at]
    places = [(card, moves.get(card.session_id, card.place)) for card in cards]
    after = [placement_of_card(card, rooms, place) for card, place in places if place.starts_at]
    known = {_key(clash) for clash in _hard(before, frame)}
    new = [clash.in_a_list for clash in _hard(after, frame) if _key(clash) not in known]
    if new:
        raise Conflict(" ".join(new[:MOST_SENTENCES]))


def _hard(placed: list[Placement], frame: Frame) -> list[Clash]:
    return [clash for clash in find_all_clashes(placed, frame) if clash.kind.is_hard]


def _key(clash: Clash) -> tuple[str, frozenset[int | None]]:
    return clash.kind, frozenset({clash.session_id, clash.other_id})
