"""What people are told: speakers by the release, everybody concerned at once by a change of the event itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from conference import links
from conference.core import zones
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.interest.models import ExpressionOfInterest
from conference.domain.people.models import Person
from conference.domain.programme.rules import SessionState
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import entry_of, key_of, link_of, rows_of
from conference.domain.registration.rules import RegistrationState
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import TELLS_SPEAKERS, clock_of, entry_of_session, place_of
from conference.domain.schedule.rules import News, NewsKind
from conference.domain.site.queries import get_site
from conference.formats.ical import Mailbox, cancellation, invitation
from conference.mail.compose import compose
from conference.mail.outbox import Recipient, post

WAIT = timedelta(minutes=5)
Attached = tuple[bytes, str] | tuple[None, None]
Rows = list[dict[str, str]]


def key_of_speaker(event: Event, person_id: int) -> str:
    """How letters to a speaker about an event's releases replace each other."""
    return f"release:{event.id}:person:{person_id}"


def your_sessions(
    release: Release, person: Person, news: Sequence[News], released: dict[int, ReleasedSession], now: datetime
) -> None:
    """One letter to one person about all their sessions that a release changes; it leaves after five minutes.

    About a single session it carries the calendar entry of that session; of several, only their addresses, because
    mail programs read the first entry of a message and no other.
    """
    event, site = release.event, get_site()
    attached, method = (None, None) if len(news) > 1 else _entry_for(person, news[0], released, event, now)
    items = [{"words": _words(one, event), **_links(one, event)} for one in news]
    composed = compose(
        TELLS_SPEAKERS, site=site, calendar=attached, calendar_method=method, name=person.name,
        event_name=event.name, items=items, programme=links.absolute(links.programme(event.slug)),
    )  # fmt: skip
    post(
        composed, Recipient(person.email or "", person.name), kind=TELLS_SPEAKERS, now=now, delay=WAIT,
        key=key_of_speaker(event, person.id), about=f"release:{event.id}:{release.number}", event_id=event.id,
        why=_("You take part in %(event)s.", event=event.name),
    )  # fmt: skip


def _words(news: News, event: Event) -> str:
    clock, session = clock_of(event), news.session
    if news.kind is NewsKind.NEW:
        return _("You are in %(title)s: %(when)s.", title=session.title, when=clock.where_and_when(session))
    if news.kind is NewsKind.CANCELLED:
        return _("%(title)s is cancelled.", title=session.title)
    if news.kind is NewsKind.REMOVED or news.before is None:
        return _("You are not in %(title)s any more. If it stands in your calendar, please take it out.",
                 title=session.title)  # fmt: skip
    return _("%(title)s moves from %(old)s to %(new)s.", title=session.title,
             old=clock.where_and_when(news.before), new=clock.where_and_when(session))  # fmt: skip


def _links(news: News, event: Event) -> dict[str, str]:
    if news.after is None:
        return {"url": "", "calendar": ""}
    calendar = links.session_calendar(event.slug, news.after.slug) if news.after.starts_at else ""
    return {
        "url": links.absolute(links.session(event.slug, news.after.slug)),
        "calendar": links.absolute(calendar) if calendar else "",
    }


def _entry_for(
    person: Person, news: News, released: dict[int, ReleasedSession], event: Event, now: datetime
) -> Attached:
    session = released.get(news.session.session_id)
    return (None, None) if session is None or news.kind is NewsKind.REMOVED else _entry_of(person, session, event, now)


def _entry_of(person: Person, session: ReleasedSession, event: Event, now: datetime) -> Attached:
    entry, site = entry_of_session(session, event), get_site()
    if entry is None:
        return None, None
    sender, attendee = Mailbox(site.sender_email, site.name), Mailbox(person.email or "", person.name)
    if session.state is SessionState.CANCELLED:
        return cancellation(entry, sender, attendee, now), "CANCEL"
    return invitation(entry, sender, attendee, now), "REQUEST"


def event_changed(registration: Registration, what: str, sentences: Sequence[str], now: datetime) -> None:
    """Something about the event itself is new: who holds a place gets the update of their invitation with it.

    `what` names the change in the key, so that a newer change of the same thing replaces an unsent letter.
    """
    site, event = get_site(), registration.event
    attached: Attached = (None, None)
    if registration.state is RegistrationState.CONFIRMED:
        registration.invited_by = site.sender_email
        sender, attendee = Mailbox(site.sender_email, site.name), Mailbox(registration.email, registration.name)
        attached = invitation(entry_of(registration), sender, attendee, now), "REQUEST"
    why = _("This address was registered for %(event)s.", event=event.name)
    _tell(Recipient(registration.email, registration.name), "schedule/event_changed", event, now, attached,
          rows=rows_of(registration), link=link_of(registration), label=_("Your registration"), sentences=sentences,
          key=f"{key_of(registration)}:{what}", about=key_of(registration), why=why)  # fmt: skip


