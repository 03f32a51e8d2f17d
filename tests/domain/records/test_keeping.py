"""What was kept for long enough goes by itself, each kind after its own time, on both databases."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from conference.core.database import db, transaction
from conference.core.jobs import Job
from conference.domain.accounts.actions import SYSTEM
from conference.domain.accounts.models import JournalEntry
from conference.domain.consents.models import Consent
from conference.domain.events.models import Event
from conference.domain.interest.models import ExpressionOfInterest, InterestState
from conference.domain.records.actions.erasing import SCRUBS
from conference.domain.records.actions.keeping import keep_no_longer, set_months
from conference.domain.records.queries.keeping import count_due, count_held
from conference.domain.records.rules.keeping import Rule
from conference.domain.registration.models import Registration
from conference.domain.schedule.models import Objection, SpeakerPlan
from conference.mail.models import Envelope, EnvelopeState, Letter
from tests.guards.house import AFTERWARDS, NOW, furnish


@pytest.fixture
def event(app: Flask) -> Event:
    """An event of September 2022 with two of everything, mails all sent."""
    furnish(2)
    with transaction():
        db.session.execute(update(Envelope).values(state=EnvelopeState.SENT))
    found = db.session.scalars(select(Event).order_by(Event.id)).first()
    assert found is not None
    return found


def count(table: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def keep(now: datetime) -> dict[Rule, int]:
    """As the worker does each night; the numbers of the dry run are those that then go."""
    foreseen, gone = count_due(now), {}
    for rule in Rule:
        with transaction():
            gone[rule] = keep_no_longer(rule, now)
    assert gone == foreseen
    return {rule: number for rule, number in gone.items() if number}


def test_each_kind_goes_after_its_own_time(event: Event) -> None:
    assert keep(NOW + timedelta(days=1)) == {}
    assert set(keep(AFTERWARDS)) == {Rule.MAILS}
    assert (count(Letter), count(Envelope)) == (0, 0)
    in_a_year = keep(AFTERWARDS + timedelta(days=366))
    assert in_a_year == {Rule.INTEREST: 2, Rule.PLANNING: 2}
    names = db.session.scalars(select(ExpressionOfInterest.name)).all()
    assert (names, count(SpeakerPlan), count(Objection)) == (["Name withheld"] * 2, 0, 0)
    in_two = keep(AFTERWARDS + timedelta(days=732))
    assert in_two == {Rule.REGISTRATIONS: 3}  # a place that was to be handed on, too
    one = db.session.get_one(Registration, 1)
    assert (one.name, one.email, one.state, one.link_version) == ("Name withheld", "withheld-1", "confirmed", 2)
    assert count_held(event)["nameless"] == 2
    assert keep(AFTERWARDS + timedelta(days=732)) == {}
    assert set(keep(AFTERWARDS + timedelta(days=1100))) == {Rule.JOURNAL}
    assert db.session.scalar(select(func.count(Job.id)).where(Job.kind == SCRUBS)) == 1


def test_interest_that_came_to_nothing_goes_with_what_was_agreed_there(event: Event) -> None:
    with transaction():
        one = db.session.get_one(ExpressionOfInterest, 1)
        one.state = InterestState.UNCONFIRMED
        db.session.execute(update(Consent).where(Consent.email == one.email).values(evidence="interest:1"))
        two = db.session.get_one(ExpressionOfInterest, 2)
        two.state, two.withdrawn_at = InterestState.WITHDRAWN, NOW + timedelta(days=20)
    gone = keep(NOW + timedelta(days=32))
    assert gone == {Rule.UNCONFIRMED: 2}
    assert (count(ExpressionOfInterest), count(Consent)) == (1, 1)
    assert keep(NOW + timedelta(days=55)) == {Rule.WITHDRAWN: 1}


def test_what_is_kept_for_ever_stays_and_samples_are_of_nobody(event: Event) -> None:
    with transaction():
        said = dict.fromkeys((Rule.REGISTRATIONS, Rule.INTEREST, Rule.WITHDRAWN), 1)
        set_months(dict.fromkeys(Rule) | said, actor=SYSTEM, now=NOW)
        db.session.execute(update(Registration).values(is_sample=True))
        samples = update(ExpressionOfInterest).values(is_sample=True, state=InterestState.WITHDRAWN, withdrawn_at=NOW)
        db.session.execute(samples)
    assert keep(AFTERWARDS + timedelta(days=4000)) == {}
    deed = db.session.scalars(select(JournalEntry).where(JournalEntry.action == "change keeping")).one()
    assert deed.changes["mails"] == [3, None]
