"""Rounds of a waiting list: people leave, take what is held, are late, come, and are given places, all at once.

Each deed is a transaction of its own in one of several threads, as the server and the worker would do it.
"""

import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from flask import Flask
from sqlalchemy import func, select, update

from conference.core.database import db, is_passing_fault, transaction
from conference.core.errors import Conflict
from conference.domain.accounts.actions import ATTENDEE
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.registration.actions import ending, queue, registering
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import catalogue_of, count_places
from conference.domain.registration.rules.places import Place
from conference.domain.registration.rules.states import ENDED, RegistrationState
from conference.mail.models import Envelope, Letter

THREADS = 8
REFUSED, FAILED = "refused", "failed"
UNTAKEN = (RegistrationState.OFFERED, RegistrationState.EXPIRED)
Deed = Callable[[Event], Any]


@dataclass(frozen=True)
class Size:
    """How many do what in one round."""

    leave: int
    late: int
    take: int
    given: int

    @property
    def come(self) -> int:
        """As many come as move up, so that the queue stays as long."""
        return self.leave + self.late + self.given


@dataclass
class Round:
    """Who does what at one instant, and what is known afterwards."""

    app: Flask
    slug: str
    now: datetime
    size: Size
    chance: random.Random
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    chosen: dict[str, list[int]] = field(default_factory=dict)

    def choose(self) -> None:
        """Who leaves, takes, is late and is given a place; the offers of those who are late end now."""
        offered, size = self._ids(RegistrationState.OFFERED), self.size
        self.chosen = {"late": offered[: size.late], "take": offered[size.late : size.late + size.take],
                       "leave": self._ids(RegistrationState.CONFIRMED)[: size.leave],
                       "given": self._ids(RegistrationState.WAITING)[: size.given]}  # fmt: skip
        with transaction():
            late = update(Registration).where(Registration.id.in_(self.chosen["late"]))
            db.session.execute(late.values(offered_until=self.now))

    def _ids(self, state: RegistrationState) -> list[int]:
        of = select(Registration.id).where(Registration.state == state).order_by(Registration.number)
        found = list(db.session.scalars(of))
        self.chance.shuffle(found)
        return found

    def run(self, types: list[int]) -> None:
        """All at once, in an order that the seed decides."""
        deeds = [*self._deeds_of_people(), *self._new_people(types)]
        self.chance.shuffle(deeds)
        db.session.remove()
        with ThreadPoolExecutor(THREADS) as pool:
            for kind, answer in pool.map(self._do, deeds):
                self.answers[kind, answer] += 1

    def _deeds_of_people(self) -> list[tuple[str, Deed]]:
        doing = {"late": self._take, "take": self._take, "leave": self._leave, "given": self._give}
        deeds = [(kind, partial(doing[kind], one)) for kind, ids in self.chosen.items() for one in ids]
        return [*deeds, *[("expire", partial(queue.expire_offers, now=self.now))] * max(1, self.size.late // 4)]

    def _new_people(self, types: list[int]) -> list[tuple[str, Deed]]:
        wishes = [self.chance.sample(types, self.chance.randint(1, len(types))) for _one in range(self.size.come)]
        return [("come", partial(self._come, number, wish)) for number, wish in enumerate(wishes)]

    def _take(self, one: int, _event: Event) -> None:
        queue.accept_offer(db.session.get_one(Registration, one), self.now)

    def _leave(self, one: int, _event: Event) -> None:
        ending.cancel_registration(db.session.get_one(Registration, one), actor=ATTENDEE, now=self.now)

    def _give(self, one: int, event: Event) -> None:
        mine = db.session.get_one(Registration, one)
        staff = db.session.scalars(select(Account)).one()
        place = catalogue_of(event).place_of_type(mine.wanted_ids[0])
        queue.give_place(mine, place, reason="She chairs", is_beyond=True, actor=staff, now=self.now)

    def _come(self, number: int, wish: list[int], event: Event) -> None:
        email = f"at{self.now:%d%H%M}n{number}@example.org"
        registering.register_attendee(event, name="A Person", email=email, organisation="",
                                      wish=registering.Wish(ticket_types=wish), now=self.now)  # fmt: skip

    def _do(self, deed: tuple[str, Deed]) -> tuple[str, str]:
        """As a form does it: what passes by itself is tried once more."""
        with self.app.app_context():
            try:
                return deed[0], self._try(deed[1]) or self._try(deed[1]) or FAILED
            except Exception as error:  # noqa: BLE001 -- counted as an error of the round
                self.errors.append(f"{deed[0]}: {type(error).__name__}")
                return deed[0], FAILED
            finally:
                db.session.remove()

    def _try(self, deed: Deed) -> str:
        try:
            with transaction():
                deed(get_event(self.slug))
        except Conflict:
            return REFUSED
        except Exception as error:
            if not is_passing_fault(error):
                raise
            return ""
        return "done"


def faults_of(played: Round) -> list[str]:
    """What is wrong after a round, in words; nothing must be."""
    event = get_event(played.slug)
    rows = list(db.session.scalars(select(Registration).order_by(Registration.number)))
    return [*played.errors, *_answers_wrong(played), *_people_wrong(rows), *_pools_wrong(event, played.size),
            *_turns_wrong(event, rows), *_letters_wrong()]  # fmt: skip


def _answers_wrong(played: Round) -> list[str]:
    """Who was in time has the place, who was late has none, each new person is in the list."""
    size, answers = played.size, played.answers
    expected = {("take", "done"): len(played.chosen["take"]), ("late", REFUSED): len(played.chosen["late"]),
                ("leave", "done"): len(played.chosen["leave"]), ("come", "done"): size.come}  # fmt: skip
    return [f"{kind} {answer}: {answers[kind, answer]} of {number}" for (kind, answer), number in expected.items()
            if answers[kind, answer] != number]  # fmt: skip


def _people_wrong(rows: list[Registration]) -> list[str]:
    standing = Counter(one.folded_email for one in rows if one.state not in ENDED)
    twice = [f"{email} stands {number} times" for email, number in standing.items() if number > 1]
    gaps = [] if [one.number for one in rows] == list(range(1, len(rows) + 1)) else ["numbers have gaps or doubles"]
    return [*twice, *gaps]


def _pools_wrong(event: Event, size: Size) -> list[str]:
    """No pool is over its size by more than what was given beyond it in this round; more than that left."""
    places = count_places(event).places
    over = {pool: places.over(pool) for pool in places.capacity}
    return [f"{pool}: {number} too many" for pool, number in over.items() if number > size.given]


def _turns_wrong(event: Event, rows: list[Registration]) -> list[str]:
    """Whoever holds an offer was before everybody who waits for such a place; nobody waits for what is free."""
    catalogue, tally = catalogue_of(event), count_places(event)
    first: dict[Place, int] = {}
    for one in rows:
        if one.state is RegistrationState.WAITING:
            for wanted in one.wanted_ids:
                first.setdefault(catalogue.place_of_type(wanted), one.number)
    offered = [(one.number, first.get(catalogue.place_of_type(one.ticket_type_id), one.number))
               for one in rows if one.state is RegistrationState.OFFERED and one.ticket_type_id]  # fmt: skip
    overtaken = [f"{number} has an offer before {other}" for number, other in offered if other < number]
    return [*overtaken, *(["people wait for what is free"] if tally.has_movers else [])]


def _letters_wrong() -> list[str]:
    """Each offer was mailed once: nobody has more than one here, since nobody comes twice."""
    mailed = select(Letter.about, func.count()).join(Envelope).where(Letter.kind == "registration/offered")
    found: dict[str, int] = dict(db.session.execute(mailed.group_by(Letter.about)).all())
    ever = select(Registration).where(Registration.state.in_(UNTAKEN))
    unmailed = [one.number for one in db.session.scalars(ever)
                if one.state in UNTAKEN and not found.get(f"registration:{one.id}")]  # fmt: skip
    return [*[f"{about}: {number} offers" for about, number in found.items() if number > 1],
            *[f"{number}: no letter about the offer" for number in unmailed]]  # fmt: skip


NEXT_ROUND = timedelta(minutes=5)
