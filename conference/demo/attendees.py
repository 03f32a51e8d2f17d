"""Sample people who registered or expressed interest: numbers and example.org addresses, the same on every run.

Numbers, not chance, decide who comes how, who cancels and when: early days bring most, as they do.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from conference.core.zones import minutes_between
from conference.demo.samples import day_of_event, local_instant, organisation_name_of, sample_person
from conference.demo.shapes import EventFacts, MilestoneKind
from conference.domain.consents.models import ConsentPurpose
from conference.domain.events.rules import AttendanceMode, EventKind

FIRST_NUMBER = 101
REGISTRATIONS = {EventKind.CONFERENCE: 150, EventKind.WEBINAR: 25, EventKind.MEETING: 15}
INTERESTED = 40
OPENING_HOUR = time(9)
CANCELS_AFTER, CONFIRMS_AFTER, WITHDRAWS_AFTER = timedelta(days=3), timedelta(minutes=4), timedelta(days=5)
LEANINGS = (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE, AttendanceMode.HYBRID)


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """Places of the demo; None where that way of coming is not offered."""

    in_person: int | None
    online: int | None


@dataclass(frozen=True, kw_only=True)
class SampleRegistration:
    """One registration; whether it is confirmed or waits follows from capacity and order, by the rules."""

    event_id: str
    number: int
    name: str
    email: str
    organisation: str
    accepts_in_person: bool
    accepts_online: bool
    registered_at: datetime
    cancelled_at: datetime | None
    is_sample: bool = True


@dataclass(frozen=True, kw_only=True)
class SampleInterest:
    """One expression of interest; not confirmed yet where `confirmed_at` is None."""

    event_id: str
    number: int
    name: str
    email: str
    organisation: str
    leaning: AttendanceMode
    topics: tuple[str, ...]
    purposes: tuple[ConsentPurpose, ...]
    expressed_at: datetime
    confirmed_at: datetime | None
    withdrawn_at: datetime | None
    is_sample: bool = True


def capacity_of(event: EventFacts) -> Capacity:
    """The places of an event in the demo: few enough in person that a waiting list exists."""
    if event.mode is AttendanceMode.ONLINE:
        return Capacity(in_person=None, online=300)
    return Capacity(in_person=30, online=200)


def opens_at(event: EventFacts, kind: MilestoneKind) -> datetime | None:
    """The instant of a milestone (at nine unless the hour is known), or None."""
    milestone = event.find_milestone(kind)
    return local_instant(event, milestone.on, milestone.at or OPENING_HOUR) if milestone else None


def registrations_of(event: EventFacts, now: datetime) -> tuple[SampleRegistration, ...]:
    """The registrations of a dated event made by `now`, in the order they came."""
    opened, closes = opens_at(event, "registration opens"), local_instant(event, day_of_event(event, 1), OPENING_HOUR)
    if opened is None:
        return ()
    count = REGISTRATIONS[event.kind]
    made = (_registration(event, number, _moment(opened, closes, number, count, 4), now) for number in range(count))
    return tuple(each for each in made if each.registered_at <= now)


def interests_of(event: EventFacts, now: datetime) -> tuple[SampleInterest, ...]:
    """The expressions of interest in a conference made by `now`, from its announcement until registration opens."""
    opened, closed = opens_at(event, "announced"), opens_at(event, "registration opens")
    if event.kind is not EventKind.CONFERENCE or opened is None or closed is None:
        return ()
    moments = (_moment(opened, closed, number, INTERESTED, 2) for number in range(INTERESTED))
    made = (_interest(event, number, moment, now) for number, moment in enumerate(moments))
    return tuple(each for each in made if each.expressed_at <= now)


def _moment(opened: datetime, closes: datetime, number: int, count: int, power: int) -> datetime:
    """The moment of the one at place `number` of `count`; the higher the power, the more of them come early."""
    minutes = minutes_between(opened, closes)
    return opened + timedelta(minutes=minutes * number**power // count**power + number)


def _past(moment: datetime, now: datetime) -> datetime | None:
    return moment if moment <= now else None


def _registration(event: EventFacts, number: int, moment: datetime, now: datetime) -> SampleRegistration:
    person = sample_person(FIRST_NUMBER + number)
    in_person = event.mode is not AttendanceMode.ONLINE and number % 5 < 3
    return SampleRegistration(
        event_id=event.id,
        number=number + 1,
        name=person.name,
        email=person.email,
        organisation=organisation_name_of(FIRST_NUMBER + number) if number % 3 else "",
        accepts_in_person=in_person,
        accepts_online=not in_person or number % 10 == 1,
        registered_at=moment,
        cancelled_at=_past(moment + CANCELS_AFTER, now) if number % 11 == 5 else None,
    )


def _interest(event: EventFacts, number: int, moment: datetime, now: datetime) -> SampleInterest:
    person = sample_person(FIRST_NUMBER + number)
    is_confirmed = number % 9 != 4
    return SampleInterest(
        event_id=event.id,
        number=number + 1,
        name=person.name,
        email=person.email,
        organisation=organisation_name_of(FIRST_NUMBER + number) if number % 3 else "",
        leaning=LEANINGS[number % 3],
        topics=event.themes[number % 2 :: 2],
        purposes=tuple(ConsentPurpose)[: 1 + number % 3],
        expressed_at=moment,
        confirmed_at=_past(moment + CONFIRMS_AFTER, now) if is_confirmed else None,
        withdrawn_at=_past(moment + WITHDRAWS_AFTER, now) if is_confirmed and number % 13 == 6 else None,
    )
