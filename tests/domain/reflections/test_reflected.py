"""Which events have a reflection: the same answer as the reflections themselves give, at a price that stays."""

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.people.models import Person
from conference.domain.programme.models import Session
from conference.domain.reflections.actions import list_wanted_documents
from conference.domain.reflections.queries import events_with_reflections, reflection_of
from tests.factories import make_event, make_session
from tests.reflected import (
    START,
    make_held_event,
    make_highlight,
    make_material,
    make_post,
    make_quote,
    make_takeaway,
    make_write_up,
)
from tests.statements import statements

Deed = Callable[[Event, Session, Person, datetime], object]
SHOWN: dict[str, Deed] = {
    "highlight": lambda event, _session, _person, _later: make_highlight(event),
    "highlight-of-day": lambda event, _session, _person, _later: make_highlight(event, day=START.date()),
    "highlight-of-session": lambda event, session, _person, _later: make_highlight(event, session_id=session.id),
    "takeaway": lambda _event, session, _person, _later: make_takeaway(session),
    "quote": lambda _event, session, _person, _later: make_quote(session),
    "write-up": lambda _event, session, person, _later: make_write_up(session, person),
    "material": lambda _event, session, _person, _later: make_material(session),
    "post-on-session": lambda _event, session, _person, _later: make_post(sessions=(session,)),
    "post-on-event": lambda event, _session, _person, _later: make_post(events=(event,)),
}
HIDDEN: dict[str, Deed] = {
    "nothing": lambda _event, _session, _person, _later: None,
    "highlight-later": lambda event, _session, _person, later: make_highlight(event, published_at=later),
    "quote-no-consent": lambda _event, session, _person, _later: make_quote(session, has_consent=False),
    "embargo": lambda _event, session, person, later: make_write_up(session, person, published_at=later),
    "material-later": lambda _event, session, _person, later: make_material(session, published_at=later),
    "post-draft": lambda event, _session, _person, _later: make_post(events=(event,), published_at=None),
    "not-released": lambda event, _session, _person, _later: make_takeaway(make_session(event, title="Draft")),
}


def test_it_knows_what_the_reflections_show(app: Flask, now: datetime) -> None:
    events = {}
    for name, deed in {**SHOWN, **HIDDEN}.items():
        event, (session,), person = make_held_event(slug=name)
        deed(event, session, person, now + timedelta(days=1))
        events[name] = event
    make_highlight(make_event(slug="never-released"), day=START.date())
    found = events_with_reflections(now)
    assert [name for name, event in events.items() if event.id in found] == list(SHOWN)
    assert found == {event.id for event in db.session.query(Event) if not reflection_of(event, now).is_empty}


def test_what_is_wanted_costs_the_same_for_1_and_10_events(app: Flask, now: datetime) -> None:
    costs = []
    for number in range(10):
        make_highlight(make_held_event(slug=f"event-{number}")[0])
        db.session.expire_all()
        with statements() as asked:
            assert len(list_wanted_documents(now)) == number + 1
        costs.append(len(asked))
    assert len(set(costs)) == 1
