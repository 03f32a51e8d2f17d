"""The mails of people who registered, and the calendar entry of one person."""

from datetime import datetime, timedelta

from conference import links
from conference.core import zones
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.queries import where_of
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.registration.models import Registration
from conference.domain.registration.rules.states import RegistrationState
from conference.domain.registration.rules.words import where_words
from conference.domain.site.models import Site
from conference.domain.site.queries import get_site
from conference.formats.ical import CalendarEntry, Mailbox, calendar, cancellation, invitation
from conference.mail.compose import compose
from conference.mail.outbox import Recipient, count_posted_to, post

AGAIN = "registration/already_registered"
MOST_AGAIN = 3
IN_SO_MANY_HOURS = timedelta(hours=24)


def confirmed(registration: Registration, now: datetime) -> None:
    """There is a place: the mail carries the invitation."""
    _invite("registration/confirmed", registration, now)


def moved_up(registration: Registration, now: datetime) -> None:
    """A place became free for somebody who waited: the mail carries the invitation."""
    _invite("registration/moved_up", registration, now)


def waiting(registration: Registration, position: int, now: datetime) -> None:
    """There is no place yet; the mail says why, and the position in the queue."""
    where = where_words(registration.accepts)
    _post("registration/waiting", registration, get_site(), now, position=position, where=where)


def already_registered(registration: Registration, position: int | None, now: datetime) -> None:
    """Somebody asked again with an address that is registered: the mail has the personal link, nothing changes.

    One address gets a few of these a day at most, whoever types it in; the page does not tell.
    """
    if count_posted_to(registration.email, (AGAIN,), now - IN_SO_MANY_HOURS) < MOST_AGAIN:
        _post(AGAIN, registration, get_site(), now, key=f"{key_of(registration)}:again", position=position)


def cancelled(registration: Registration, now: datetime, *, by_person: bool) -> None:
    """The registration ended; whoever had an invitation gets its withdrawal (the sequence was raised by the action)."""
    site, kind, was_invited = get_site(), "registration/cancelled", bool(registration.invited_by)
    if not was_invited:
        _post(kind, registration, site, now, ends=True, by_person=by_person, was_invited=was_invited)
        return
    sender = Mailbox(registration.invited_by, site.name)
    withdrawal = cancellation(entry_of(registration), sender, _mailbox(registration), now)
    _post(kind, registration, site, now, withdrawal, "CANCEL", ends=True, by_person=by_person, was_invited=was_invited)


def _invite(kind: str, registration: Registration, now: datetime) -> None:
    site = get_site()
    registration.invited_by = site.sender_email
    sender = Mailbox(site.sender_email, site.name)
    request = invitation(entry_of(registration), sender, _mailbox(registration), now)
    _post(kind, registration, site, now, request, "REQUEST")


def _post(
    kind: str,
    registration: Registration,
    site: Site,
    now: datetime,
    attached: bytes | None = None,
    method: str | None = None,
    key: str = "",
    ends: bool = False,
    **values: object,
) -> None:
    """A newer letter with the same key replaces an unsent one: who moves up before that one left gets one mail.

    One that `ends` the registration replaces every unsent one about it.
    """
    event = registration.event
    composed = compose(
        kind, site=site, calendar=attached, calendar_method=method, name=registration.name, event_name=event.name,
        event_title=event.title, date=_date_of(event), rows=rows_of(registration), link=link_of(registration),
        ticket_link=ticket_link_of(registration), event_link=links.absolute(links.event(event.slug)), **values,
    )  # fmt: skip
    post(
        composed, Recipient(registration.email, registration.name), kind=kind, now=now, event_id=event.id,
        key=key or key_of(registration), about=key_of(registration), ends=ends,
        why=_("This address was registered for %(event)s.", event=event.name),
    )  # fmt: skip


def key_of(registration: Registration) -> str:
    """How letters name the registration that they are about."""
    return f"registration:{registration.id}"


def link_of(registration: Registration) -> str:
    """The whole address of the person's own page."""
    return links.absolute(links.my_registration(_token_of(registration)))


def _token_of(registration: Registration) -> str:
    return links.sign(links.Purpose.REGISTRATION, registration.id, registration.link_version)


def _mailbox(registration: Registration) -> Mailbox:
    return Mailbox(registration.email, registration.name)


