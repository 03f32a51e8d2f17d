"""Expressing, confirming, withdrawing: what is kept, what is agreed to, which mails go out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from conference import links
from conference.core.database import db, transaction
from conference.core.errors import Conflict, NotFound
from conference.domain.accounts.models import JournalEntry
from conference.domain.consents.models import Consent, Wording
from conference.domain.consents.rules import ConsentPurpose
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.interest.actions import confirm_interest, express_interest, withdraw_interest
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.interest.queries import count_interest, get_own_interest, list_expressions
from conference.domain.interest.rules import Answers, InterestState
from conference.mail.models import Letter
from tests.domain.consents.agreed import is_agreed_to
from tests.domain.registration.registering import mails
from tests.factories import make_event, make_expression, make_series, make_site

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2021, 11, 1, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
EVENT, LATER_EDITIONS, BRIEFING = ConsentPurpose


@pytest.fixture
def event(app: Flask) -> Event:
    make_site(name="GO Lab")
    series = make_series(title="Social Outcomes Conference")
    return make_event(state=EventState.ANNOUNCED, short_title="SOC22", topics="Health\nHousing", series_id=series.id)


def express(event: Event, email: str = "ada@example.org", now: datetime = NOW, **values: Any) -> int:
    plain = {"name": "Ada", "organisation": "Engines", "leaning": AttendanceMode.ONLINE, "topics": ("Health",),
             "purposes": (EVENT, BRIEFING)}  # fmt: skip
    with transaction():
        return express_interest(get_event(event.slug), email=email, answers=Answers(**{**plain, **values}), now=now).id


def expression(interest_id: int) -> ExpressionOfInterest:
    db.session.rollback()
    found = db.session.get(ExpressionOfInterest, interest_id)
    assert found is not None
    return found


def confirm(interest_id: int, number: int = 0, now: datetime = NOW) -> None:
    with transaction():
        confirm_interest(expression(interest_id), number, now)


def withdraw(interest_id: int, now: datetime = LATER) -> None:
    with transaction():
        withdraw_interest(expression(interest_id), now)


def consents() -> list[tuple[str, bool]]:
    db.session.rollback()
    found = db.session.scalars(select(Consent).order_by(Consent.id)).all()
    return [(consent.purpose.value, consent.withdrawn_at is None) for consent in found]


def numbers_in_links() -> list[int]:
    """The numbers that the confirming links in the mails carry, in order."""
    start, found = links.absolute("/my/"), []
    for text in db.session.scalars(select(Letter.text).order_by(Letter.id)):
        for line in text.splitlines():
            if line.startswith(start) and line.endswith("/confirm-interest/"):
                token = line.removeprefix(start).removesuffix("/confirm-interest/")
                found.append(links.read(links.Purpose.CONFIRM_INTEREST, token)[1])
    return found


def test_nothing_counts_before_it_is_confirmed(event: Event) -> None:
    ada = express(event)
    kept = expression(ada)
    assert (kept.state, kept.name, kept.topics, kept.purposes) == (
        InterestState.UNCONFIRMED, "Ada", ["Health"], ["this event", "weekly briefing"],
    )  # fmt: skip
    assert (consents(), mails(), numbers_in_links()) == ([], [("interest/confirm", "ada@example.org")], [0])
    assert count_interest(event).confirmed == 0


def test_confirming_keeps_the_wording_that_was_agreed_to(event: Event) -> None:
    ada = express(event)
    confirm(ada)
    found = db.session.scalars(select(Consent).order_by(Consent.id)).all()
    told = [(one.purpose, one.email, one.event_id, one.series_id, one.evidence, one.given_at) for one in found]
    assert told == [
        (EVENT, "ada@example.org", event.id, None, f"interest:{ada}", NOW),
        (BRIEFING, "ada@example.org", None, None, f"interest:{ada}", NOW),
    ]
    assert [one.wording.text for one in found] == [
        "Write to me about SOC22: when registration opens, and when something changes.",
        "Send me the weekly briefing of GO Lab.",
    ]
    assert expression(ada).state is InterestState.CONFIRMED
    assert mails()[1:] == [("interest/confirmed", "ada@example.org")]
    assert is_agreed_to("ada@example.org", BRIEFING)


def test_confirming_twice_changes_nothing(event: Event) -> None:
    ada = express(event)
    confirm(ada)
    confirm(ada, now=LATER)
    assert (len(consents()), len(mails()), expression(ada).confirmed_at) == (2, 2, NOW)


def test_one_wording_is_one_row(event: Event) -> None:
    confirm(express(event))
    confirm(express(event, "bob@example.org"))
    assert len(db.session.scalars(select(Wording)).all()) == 2


def test_asking_twice_changes_nothing_by_itself(event: Event) -> None:
    ada = express(event)
    confirm(ada)
    express(event, name="Somebody else", topics=("Housing",), purposes=(LATER_EDITIONS,))
    kept = expression(ada)
    assert (kept.name, kept.topics, kept.state) == ("Ada", ["Health"], InterestState.CONFIRMED)
    assert consents() == [("this event", True), ("weekly briefing", True)]
    assert mails()[-1] == ("interest/new_answers", "ada@example.org")
    letter = db.session.scalars(select(Letter).order_by(Letter.id.desc())).first()
    assert letter is not None
    assert "Name: Somebody else" in letter.text
    assert "- Write to me about later editions of Social Outcomes Conference." in letter.text


def test_upper_and_lower_case_are_one_mailbox_written_as_it_was_typed(event: Event) -> None:
    first, second = express(event, email="Ada@example.org"), express(event, email="ADA@example.org", name="Other")
    assert (second, expression(first).email, expression(first).name) == (first, "Ada@example.org", "Ada")
    assert [address for _kind, address in mails(unsent_only=False)] == ["Ada@example.org"] * 2


def test_the_button_in_the_mail_applies_the_new_answers(event: Event) -> None:
    ada = express(event)
    confirm(ada)
    express(event, name="Ada L.", topics=("Housing",), purposes=(EVENT, LATER_EDITIONS))
    confirm(ada, 1, LATER)
    kept = expression(ada)
    assert (kept.name, kept.topics, kept.proposed) == ("Ada L.", ["Housing"], None)
    assert consents() == [("this event", True), ("weekly briefing", False), ("later editions", True)]


def test_the_first_mail_confirms_the_first_answers_whatever_was_sent_after_it(event: Event) -> None:
    ada = express(event)
    express(event, name="Mallory", purposes=(BRIEFING,))
    assert (numbers_in_links(), len(mails())) == ([0, 1], 2)
    confirm(ada, 0)
    assert (expression(ada).name, consents()) == ("Ada", [("this event", True), ("weekly briefing", True)])
    confirm(ada, 1)
    assert expression(ada).name == "Mallory"


def test_a_link_that_newer_answers_replaced_is_dead(event: Event) -> None:
    ada = express(event)
    express(event, name="Second"), express(event, name="Third")
    assert mails() == [("interest/confirm", "ada@example.org"), ("interest/new_answers", "ada@example.org")]
    with pytest.raises(NotFound):
        confirm(ada, 1)
    confirm(ada, 2)
    assert expression(ada).name == "Third"


def test_withdrawing_takes_back_what_was_agreed_to_there(event: Event) -> None:
    ada = express(event)
    confirm(ada)
    withdraw(ada)
    withdraw(ada, LATER + timedelta(days=1))
    kept = expression(ada)
    assert (kept.state, kept.withdrawn_at) == (InterestState.WITHDRAWN, LATER)
    assert consents() == [("this event", False), ("weekly briefing", False)]
    assert not is_agreed_to("ada@example.org", BRIEFING)
    with pytest.raises(NotFound):
        confirm(ada, 0)


def test_consents_given_elsewhere_stay(event: Event) -> None:
    other = make_event(state=EventState.ANNOUNCED)
    ada, elsewhere = express(event), express(other, topics=())
    confirm(ada)
    confirm(elsewhere)
    withdraw(ada)
    assert is_agreed_to("ada@example.org", BRIEFING)


def test_who_withdrew_may_come_back_by_mail(event: Event) -> None:
    ada = express(event)
    confirm(ada)
    withdraw(ada)
    express(event, now=LATER)
    assert expression(ada).state is InterestState.WITHDRAWN
    confirm(ada, 1, LATER)
    assert (expression(ada).state, expression(ada).withdrawn_at) == (InterestState.CONFIRMED, None)
    assert consents()[2:] == [("this event", True), ("weekly briefing", True)]


def test_an_open_event_sends_people_to_register(event: Event) -> None:
    event.state = EventState.OPEN
    db.session.commit()
    with pytest.raises(Conflict) as refusal:
        express(event)
    assert refusal.value.sentence == "SOC22 has opened its registration, so you can register at once."


def test_one_address_gets_few_asking_mails_a_day(event: Event) -> None:
    for number in range(12):
        express(event, email="ada@example.org".replace("a", "aA"[number % 2]), now=NOW + timedelta(minutes=number))
    assert len(mails(unsent_only=False)) == 8
    express(event, now=NOW + timedelta(days=2))
    assert len(mails(unsent_only=False)) == 9


def test_an_own_link_opens_one_expression_of_one_version(event: Event) -> None:
    ada = express(event)
    assert get_own_interest(ada, 1).id == ada
    for wrong in ((ada, 2), (ada + 1, 1)):
        with pytest.raises(NotFound):
            get_own_interest(*wrong)


def test_the_journal_has_each_deed_once(event: Event) -> None:
    ada = express(event)
    confirm(ada)
    express(event)
    withdraw(ada)
    rows = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id)).all()
    assert [(row.action, row.actor, row.event_id) for row in rows] == [
        ("express interest", "visitor", event.id),
        ("confirm interest", "attendee", event.id),
        ("propose answers", "visitor", event.id),
        ("withdraw interest", "attendee", event.id),
    ]


def test_the_counts_are_of_those_who_confirmed(event: Event) -> None:
    make_expression(event, leaning=AttendanceMode.ONLINE, topics=["Health", "Housing"])
    make_expression(event, leaning=AttendanceMode.ONLINE, topics=["Housing"], state=InterestState.REGISTERED)
    make_expression(event, topics=["Health"], state=InterestState.UNCONFIRMED, confirmed_at=None)
    make_expression(event, topics=["Health"], state=InterestState.WITHDRAWN)
    counts = count_interest(event)
    assert counts.confirmed == 2
    assert counts.leanings == {AttendanceMode.IN_PERSON: 0, AttendanceMode.ONLINE: 2, AttendanceMode.HYBRID: 0}
    assert list(counts.topics.items()) == [("Housing", 2), ("Health", 1)]
    assert counts.purposes == {EVENT: 2, LATER_EDITIONS: 0, BRIEFING: 0}
    assert counts.states[InterestState.WITHDRAWN] == 1
    assert len(list_expressions(event, InterestState.UNCONFIRMED)) == 1
