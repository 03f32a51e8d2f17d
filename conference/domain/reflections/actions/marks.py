"""What editors note on a session, a day or an event themselves: highlights, takeaways, quotes. Public at once."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from conference.core.database import db, lock
from conference.core.differences import change, differences
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.programme.models import Session
from conference.domain.reflections.actions.quotes import quotes_as_said
from conference.domain.reflections.actions.renewal import renew_event, take_away_from_event
from conference.domain.reflections.models import Highlight, Quote, Takeaway
from conference.domain.reflections.rules import QuoteText

Actor = Account | str


def set_highlight(
    event: Event, text: str, *, session: Session | None = None, day: date | None = None, source_url: str = "",
    published_at: datetime | None = None, actor: Actor, now: datetime,
) -> Highlight | None:  # fmt: skip
    """Say what came of a session, of a day, or (neither given) of the whole event; an empty text takes it away."""
    lock(event)
    session_id = session.id if session else None
    query = select(Highlight).where(Highlight.event_id == event.id, Highlight.session_id == session_id)
    found = db.session.scalars(query if session else query.where(Highlight.day == day)).first()
    if not text:
        if found is not None:
            record("highlight removed", found, actor=actor, now=now, event_id=event.id, within=session or event)
            db.session.delete(found)
            take_away_from_event(event, now)
        return None
    if found is not None and (found.text, found.source_url) == (text, source_url):
        return found
    highlight = found or Highlight(event_id=event.id, session_id=session_id, day=day, published_at=published_at or now)
    changes = change(highlight, {"text": text, "source_url": source_url})
    db.session.add(highlight)
    renew_event(event, now, highlight.published_at)
    record("highlight set", highlight, actor=actor, now=now, event_id=event.id, within=session or event,
           changes=changes)  # fmt: skip
    return highlight


def set_takeaways(session: Session, texts: Sequence[str], *, actor: Actor, now: datetime) -> None:
    """Say what is to be taken away from a session, in order, in place of what an editor said before."""
    lock(session)
    query = select(Takeaway).where(Takeaway.session_id == session.id, Takeaway.write_up_id.is_(None))
    before = list(db.session.scalars(query.order_by(Takeaway.position, Takeaway.id)))
    for old in before:
        db.session.delete(old)
    db.session.add_all(Takeaway(session_id=session.id, position=at, text=text) for at, text in enumerate(texts))
    renew_event(session.event, now)
    changes = differences({"takeaways": [one.text for one in before]}, {"takeaways": list(texts)})
    record("takeaways set", session, actor=actor, now=now, event_id=session.event_id, changes=changes)


def set_quotes(session: Session, quotes: Sequence[QuoteText], *, actor: Actor, now: datetime) -> None:
    """Say what was said in a session, in place of what an editor noted before; without consent or source, unseen."""
    lock(session)
    query = select(Quote).where(Quote.session_id == session.id, Quote.write_up_id.is_(None))
    before = list(db.session.scalars(query.order_by(Quote.position, Quote.id)))
    said = [one.text for one in before]
    after = quotes_as_said(session.id, before, quotes)
    for old in before:
        if old not in after:
            db.session.delete(old)
    db.session.add_all(after)
    take_away_from_event(session.event, now)
    changes = differences({"quotes": said}, {"quotes": [one.text for one in quotes]})
    record("quotes set", session, actor=actor, now=now, event_id=session.event_id, changes=changes)
