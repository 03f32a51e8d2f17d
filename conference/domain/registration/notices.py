"""The mails of people who registered, and the calendar entry of one person."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from conference import links
from conference.core import zones
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.queries import where_of
from conference.domain.events.rules import AttendanceMode, EventState
from conference.domain.registration.models import Registration, Transfer
from conference.domain.registration.queries import held_words, window_of, wish_words
from conference.domain.registration.rules.states import ENDED, RegistrationState
from conference.domain.site.models import Site
from conference.domain.site.queries import get_site
from conference.formats.ical import CalendarEntry, Mailbox, calendar, cancellation, invitation
from conference.mail.compose import Composed, compose
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
    where = wish_words(registration)
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


def offered(registration: Registration, now: datetime) -> None:
    """A place is held for somebody who waited, until they take it or the time is over."""
    event, place = registration.event, held_words(registration)
    until = window_of(event).moment(registration.offered_until or now)
    why = _("A place %(place)s became free, and you are the first on the waiting list who can take it.", place=place)
    if registration.is_invited:
        why = _("You told us that you are interested in %(title)s. We invite you, and hold a place %(place)s for you.",
                title=event.title, place=place)  # fmt: skip
    news = News(
        _("A place at %(event)s is held for you until %(when)s", event=event.name, when=until),
        (why,
         _("It is held for you until %(when)s. If you do not take it by then, it goes to the next.", when=until)),
        _("Take the place or leave it on this page:"), _("Take the place"),
        links.absolute(links.my_offer(token_of(registration))),
    )  # fmt: skip
    _tell("registration/offered", registration, news, now)


def expired(registration: Registration, now: datetime) -> None:
    """The place that was held went to the next."""
    event = registration.event
    news = News(
        _("The place at %(event)s was not taken in time", event=event.name),
        (_("A place was held for you, and you did not take it in time. It went to the next on the waiting list."),
         _("Your registration ended with that.")),
        _("Should you like to come after all, you can register again on the page of the event."),
        _("The page of the event"), links.absolute(links.event(event.slug)),
    )  # fmt: skip
    _tell("registration/expired", registration, news, now)


def pending(registration: Registration, now: datetime) -> None:
    """The organisers decide first."""
    event = registration.event
    news = News(
        _("We have your registration for %(event)s", event=event.name),
        (_("You asked for a place %(place)s at %(title)s. The organisers decide about it, and we write to you when they"
           " have.", place=wish_words(registration), title=event.title),),
        _("On this page you see how it stands, and can take your registration back:"), _("Your registration"),
        link_of(registration),
    )  # fmt: skip
    _tell("registration/pending", registration, news, now)


def refused(registration: Registration, reason: str, now: datetime) -> None:
    """The organisers did not agree."""
    event = registration.event
    news = News(
        _("Your registration for %(event)s", event=event.name),
        (_("The organisers of %(title)s did not agree to your registration.", title=event.title), reason),
        _("The event is described here:"), _("The page of the event"), links.absolute(links.event(event.slug)),
    )  # fmt: skip
    _tell("registration/refused", registration, news, now)


def changed_place(registration: Registration, now: datetime) -> None:
    """Somebody has another kind of place now: the mail carries the invitation as it is now."""
    event = registration.event
    news = News(
        _("Your place at %(event)s has changed", event=event.name),
        (_("You now have a place %(place)s at %(title)s.", place=held_words(registration), title=event.title),
         _("The invitation in this mail puts your calendar right.")),
        _("On this page you see your registration, and can change it again:"), _("Your registration"),
        link_of(registration),
    )  # fmt: skip
    _tell("registration/changed_place", registration, news, now, *_request(registration, now))


def asked_to_take(transfer: Transfer, now: datetime) -> None:
    """Somebody would hand their place on to this person, who decides."""
    registration, event = transfer.registration, transfer.registration.event
    news = News(
        _("%(name)s would like you to come to %(event)s instead", name=registration.name, event=event.name),
        (_("%(name)s has a place %(place)s at %(title)s and would like to hand it on to you.", name=registration.name,
           place=held_words(registration), title=event.title),
         _("Nothing happens until you agree.")),
        _("Take the place, or read what it is about, on this page:"), _("Take the place"), transfer_link_of(transfer),
    )  # fmt: skip
    owner = Recipient(transfer.email, transfer.name)
    _tell("registration/asked_to_take", registration, news, now, to=owner, key=f"{key_of(registration)}:transfer")


def handed_on(registration: Registration, name: str, now: datetime) -> None:
    """The person who had the place until now is told, and it leaves their calendar (the sequence was raised)."""
    event, site = registration.event, get_site()
    news = News(
        _("%(name)s has taken your place at %(event)s", name=name, event=event.name),
        (_("You handed your place at %(title)s on to %(name)s, who agreed.", title=event.title, name=name),
         _("This mail takes it out of your calendar.")),
        _("Should you like to come after all, you can register again on the page of the event."),
        _("The page of the event"), links.absolute(links.event(event.slug)),
    )  # fmt: skip
    sender = Mailbox(registration.invited_by or site.sender_email, site.name)
    entry = replace(entry_of(registration), status="CANCELLED")
    withdrawal = cancellation(entry, sender, _mailbox(registration), now)
    _tell("registration/handed_on", registration, news, now, withdrawal, "CANCEL",
          key=f"{key_of(registration)}:handed-on:{registration.link_version}")  # fmt: skip


@dataclass(frozen=True)
class News:
    """What a letter says: its subject, its paragraphs, and where its button leads with the sentence before it."""

    subject: str
    paragraphs: tuple[str, ...]
    lead: str
    button: str
    url: str


def _tell(
    kind: str, registration: Registration, news: News, now: datetime, attached: bytes | None = None,
    method: str | None = None, to: Recipient | None = None, key: str = "",
) -> None:  # fmt: skip
    event = registration.event
    composed = compose(
        "registration/news", site=get_site(), calendar=attached, calendar_method=method, event_name=event.name,
        name=to.name if to else registration.name, date=_date_of(event), news=news,
        rows=[] if to else rows_of(registration),
    )  # fmt: skip
    _send(kind, registration, composed, now, key=key, to=to)


def _send(
    kind: str, registration: Registration, composed: Composed, now: datetime, *, key: str = "", ends: bool = False,
    to: Recipient | None = None,
) -> None:  # fmt: skip
    """A newer letter with the same key replaces an unsent one: who moves up before that one left gets one mail.

    One that `ends` the registration replaces every unsent one about it.
    """
    event = registration.event
    post(
        composed, to or Recipient(registration.email, registration.name), kind=kind, now=now, event_id=event.id,
        key=key or key_of(registration), about=key_of(registration), ends=ends,
        why=_("This address was registered for %(event)s.", event=event.name),
    )  # fmt: skip


def _request(registration: Registration, now: datetime) -> tuple[bytes, str]:
    site = get_site()
    registration.invited_by = site.sender_email
    sender = Mailbox(site.sender_email, site.name)
    return invitation(entry_of(registration), sender, _mailbox(registration), now), "REQUEST"


def _invite(kind: str, registration: Registration, now: datetime) -> None:
    _post(kind, registration, get_site(), now, *_request(registration, now))


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
    event = registration.event
    composed = compose(
        kind, site=site, calendar=attached, calendar_method=method, name=registration.name, event_name=event.name,
        event_title=event.title, date=_date_of(event), rows=rows_of(registration), link=link_of(registration),
        ticket_link=ticket_link_of(registration), event_link=links.absolute(links.event(event.slug)), **values,
    )  # fmt: skip
    _send(kind, registration, composed, now, key=key, ends=ends)


def key_of(registration: Registration) -> str:
    """How letters name the registration that they are about."""
    return f"registration:{registration.id}"


def transfer_link_of(transfer: Transfer) -> str:
    """The whole address of the page where somebody takes a place over."""
    return links.absolute(links.my_transfer(links.sign(links.Purpose.TRANSFER, transfer.id, transfer.asked)))


def link_of(registration: Registration) -> str:
    """The whole address of the person's own page."""
    return links.absolute(links.my_registration(token_of(registration)))


