"""What every change of public reflections brings with it: new pages, and new PDFs."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.events.queries import list_public_events
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.queries import reflection_of
from conference.domain.reflections.rules import WriteUpState
from conference.domain.site.actions import ask_for_document, touch_public


def renew_event(event: Event, now: datetime, public_from: datetime | None = None) -> None:
    """Give the pages a new version, and have the event's PDF made anew; once more when an embargo ends."""
    touch_public()
    _ask(f"reflections-{event.id}", now, public_from)


def renew_write_up(write_up: WriteUp, now: datetime) -> None:
    """Have a write-up's PDF made, and all that shows the write-up renewed."""
    _ask(f"write-up-{write_up.id}", now, write_up.published_at)
    renew_event(write_up.session.event, now, write_up.published_at)


def ask_for_all_documents(now: datetime) -> None:
    """Have every PDF made that is missing or old (after data came in from elsewhere); embargoed texts in time."""
    published = select(WriteUp).where(WriteUp.state == WriteUpState.PUBLISHED)
    for write_up in db.session.scalars(published.options(joinedload(WriteUp.session))).all():
        _ask(f"write-up-{write_up.id}", now, None)
        _ask(f"reflections-{write_up.session.event_id}", now, write_up.published_at)
    for event in list_public_events():
        if not reflection_of(event, now).is_empty:
            _ask(f"reflections-{event.id}", now, None)


def renew_site(now: datetime, events: list[Event]) -> None:
    """Renew the pages of the site and the PDFs of these events."""
    touch_public()
    for event in events:
        _ask(f"reflections-{event.id}", now, None)


def _ask(name: str, now: datetime, public_from: datetime | None) -> None:
    ask_for_document(name, now)
    if public_from is not None and public_from > now:
        ask_for_document(name, now, at=public_from)