def _date_of(event: Event) -> dict[str, str]:
    """The date block: large day or days, month and year."""
    first, last = zones.day_of(event.starts_at, event.zone), zones.day_of(event.ends_at, event.zone)
    if first == last:
        day, rest = str(first.day), f"{zones.month_words(first)} {first.year}"
    elif (first.year, first.month) == (last.year, last.month):
        day, rest = f"{first.day}–{last.day}", f"{zones.month_words(first)} {first.year}"
    else:
        day, rest = f"{first.day} {zones.month_words(first)}", zones.days_words(first, last)
    return {"day": day, "month": rest, "span": span_of(event)}


def span_of(event: Event) -> str:
    """When the event is, written out, with its zone."""
    return zones.span_words(event.starts_at, event.ends_at, event.zone, event.zone_place or None)


def place_of(registration: Registration) -> str:
    """Where the person goes: the venue for a place in person, the platform for one online, both while undecided."""
    event = registration.event
    modes = {registration.mode} if registration.mode else registration.accepts
    return " / ".join(
        _venue(event) if mode is AttendanceMode.IN_PERSON else _online(event)
        for mode in (AttendanceMode.IN_PERSON, AttendanceMode.ONLINE)
        if mode in modes
    )


def _venue(event: Event) -> str:
    return where_of(event.venue) if event.venue else _("The place follows")


def _online(event: Event) -> str:
    return _("Online on %(platform)s", platform=event.online_platform) if event.online_platform else _("Online")


def may_join(registration: Registration) -> bool:
    """Whether links to join online are for this person: confirmed, with a place online."""
    return registration.state is RegistrationState.CONFIRMED and registration.mode is AttendanceMode.ONLINE


def may_enter(registration: Registration) -> bool:
    """Whether a ticket for the door is for this person: confirmed, with a place in person."""
    return registration.state is RegistrationState.CONFIRMED and registration.mode is AttendanceMode.IN_PERSON


def ticket_link_of(registration: Registration) -> str:
    """The whole address of the person's ticket; "" for who has none."""
    return links.absolute(links.my_ticket(_token_of(registration))) if may_enter(registration) else ""


def join_link_of(registration: Registration) -> str:
    """The link that joins the event online; "" for everybody who may not join."""
    return registration.event.join_link if may_join(registration) else ""


def rows_of(registration: Registration) -> list[dict[str, str]]:
    """What the person needs to know, as rows of {term, text, url}; what is not known is left out."""
    event, join = registration.event, join_link_of(registration)
    how = where_words({registration.mode} if registration.mode else registration.accepts).capitalize()
    if registration.state is RegistrationState.CANCELLED:
        how = ""
    rows = [
        {"term": _("What"), "text": event.title, "url": ""},
        {"term": _("When"), "text": span_of(event), "url": ""},
        {"term": _("Where"), "text": place_of(registration), "url": ""},
        {"term": _("Your place") if registration.mode else _("You accept"), "text": how, "url": ""},
        {"term": _("Join here"), "text": join, "url": join},
    ]
    return [row for row in rows if row["text"]]


def entry_of(registration: Registration) -> CalendarEntry:
    """The person's calendar entry: one for the whole event, with the UID of the registration.

    Its SEQUENCE counts what changed about the event and about the registration, so that it rises with either.
    The description holds the personal link, and the join link for who may have it, so it goes to that person only.
    """
    event, join = registration.event, join_link_of(registration)
    is_off = registration.state is RegistrationState.CANCELLED or event.state is EventState.CANCELLED
    changes = (event.changed_at, registration.registered_at, registration.confirmed_at, registration.cancelled_at)
    lines = [
        event.summary,
        _("Join here: %(link)s", link=join) if join else "",
        _("Your registration, to see or to cancel: %(link)s", link=link_of(registration)),
    ]
    return CalendarEntry(
        uid=registration.uid, sequence=event.sequence + registration.sequence, summary=event.title, zone=event.zone,
        starts_at=event.starts_at, ends_at=event.ends_at, changed_at=max(change for change in changes if change),
        location=_location(registration), description="\n\n".join(line for line in lines if line),
        url=links.absolute(links.event(event.slug)),
        status="CANCELLED" if is_off else "CONFIRMED",
    )  # fmt: skip


def _location(registration: Registration) -> str:
    """As calendars take it: nothing while it is not known where to go."""
    is_known = registration.event.venue is not None or registration.mode is AttendanceMode.ONLINE
    return place_of(registration) if is_known else ""


def calendar_file(registration: Registration) -> bytes:
    """The same entry as a file to put into one's own calendar by hand (METHOD:PUBLISH)."""
    event = registration.event
    return calendar(event.name, [entry_of(registration)], event.zone)