def event_changed_for_interested(expression: ExpressionOfInterest, sentences: Sequence[str], now: datetime) -> None:
    """The dates of an event are new: who wanted to hear of it hears it."""
    event = expression.event
    _tell(Recipient(expression.email, expression.name), "schedule/event_changed", event, now, (None, None),
          rows=_rows_of_event(event), link=_interest_link(expression), label=_("What you told us"),
          sentences=sentences, key=f"interest:{expression.id}:dates", about=f"interest:{expression.id}",
          why=_why_interested(event))  # fmt: skip


def event_cancelled(registration: Registration, reason: str, now: datetime) -> None:
    """The event does not take place: who had an invitation gets its withdrawal (the action raised the sequence)."""
    site, event = get_site(), registration.event
    attached: Attached = (None, None)
    if registration.invited_by:
        sender, attendee = Mailbox(registration.invited_by, site.name), Mailbox(registration.email, registration.name)
        attached = cancellation(entry_of(registration), sender, attendee, now), "CANCEL"
    why = _("This address was registered for %(event)s.", event=event.name)
    _tell(Recipient(registration.email, registration.name), "schedule/event_cancelled", event, now, attached,
          rows=_rows_of_event(event), link=_event_link(event), label=_("The page of the event"), reason=reason,
          key=f"{key_of(registration)}:cancelled", about=key_of(registration), why=why)  # fmt: skip


def event_cancelled_for_interested(expression: ExpressionOfInterest, reason: str, now: datetime) -> None:
    """The event does not take place: who wanted to hear of it hears it."""
    event = expression.event
    _tell(Recipient(expression.email, expression.name), "schedule/event_cancelled", event, now, (None, None),
          rows=_rows_of_event(event), link=_event_link(event), label=_("The page of the event"), reason=reason,
          key=f"interest:{expression.id}:cancelled", about=f"interest:{expression.id}",
          why=_why_interested(event))  # fmt: skip


def event_cancelled_for_speaker(
    event: Event, person: Person, sessions: Sequence[ReleasedSession], reason: str, now: datetime
) -> None:  # fmt: skip
    """The event does not take place: one letter to each speaker, in place of any unsent one about their sessions.

    `sessions` are theirs that were cancelled with it; a single one is withdrawn from their calendar.
    """
    attached: Attached = (None, None)
    if len(sessions) == 1:
        attached = _entry_of(person, sessions[0], event, now)
    _tell(Recipient(person.email or "", person.name), "schedule/event_cancelled", event, now, attached,
          rows=_rows_of_event(event), link=_event_link(event), label=_("The page of the event"), reason=reason,
          key=key_of_speaker(event, person.id), about=f"event:{event.id}",
          why=_("You take part in %(event)s.", event=event.name))  # fmt: skip


def _tell(
    to: Recipient, kind: str, event: Event, now: datetime, attached: Attached, *, key: str, about: str, why: str,
    **values: object,
) -> None:  # fmt: skip
    calendar, method = attached
    composed = compose(kind, site=get_site(), calendar=calendar, calendar_method=method, name=to.name,
                       event_name=event.name, event_title=event.title, why=why, is_withdrawn=method == "CANCEL",
                       **values)  # fmt: skip
    post(composed, to, kind=kind, now=now, key=key, about=about, event_id=event.id, why=why)


def _rows_of_event(event: Event) -> Rows:
    when = zones.span_words(event.starts_at, event.ends_at, event.zone, event.zone_place or None)
    rows = [(_("What"), event.title), (_("When"), when), (_("Where"), place_of(event))]
    return [{"term": term, "text": text, "url": ""} for term, text in rows if text]


def _event_link(event: Event) -> str:
    return links.absolute(links.event(event.slug))


def _interest_link(expression: ExpressionOfInterest) -> str:
    token = links.sign(links.Purpose.INTEREST, expression.id, expression.link_version)
    return links.absolute(links.my_interest(token))


def _why_interested(event: Event) -> str:
    return _("You asked to hear of %(event)s.", event=event.name)
