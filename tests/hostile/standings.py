"""What the database says about the registrations of an event, and what must never be so, whatever was done."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.registration.models import Decision, Registration
from conference.domain.registration.rules.states import RegistrationState as State
from conference.mail.models import UNSENT_STATES, Envelope, Letter
from tests.hostile.house import ENDED, House

UNASKED = "registration/already_registered"
OFFER = "registration/offered"


@dataclass(frozen=True)
class Standing:
    """One registration: who is where, and how many decisions, letters and offers there are about it."""

    number: int
    email: str
    state: State
    place: str | None
    until: datetime | None
    decisions: int
    letters: int
    offers: int


@dataclass(frozen=True)
class Calendar:
    """What a calendar knows of one registration."""

    uid: str
    sequence: int
    invited_by: str
    state: State
    place: str | None


def standings_of(rows: Sequence[Registration]) -> list[Standing]:
    """Everybody, in the order of asking."""
    decisions, letters, offers = _decisions(rows), _letters(rows), _letters(rows, OFFER)
    return [
        Standing(one.number, one.folded_email, one.state, place_of(one), one.offered_until, decisions[one.id],
                 letters[one.id], offers[one.id])
        for one in rows
    ]  # fmt: skip


def expected_of(house: House) -> list[Standing]:
    """The same, as it must be."""
    return [
        Standing(one.number, one.email, one.state, one.place, one.until, one.decisions, one.letters, one.offers)
        for one in house.guests
    ]


def place_of(registration: Registration) -> str | None:
    """The name of the ticket type that somebody has, or of the way of attending; None for who has no place."""
    if registration.ticket_type is not None:
        return registration.ticket_type.name
    return registration.mode.value if registration.mode else None


def _decisions(rows: Sequence[Registration]) -> Counter[int]:
    counted = (
        select(Decision.registration_id, func.count())
        .where(Decision.registration_id.in_([one.id for one in rows]))
        .group_by(Decision.registration_id)
    )
    found: dict[int, int] = dict(db.session.execute(counted).all())
    return Counter(found)


def _letters(rows: Sequence[Registration], kind: str = "") -> Counter[int]:
    counted = select(Letter.about, func.count()).join(Envelope).where(Letter.kind != UNASKED)
    counted = counted.where(Letter.about.in_([f"registration:{one.id}" for one in rows])).group_by(Letter.about)
    found = db.session.execute(counted.where(Letter.kind == kind) if kind else counted)
    return Counter({int(about.partition(":")[2]): number for about, number in found})


def rows_of(event: Event) -> list[Registration]:
    """The registrations of an event in the order of asking, as they are in the database now."""
    query = select(Registration).where(Registration.event_id == event.id).order_by(Registration.number)
    return list(db.session.scalars(query))


def check_people(rows: Sequence[Registration]) -> None:
    """Nobody has two registrations that stand, no number was given twice, who has a place is invited to it."""
    standing = [one for one in rows if one.state not in ENDED]
    assert max(Counter(one.folded_email for one in standing).values(), default=1) == 1
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    for one in rows:
        assert (one.mode is not None) == (one.state in {State.OFFERED, State.CONFIRMED}), one.number
        assert (one.offered_until is not None) == (one.state is State.OFFERED), one.number
        assert one.invited_by or one.state is not State.CONFIRMED, one.number


def check_mails(event: Event) -> None:
    """Of the mails that have still to go, none says what a newer one has replaced."""
    unsent = select(Envelope.key, func.count()).join(Envelope.letter).where(Envelope.state.in_(UNSENT_STATES))
    unsent = unsent.where(Letter.event_id == event.id, Envelope.key.is_not(None)).group_by(Envelope.key)
    assert [key for key, number in db.session.execute(unsent) if number > 1] == []


def check_pools(taken: Counter[str], before: Counter[str], sizes: dict[str, int | None], beyond: set[str]) -> None:
    """No pool is over its size but by what was over before, or was given beyond it now."""
    for pool, size in sizes.items():
        assert size is None or pool in beyond or taken[pool] <= max(size, before[pool]), pool


def calendars_of(rows: Sequence[Registration]) -> dict[str, Calendar]:
    """What calendars know, by UID."""
    return {one.uid: Calendar(one.uid, one.sequence, one.invited_by, one.state, place_of(one)) for one in rows}


def check_calendars(before: dict[str, Calendar], after: dict[str, Calendar]) -> None:
    """What a calendar has already is changed by a higher number only, and withdrawn in the same name."""
    for uid, was in before.items():
        now = after.get(uid)
        if now is None or not was.invited_by:  # handed on: a new entry; or nothing is in any calendar
            continue
        assert now.invited_by == was.invited_by, uid
        is_changed = (now.state, now.place) != (was.state, was.place)
        assert now.sequence >= was.sequence + is_changed, uid
