"""What everybody is told of a change of the event: at a constant cost for the deed, each once, whatever dies when."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from conference.core.clock import real_now
from conference.core.database import db, transaction
from conference.core.jobs import Job, JobState, claim_job
from conference.domain.accounts.actions import ATTENDEE, SYSTEM
from conference.domain.events.actions import edit_venue
from conference.domain.events.models import Event, Venue
from conference.domain.events.rules import EventState, VenueDetails
from conference.domain.interest.actions import withdraw_interest
from conference.domain.registration.actions.ending import cancel_registration
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import entry_of
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule import notices
from conference.domain.schedule.actions import (
    cancel_event,
    change_event_dates,
    change_event_venue,
    change_join_link,
    move_event,
    publish_release,
    telling,
)
from conference.domain.schedule.queries import (
    entry_of_event,
    entry_of_session,
    get_current_release,
    released_sessions,
)
from conference.domain.site.actions import renew_documents
from conference.mail.drain import drain
from conference.mail.models import Addressee, Envelope, EnvelopeState, Letter, MassLetter
from conference.mail.outbox import list_envelopes
from conference.mail.transport import Memory
from conference.worker import run_due_jobs
from tests.chores import do_jobs
from tests.domain.registration.registering import mails
from tests.domain.schedule.test_telling import entry_in, local, make_registration
from tests.factories import make_event, make_expression, make_session, make_site, make_venue
from tests.statements import statements

HOUR = timedelta(hours=1)
DATES = ("2022-09-05 09:00", "2022-09-06 18:00"), ("2022-10-05 09:00", "2022-10-06 18:00")
CHANGED, CANCELLED = "schedule/event_changed", "schedule/event_cancelled"


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def _today(app: Flask, stand_at: Callable[[datetime], None], now: datetime) -> None:
    make_site()
    stand_at(now)


def make_soc22(**values: Any) -> Event:
    return make_event(slug="soc22", short_title="SOC22", venue_id=make_venue("Room A").id, **values)


def dates(event: Event, now: datetime, starts: str, ends: str) -> None:
    with transaction():
        change_event_dates(event, zone=event.zone, zone_place="Oxford", starts=local(starts), ends=local(ends),
                           actor=SYSTEM, now=now)  # fmt: skip


def move(event: Event, state: EventState, now: datetime) -> None:
    with transaction():
        move_event(event, state, actor=SYSTEM, now=now)


def cancel(event: Event, now: datetime) -> None:
    with transaction():
        cancel_event(event, reason="The building is closed.", actor=SYSTEM, now=now)


def work() -> None:
    """Let the worker do all jobs, however often they have to be tried."""
    for _try in range(6):
        do_jobs()
        with transaction():
            db.session.execute(update(Job).where(Job.state == JobState.WAITING).values(not_before=None))


def told() -> list[str]:
    """Whom letters about the event were written to, in order of address."""
    query = select(Envelope.recipient_email).join(Letter).where(Letter.kind.in_((CHANGED, CANCELLED)))
    return sorted(db.session.scalars(query))


def guests(number: int) -> list[str]:
    return sorted(f"guest{one}@example.org" for one in range(1, number + 1))


def change_dates(event: Event, now: datetime) -> None:
    dates(event, now, *DATES[0])


def change_place(event: Event, now: datetime) -> None:
    with transaction():
        change_event_venue(event, Venue(name="Town Hall", city="Oxford"), actor=SYSTEM, now=now)


def change_link(event: Event, now: datetime) -> None:
    with transaction():
        change_join_link(event, "https://example.org/join", actor=SYSTEM, now=now)


DEEDS = [change_dates, change_place, change_link, cancel]


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_costs_the_same_for_one_and_for_many(deed: Callable[[Event, datetime], None], now: datetime) -> None:
    costs = []
    with transaction():
        renew_documents(now)  # that this waits already is the same for both
    for number in (1, 60):
        event = make_event(slug=f"soc{number}", venue_id=make_venue("Room A").id)
        for one in range(number):
            make_registration(event, one + 1)
            make_expression(event, email=f"interested{one}@example.org")
        with statements() as sent:
            deed(event, now)
        costs.append(len(sent))
    assert (costs[0] == costs[1], told()) == (True, [])
    work()
    interested = 0 if deed in {change_place, change_link} else 61
    assert (len(told()), db.session.query(Addressee).count(), db.session.query(MassLetter).count()) == (
        61 + interested, 0, 0,
    )  # fmt: skip


@pytest.mark.parametrize("moment", ["before a part is kept", "after a part is kept", "in the middle of a part"])
def test_each_is_told_once_when_the_worker_dies(monkeypatch: pytest.MonkeyPatch, now: datetime, moment: str) -> None:
    monkeypatch.setattr(telling, "SOME", 4)
    event = make_soc22()
    for one in range(1, 11):
        make_registration(event, one)
    change_dates(event, now)
    whole, written, letters = telling.tell_some, notices.event_changed, iter(range(1000))

    def die(event_id: int, at: datetime) -> None:
        if moment == "before a part is kept":
            whole(event_id, at)
        raise Killed

    def die_in_it(*arguments: Any) -> None:
        written(*arguments)
        if next(letters) == 5:
            raise Killed

    run_parts(1)
    assert len(told()) == 4
    with monkeypatch.context() as patch:
        if moment == "in the middle of a part":
            patch.setattr(notices, "event_changed", die_in_it)
        else:
            patch.setattr("conference.worker.tell_some", die)
        with pytest.raises(Killed):
            run_due_jobs("killed")
    db.session.rollback()
    assert set(told()) < set(guests(10))
    let_leases_end()
    work()
    assert told() == guests(10)


def run_parts(number: int) -> None:
    let_other_jobs_be()
    done = iter(range(number + 1))
    run_due_jobs("w", lambda: next(done) == number)


def let_other_jobs_be() -> None:
    with transaction():
        db.session.execute(update(Job).where(Job.kind != telling.TELLS).values(state=JobState.DONE))


def let_leases_end() -> None:
    with transaction():
        db.session.execute(update(Job).where(Job.state == JobState.RUNNING).values(lease_until=real_now() - HOUR))


def test_two_workers_at_one_event_tell_each_once(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(telling, "SOME", 4)
    event = make_soc22()
    for one in range(1, 8):
        make_registration(event, one)
    change_dates(event, now)
    let_other_jobs_be()
    with transaction():
        task = claim_job(real_now(), "slow")
    assert task is not None
    let_leases_end()
    run_parts(1)
    with transaction():
        telling.tell_some(task.argument["event"], now)
    work()
    assert told() == guests(7)


@pytest.mark.parametrize("some", [1, 2])
def test_one_who_cannot_be_written_to_stops_nobody(monkeypatch: pytest.MonkeyPatch, now: datetime, some: int) -> None:
    monkeypatch.setattr(telling, "SOME", some)
    event, written = make_soc22(), notices.event_changed

    def fail_for_two(registration: Registration, *arguments: Any) -> None:
        written(registration, *arguments)
        if registration.number == 2:
            raise KeyError("a bug")

    for one in range(1, 6):
        make_registration(event, one)
    with monkeypatch.context() as patch:
        patch.setattr(notices, "event_changed", fail_for_two)
        change_dates(event, now)
        do_jobs()
        assert told() == [one for one in guests(5) if one != "guest2@example.org"]
    with transaction():
        change_join_link(event, "https://example.org/join", actor=SYSTEM, now=now)
    do_jobs()
    assert (len(told()), told().count("guest2@example.org")) == (10, 2)


def test_who_cancels_meanwhile_is_not_told_of_a_place(now: datetime) -> None:
    event = make_soc22()
    make_registration(event, 1)
    ada = make_registration(event, 2)
    bob = make_expression(event, email="bob@example.org")
    change_dates(event, now)
    with transaction():
        cancel_registration(ada, actor=ATTENDEE, now=now)
        withdraw_interest(bob, now)
    work()
    assert mails() == [("registration/cancelled", "guest2@example.org"), (CHANGED, "guest1@example.org")]


def test_who_is_told_late_hears_what_was_and_what_is(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(telling, "SOME", 1)
    event = make_soc22()
    for one in (1, 2):
        make_registration(event, one)
    dates(event, now, *DATES[0])
    run_parts(1)
    dates(event, now, *DATES[1])
    work()
    said = list_envelopes(EnvelopeState.WAITING)
    before = [line[8:] for one in said for line in one.letter.text.splitlines() if line.startswith("Before: ")]
    assert sorted(line.partition(",")[0] for line in before) == ["Monday 5 September 2022", "Thursday 8 September 2022"]
    assert {one.recipient_email: entry_in(one)[2] for one in said} == {"guest1@example.org": 2, "guest2@example.org": 2}


def test_dates_that_a_draft_got_are_told_when_it_is_announced_again(now: datetime) -> None:
    event = make_soc22()
    guest = make_registration(event, 1)
    move(event, EventState.ANNOUNCED, now)
    move(event, EventState.DRAFT, now)
    for starts, ends in DATES:
        dates(event, now, starts, ends)
        work()
    assert told() == []
    move(event, EventState.OPEN, now)
    work()
    (envelope,) = list_envelopes()
    assert "Before: Thursday 8 September 2022, 09:00" in envelope.letter.text
    assert "Now: Wednesday 5 October 2022, 09:00" in envelope.letter.text
    assert entry_in(envelope)[:3] == ("REQUEST", guest.uid, 2)


def test_what_was_not_told_before_an_event_became_a_draft_waits(now: datetime) -> None:
    event = make_soc22()
    make_registration(event, 1)
    change_dates(event, now)
    for state in (EventState.ANNOUNCED, EventState.DRAFT):
        move(event, state, now)
    work()
    assert told() == []
    move(event, EventState.OPEN, now)
    work()
    assert told() == guests(1)


def test_dates_that_are_as_before_when_it_is_announced_again_are_not_told(now: datetime) -> None:
    event = make_soc22(zone_place="Oxford", starts_at=datetime.fromisoformat("2022-09-08T08:00+00:00"),
                       ends_at=datetime.fromisoformat("2022-09-09T17:00+00:00"))  # fmt: skip
    make_registration(event, 1)
    move(event, EventState.ANNOUNCED, now)
    move(event, EventState.DRAFT, now)
    dates(event, now, *DATES[0])
    dates(event, now, "2022-09-08 09:00", "2022-09-09 18:00")
    move(event, EventState.OPEN, now)
    work()
    assert (told(), db.session.query(MassLetter).count()) == ([], 0)


def test_after_the_end_of_an_event_nothing_else_about_it_leaves(now: datetime) -> None:
    event = make_soc22()
    make_registration(event, 1)
    make_registration(event, 2, state=RegistrationState.WAITING, mode=None, invited_by="")
    change_place(event, now)
    work()
    change_dates(event, now)
    cancel(event, now)
    assert list_envelopes(EnvelopeState.WAITING) == []
    work()
    assert [one.letter.kind for one in list_envelopes()] == [CANCELLED, CANCELLED, CHANGED, CHANGED]
    memory = Memory()
    drain(memory, "w")
    assert sorted((to, b"Subject: SOC22 is cancelled" in content) for to, content in memory.delivered) == [
        ("guest1@example.org", True), ("guest2@example.org", True),
    ]  # fmt: skip


def test_who_gave_a_place_back_just_before_the_end_still_hears_of_that(now: datetime) -> None:
    event = make_soc22()
    ada = make_registration(event, 1)
    with transaction():
        cancel_registration(ada, actor=ATTENDEE, now=now)
    cancel(event, now)
    work()
    assert mails() == [("registration/cancelled", "guest1@example.org")]


def test_another_address_of_a_venue_raises_what_calendars_show(now: datetime) -> None:
    event, past = make_soc22(), make_event(slug="soc19", ends_at=now)
    venue = event.venue
    assert venue is not None
    guest = make_registration(event, 1)
    make_session(event, starts_at=event.starts_at, ends_at=event.ends_at)
    with transaction():
        past.venue_id = venue.id
        publish_release(event, actor=SYSTEM, now=now)

    def entries() -> list[tuple[int, str]]:
        (released,) = released_sessions(get_current_release(event))
        found = entry_of_event(event), entry_of(guest), entry_of_session(released, event)
        return [(one.sequence, one.location) for one in found if one is not None]

    with transaction():
        edit_venue(venue, VenueDetails(venue.name, "1 New Street", "Oxford", directions="Up."), actor=SYSTEM, now=now)
    there = f"{venue.name}, 1 New Street, Oxford"
    assert entries() == [(1, there), (1, "Online"), (1, there)]
    with transaction():
        edit_venue(venue, VenueDetails(venue.name, "1 New Street", "Oxford", directions="Down."), actor=SYSTEM, now=now)
    assert ([one[0] for one in entries()], event.changed_at, past.sequence) == ([1, 1, 1], now, 0)