def token_of(registration: Registration) -> str:
    """What opens the person's own pages."""
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
    return zones.span_words(event.starts_at, event.ends_at, event.zone, event.zone_place)


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
    return links.absolute(links.my_ticket(token_of(registration))) if may_enter(registration) else ""


def join_link_of(registration: Registration) -> str:
    """The link that joins the event online; "" for everybody who may not join."""
    return registration.event.join_link if may_join(registration) else ""


def rows_of(registration: Registration) -> list[dict[str, str]]:
    """What the person needs to know, as rows of {term, text, url}; what is not known is left out."""
    event, join = registration.event, join_link_of(registration)
    how = "" if registration.state in ENDED else _how(registration)
    rows = [
        {"term": _("What"), "text": event.title, "url": ""},
        {"term": _("When"), "text": span_of(event), "url": ""},
        {"term": _("Where"), "text": place_of(registration), "url": ""},
        {
            "term": _("Your place") if registration.mode else _("You accept"),
            "text": how[:1].upper() + how[1:],
            "url": "",
        },
        {"term": _("Join here"), "text": join, "url": join},
    ]
    return [row for row in rows if row["text"]]


def _how(registration: Registration) -> str:
    words = held_words(registration) or wish_words(registration)
    return words[:1].upper() + words[1:]


def entry_of(registration: Registration) -> CalendarEntry:
    """The person's calendar entry: one for the whole event, with the UID of the registration.

    Its SEQUENCE counts what changed about the event and about the registration, so that it rises with either.
    The description holds the personal link, and the join link for who may have it, so it goes to that person only.
    """
    event, join = registration.event, join_link_of(registration)
    is_off = registration.state in ENDED or event.state is EventState.CANCELLED
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
