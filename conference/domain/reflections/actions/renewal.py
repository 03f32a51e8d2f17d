"""What every change of public reflections brings with it: new pages, and new PDFs."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference.core.database import db
from conference.domain.events.models import Event
from conference.domain.events.queries import list_public_events
from conference.domain.reflections.models import WriteUp
from conference.domain.reflections.queries import events_with_reflections
from conference.domain.reflections.rules import WriteUpState
from conference.domain.site.actions import ask_for_document, drop_document, touch_public


def renew_event(event: Event, now: datetime, public_from: datetime | None = None) -> None:
    """Give the pages a new version, and have the event's PDF made anew; once more when an embargo ends."""
    touch_public()
    ask_for_document(f"reflections-{event.id}", now, public_from)


def renew_write_up(write_up: WriteUp, now: datetime) -> None:
    """Have a write-up's PDF made, and all that shows the write-up renewed."""
    ask_for_document(f"write-up-{write_up.id}", now, write_up.published_at)
    renew_event(write_up.session.event, now, write_up.published_at)


def take_write_up_away(write_up: WriteUp, now: datetime) -> None:
    """Renew all that showed a write-up; no PDF with it is handed out from the commit on."""
    touch_public()
    drop_document(f"write-up-{write_up.id}")
    take_away_from_event(write_up.session.event, now)


def take_away_from_event(event: Event, now: datetime) -> None:
    """Renew the pages, and let go of the event's PDF, which shows what was taken away, until there is a new one."""
    touch_public()
    drop_document(f"reflections-{event.id}")
    ask_for_document(f"reflections-{event.id}", now)


def list_wanted_documents(now: datetime) -> list[tuple[str, datetime | None]]:
    """The PDFs that there should be, by name, each with the instant at which an embargo in it ends."""
    published = select(WriteUp).where(WriteUp.state == WriteUpState.PUBLISHED).options(joinedload(WriteUp.session))
    write_ups = db.session.scalars(published.order_by(WriteUp.id)).all()
    reflected = events_with_reflections(now)
    events = [event.id for event in list_public_events() if event.id in reflected]
    return [
        *((f"write-up-{one.id}", None) for one in write_ups),
        *((f"reflections-{one.session.event_id}", one.published_at) for one in write_ups),
        *((f"reflections-{event_id}", None) for event_id in events),
    ]


def ask_for_documents(wanted: list[tuple[str, datetime | None]], now: datetime) -> None:
    """Have these PDFs made where they are missing or old; embargoed texts in time."""
    for name, public_from in wanted:
        ask_for_document(name, now, public_from)


def ask_for_all_documents(now: datetime) -> None:
    """Have every PDF made that is missing or old (after data came in from elsewhere)."""
    ask_for_documents(list_wanted_documents(now), now)


def renew_site(now: datetime, events: list[Event], *, is_gone: bool = False) -> None:
    """Renew the pages of the site and the PDFs of these events; with `is_gone` the old ones are not handed out."""
    touch_public()
    for event in events:
        if is_gone:
            drop_document(f"reflections-{event.id}")
        ask_for_document(f"reflections-{event.id}", now)
