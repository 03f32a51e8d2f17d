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
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import TELLS_SPEAKERS, about_release, clock_of, entry_of_session, place_of
from conference.domain.schedule.rules import Matter, News, NewsKind
from conference.domain.site.queries import get_site
from conference.formats.ical import Mailbox, cancellation, invitation
from conference.mail.compose import compose
from conference.mail.outbox import Recipient, post

WAIT = timedelta(minutes=5)
Attached = tuple[bytes, str] | tuple[None, None]
Rows = list[dict[str, str]]
Why = tuple[str, str]  # as the outbox says it, and as the foot of the mail does


def key_of_speaker(event: Event, person_id: int, session_id: int) -> str:
    """How letters to a speaker about one session of an event replace each other."""
    return f"release:{event.id}:person:{person_id}:session:{session_id}"


def your_session(
    release: Release, person: Person, news: News, session: ReleasedSession | None, now: datetime, *, is_first: bool
) -> None:  # fmt: skip
    """One letter to one person about one session that a release changes; it leaves after five minutes.

    It carries the calendar entry of that session. One letter about several could not: mail programs read the first
    entry of a message and no other. `session` is None where the release does not hold it any more;
    `is_first`: speakers were told of no release before.
    """
    event = release.event
    has_entry = session is not None and news.kind is not NewsKind.REMOVED
    attached, method = _entry_of(person, session, event, now) if session and has_entry else (None, None)
    composed = compose(
        TELLS_SPEAKERS, site=get_site(), calendar=attached, calendar_method=method, name=person.name,
        event_name=event.name, title=news.session.title, words=_words(news, event), **_links(news, event),
        programme=links.absolute(links.programme(event.slug)), is_first=is_first,
    )  # fmt: skip
    post(
        composed, Recipient(person.email or "", person.name), kind=TELLS_SPEAKERS, now=now, delay=WAIT,
        key=key_of_speaker(event, person.id, news.session.session_id), about=about_release(release),
        event_id=event.id, why=_("You take part in %(event)s.", event=event.name),
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
        return {"url": "", "calendar_file": ""}
    calendar = links.session_calendar(event.slug, news.after.slug) if news.after.starts_at else ""
    return {
        "url": links.absolute(links.session(event.slug, news.after.slug)),
        "calendar_file": links.absolute(calendar) if calendar else "",
    }


def _entry_of(person: Person, session: ReleasedSession, event: Event, now: datetime) -> Attached:
    entry, site = entry_of_session(session, event), get_site()
    if entry is None:
        return None, None
    sender, attendee = Mailbox(site.sender_email, site.name), Mailbox(person.email or "", person.name)
    if session.state is SessionState.CANCELLED:
        return cancellation(entry, sender, attendee, now), "CANCEL"
    return invitation(entry, sender, attendee, now), "REQUEST"


def sentences_of(event: Event, matter: Matter, before: str) -> list[str]:
    """What is new about an event since `before`, as it stands now; nothing where it is as it was before."""
    now_is = standing_of(event, matter)
    if not now_is or now_is == before:
        return []
    if matter is Matter.DATES:
        return [_("%(event)s has new dates.", event=event.name), _("Before: %(when)s.", when=before),
                _("Now: %(when)s.", when=now_is)]  # fmt: skip
    if matter is Matter.PLACE:
        return [_("%(event)s has a new place: %(place)s.", event=event.name, place=now_is)]
    if not before:
        return [_("%(event)s has its link to join it now.", event=event.name)]
    return [_("%(event)s has a new link to join it. Older links do not work any more.", event=event.name)]


def standing_of(event: Event, matter: Matter) -> str:
    """How it stands with an event's dates, place or link to join, in words or as an address; "" for not known."""
    if matter is Matter.DATES:
        return clock_of(event).when(event.starts_at, event.ends_at)
    return place_of(event) if matter is Matter.PLACE else event.join_link


def event_changed(registration: Registration, matter: Matter, sentences: Sequence[str], now: datetime) -> None:
    """Something about the event itself is new: who holds a place gets the update of their invitation with it.

    A newer change of the same matter replaces an unsent letter.
    """
    site, event = get_site(), registration.event
    attached: Attached = (None, None)
    if registration.state is RegistrationState.CONFIRMED:
        registration.invited_by = site.sender_email
        sender, attendee = Mailbox(site.sender_email, site.name), Mailbox(registration.email, registration.name)
        attached = invitation(entry_of(registration), sender, attendee, now), "REQUEST"
    _tell(Recipient(registration.email, registration.name), "schedule/event_changed", event, now, attached,
          rows=rows_of(registration), link=link_of(registration), label=_("Your registration"), sentences=sentences,
          key=f"{key_of(registration)}:{matter}", about=key_of(registration), why=_why_registered(event))  # fmt: skip


def event_changed_for_interested(expression: ExpressionOfInterest, sentences: Sequence[str], now: datetime) -> None:
    """The dates of an event are new: who wanted to hear of it hears it."""
    event = expression.event
    _tell(Recipient(expression.email, expression.name), "schedule/event_changed", event, now, (None, None),
          rows=_rows_of_event(event), link=_interest_link(expression), label=_("What you told us"),
          sentences=sentences, key=f"interest:{expression.id}:dates", about=f"interest:{expression.id}",
          why=_why_interested(event))  # fmt: skip


def event_cancelled(registration: Registration, reason: str, now: datetime) -> None:
    """The event does not take place: who had an invitation gets its withdrawal (the action raised the sequence).

    Nothing about their registration goes out any more.
    """
    site, event = get_site(), registration.event
    attached: Attached = (None, None)
    if registration.invited_by:
        sender, attendee = Mailbox(registration.invited_by, site.name), Mailbox(registration.email, registration.name)
        attached = cancellation(entry_of(registration), sender, attendee, now), "CANCEL"
    _tell(Recipient(registration.email, registration.name), "schedule/event_cancelled", event, now, attached,
          rows=_rows_of_event(event), link=_event_link(event), label=_("The page of the event"), reason=reason,
          session_title="", key=f"{key_of(registration)}:cancelled", about=key_of(registration), ends=True,
          why=_why_registered(event))  # fmt: skip


def event_cancelled_for_interested(expression: ExpressionOfInterest, reason: str, now: datetime) -> None:
    """The event does not take place: who wanted to hear of it hears it."""
    event = expression.event
    _tell(Recipient(expression.email, expression.name), "schedule/event_cancelled", event, now, (None, None),
          rows=_rows_of_event(event), link=_event_link(event), label=_("The page of the event"), reason=reason,
          session_title="", key=f"interest:{expression.id}:cancelled", about=f"interest:{expression.id}", ends=True,
          why=_why_interested(event))  # fmt: skip


def event_cancelled_for_speaker(
    event: Event, person: Person, session: ReleasedSession | None, reason: str, now: datetime
) -> None:  # fmt: skip
    """The event does not take place: one letter to a speaker for each of their sessions that were cancelled with it.

    It withdraws the session from their calendar, and replaces an unsent one about it. None: they had none to come.
    """
    attached = _entry_of(person, session, event, now) if session else (None, None)
    _tell(Recipient(person.email or "", person.name), "schedule/event_cancelled", event, now, attached,
          rows=_rows_of_session(session, event) if session else _rows_of_event(event), link=_event_link(event),
          label=_("The page of the event"), reason=reason, session_title=session.title if session else "",
          key=key_of_speaker(event, person.id, session.session_id if session else 0), about=f"event:{event.id}",
          why=_why_speaker(event))  # fmt: skip


def _tell(
    to: Recipient, kind: str, event: Event, now: datetime, attached: Attached, *, key: str, about: str, why: Why,
    ends: bool = False, **values: object,
) -> None:  # fmt: skip
    calendar, method = attached
    composed = compose(kind, site=get_site(), calendar=calendar, calendar_method=method, name=to.name,
                       event_name=event.name, event_title=event.title, why=why[1], is_withdrawn=method == "CANCEL",
                       **values)  # fmt: skip
    post(composed, to, kind=kind, now=now, key=key, about=about, event_id=event.id, why=why[0], ends=ends)


def _rows_of_event(event: Event) -> Rows:
    when = zones.span_words(event.starts_at, event.ends_at, event.zone, event.zone_place)
    rows = [(_("What"), event.title), (_("When"), when), (_("Where"), place_of(event))]
    return [{"term": term, "text": text, "url": ""} for term, text in rows if text]


def _rows_of_session(session: ReleasedSession, event: Event) -> Rows:
    when = clock_of(event).when(session.starts_at, session.ends_at)
    where = ", ".join(filter(None, [session.room_name, place_of(event)]))
    rows = [(_("What"), session.title), (_("When"), when), (_("Where"), where)]
    return [{"term": term, "text": text, "url": ""} for term, text in rows if text]


def _event_link(event: Event) -> str:
    return links.absolute(links.event(event.slug))


def _interest_link(expression: ExpressionOfInterest) -> str:
    token = links.sign(links.Purpose.INTEREST, expression.id, expression.link_version)
    return links.absolute(links.my_interest(token))


def _why_registered(event: Event) -> Why:
    return (
        _("This address was registered for %(event)s.", event=event.name),
        _("You get this mail because this address was registered for %(event)s.", event=event.name),
    )


def _why_interested(event: Event) -> Why:
    return (
        _("You asked to hear of %(event)s.", event=event.name),
        _("You get this mail because you asked to hear of %(event)s.", event=event.name),
    )


def _why_speaker(event: Event) -> Why:
    return (
        _("You take part in %(event)s.", event=event.name),
        _("You get this mail because you take part in %(event)s.", event=event.name),
    )
