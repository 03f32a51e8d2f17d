"""Fill an empty database with the world of one day of the demo: the same rows on every run."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial

from sqlalchemy import delete

from conference.core.clock import find_demo_start, set_demo_start
from conference.core.database import after_commit, db, transaction
from conference.core.errors import Conflict
from conference.core.tables import empty_tables, tables_with_rows
from conference.core.words import _
from conference.demo.facts import Facts, load_facts
from conference.demo.load_attendance import load_attendance
from conference.demo.load_briefings import load_briefings
from conference.demo.load_doors import load_doors
from conference.demo.load_editions import load_editions
from conference.demo.load_events import load_events
from conference.demo.load_people import load_people
from conference.demo.load_programme import load_programme
from conference.demo.load_reflections import load_reflections
from conference.demo.load_releases import load_releases
from conference.demo.load_site import load_site, load_staff
from conference.demo.loading import Loading
from conference.demo.publication import state_of, world_on
from conference.demo.samples import completed, local_instant
from conference.domain.accounts.models import JournalEntry
from conference.domain.events.rules import EventKind
from conference.domain.site.actions import drop_unnamed
from conference.domain.site.queries import named_keys
from conference.mail.models import Envelope, Letter

FIRST_DAY = date(2021, 11, 1)
NOON, MID_MORNING = time(12), time(11)
KEPT_BY_WORKERS = ("turn",)
PARTS = (load_people, load_events, load_programme, load_editions, load_releases, load_reflections,
         load_briefings, load_attendance, load_doors)  # fmt: skip


def demo_start(on: date) -> datetime:
    """The instant at which the demo of that day starts: noon UTC, or eleven o'clock there while a conference runs."""
    facts = completed(load_facts())
    for event in facts.events:
        state = state_of(event, on) if event.kind is EventKind.CONFERENCE else None
        if state is not None and state.starts_on <= on <= state.ends_on:
            return local_instant(event, on, MID_MORNING)
    return datetime.combine(on, NOON, UTC)


def load_demo(on: date, progress: Callable[[float], None]) -> None:
    """Load the demo of that day, in one transaction, in place of a demo that is there; the clock starts there too.

    `progress` is told how far it is, from 0 to 1. Raises Conflict for a database that holds anything else.
    """
    with transaction():
        _check_may_replace()
        after_commit(partial(drop_unnamed, named_keys()))
        empty_tables()
        loading = _start(completed(load_facts()), on, demo_start(on))
        for number, load in enumerate(PARTS, start=1):
            load(loading)
            progress(number / (len(PARTS) + 1))
        _finish()
    progress(1.0)


def _check_may_replace() -> None:
    if find_demo_start() is None and tables_with_rows(besides=KEPT_BY_WORKERS):
        raise Conflict(_("This database holds data of its own, so the demo is not loaded into it."))


def _start(facts: Facts, on: date, now: datetime) -> Loading:
    set_demo_start(now)
    site = load_site()
    return Loading(facts=facts, world=world_on(facts, on), now=now, site=site, owner=load_staff(now))


def _finish() -> None:
    """What was due before the demo counts as sent long ago, so no mail of it is kept; the journal begins with the
    first deed of whoever tries the demo."""
    db.session.flush()
    for past in (Envelope, Letter, JournalEntry):
        db.session.execute(delete(past))
