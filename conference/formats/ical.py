"""iCalendar out (RFC 5545, 5546, 7986): published files and feeds, invitations, cancellations."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, vCalAddress, vCategory, vText

from conference.core.text import clean_line, clean_text
from conference.formats.ical_zones import says, vtimezone

PRODUCT = "-//Conference//Conference//EN"
REFRESH_AFTER = timedelta(hours=1)
IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"  # what RFC 3986 lets stand; quotes, blanks, backslashes, accents are encoded

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True)
class CalendarEntry:
    """One VEVENT. Instants are aware; `zone` is an IANA name; `uid` and `sequence` are stored, never made here.

    `description` is plain text; the address in `url` is repeated in it, because most programs hide URL.
    `is_free` leaves the reader's time free (TRANSP:TRANSPARENT). Raises ValueError for what cannot be written.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    changed_at: datetime
    location: str = ""
    description: str = ""
    url: str = ""
    status: Status = "CONFIRMED"
    categories: Sequence[str] = ()
    is_free: bool = False

    def __post_init__(self) -> None:
        if any(instant.tzinfo is None for instant in (self.starts_at, self.ends_at, self.changed_at)):
            raise ValueError("a calendar entry needs instants with a time zone")
        if self.ends_at < self.starts_at:
            raise ValueError("a calendar entry ends before it starts")
        if not _line(self.uid) or self.sequence < 0:
            raise ValueError("a calendar entry needs a UID, and a sequence that is not negative")


@dataclass(frozen=True)
class Mailbox:
    """An e-mail address with the name of its owner."""

    email: str
    name: str


def calendar(
    name: str, entries: Sequence[CalendarEntry], zone: str, description: str = "", url: str = "", *,
    product: str = PRODUCT,
) -> bytes:  # fmt: skip
    """A file or feed for everybody: METHOD:PUBLISH, times in UTC, no attendee; the same values give the same bytes.

    `product` tells files that are read back from those for readers. DTSTAMP is the entry's last change, not the time of
    writing. Raises ValueError when two entries share a UID.
    """
    if len({entry.uid for entry in entries}) != len(entries):
        raise ValueError("two entries of one calendar share a UID")
    whole = _calendar("PUBLISH", product)
    for key in ("name", "x-wr-calname"):
        whole.add(key, _Text(_line(name)))
    for key in ("description", "x-wr-caldesc"):
        _add_text(whole, key, _text(description))
    _add_address(whole, url)
    whole.add("x-wr-timezone", _Text(_line(zone)))
    whole.add("refresh-interval", REFRESH_AFTER, {"VALUE": "DURATION"})
    whole.add("x-published-ttl", "PT1H")
    for entry in entries:
        whole.add_component(_event(entry, entry.changed_at, None))
    return bytes(whole.to_ical(sorted=False))


def invitation(entry: CalendarEntry, organiser: Mailbox, attendee: Mailbox, made_at: datetime) -> bytes:
    """An invitation, or the update of one, for one person: METHOD:REQUEST, times in the entry's zone (RFC 5546, 3.2.2).

    The part that carries it must say `method=REQUEST`. Raises ValueError for a cancelled entry.
    """
    if entry.status == "CANCELLED":
        raise ValueError("nobody is invited to what is cancelled")
    return _message("REQUEST", entry, entry.status, (organiser, attendee), made_at)


def cancellation(entry: CalendarEntry, organiser: Mailbox, attendee: Mailbox, made_at: datetime) -> bytes:
    """The withdrawal of an invitation: METHOD:CANCEL (RFC 5546, 3.2.5), with organiser and attendee as they were.

    The caller raised the entry's sequence; it is written as given.
    """
    return _message("CANCEL", entry, "CANCELLED", (organiser, attendee), made_at)


def _message(
    method: str, entry: CalendarEntry, status: str, people: tuple[Mailbox, Mailbox], made_at: datetime
) -> bytes:
    if made_at.tzinfo is None:
        raise ValueError("a calendar message needs an instant with a time zone")
    whole = _calendar(method)
    zone = entry.zone if says(entry.zone, entry.starts_at) and says(entry.zone, entry.ends_at) else None
    rules = vtimezone(zone, entry.starts_at.year) if zone else None
    if rules is not None:
        whole.add_component(rules)
    event = _event(entry, made_at, zone if rules is not None else None, status)
    organiser, attendee = people
    event.add("organizer", _address(organiser))
    event.add("attendee", _address(attendee, CUTYPE="INDIVIDUAL", ROLE="REQ-PARTICIPANT",
                                   PARTSTAT="NEEDS-ACTION", RSVP="TRUE"))  # fmt: skip
    whole.add_component(event)
    return bytes(whole.to_ical(sorted=False))


def _calendar(method: str, product: str = PRODUCT) -> Calendar:
    whole = Calendar()
    whole.add("prodid", product)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", method)
    return whole


def _event(entry: CalendarEntry, stamped_at: datetime, zone: str | None, status: str | None = None) -> Event:
    event = Event()
    event.add("uid", _Text(_line(entry.uid)))
    event.add("dtstamp", _in_utc(stamped_at))
    event.add("last-modified", _in_utc(entry.changed_at))
    event.add("sequence", entry.sequence)
    event.add("dtstart", _wall_time(entry.starts_at, zone))
    event.add("dtend", _wall_time(entry.ends_at, zone))
    event.add("summary", _Text(_line(entry.summary)))
    _add_text(event, "location", _line(entry.location))
    _add_text(event, "description", _description(entry))
    _add_address(event, entry.url)
    event.add("status", status or entry.status)
    event.add("transp", "TRANSPARENT" if entry.is_free else "OPAQUE")
    if lines := [line for line in map(_line, entry.categories) if line]:
        categories = vCategory([])
        categories.cats = [_Text(line) for line in lines]
        event.add("categories", categories)
    return event


class _Text(vText):
    r"""A text with the escapes of RFC 5545, 3.3.11: the library takes a written \N for a line break (C:\Notes)."""

    def to_ical(self) -> bytes:
        escaped = re.sub(r"([\\;,])", r"\\\1", self)
        return escaped.replace("\n", r"\n").encode()


def _in_utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(microsecond=0)


def _wall_time(instant: datetime, zone: str | None) -> datetime:
    return _in_utc(instant).astimezone(ZoneInfo(zone)) if zone else _in_utc(instant)


def _text(raw: str) -> str:
    return clean_text(raw).replace("\t", " ")


def _line(raw: str) -> str:
    return clean_line(raw)


def _web_address(raw: str) -> str:
    return quote(_line(raw), safe=IN_ADDRESSES)


def _description(entry: CalendarEntry) -> str:
    text, url = _text(entry.description), _web_address(entry.url)
    return text if url in text else f"{text}\n\n{url}".strip()


def _add_text(component: Component, key: str, text: str) -> None:
    if text:
        component.add(key, _Text(text))


def _add_address(component: Component, url: str) -> None:
    if url:
        component.add("url", _web_address(url))


def _address(mailbox: Mailbox, **parameters: str) -> vCalAddress:
    email = "".join(_line(mailbox.email).split())
    address = vCalAddress(f"mailto:{email}")
    # Outlook shows the escapes of RFC 6868 as they are, so there is nothing to escape.
    name = (_line(mailbox.name) or email).replace('"', "'").replace("^", "")
    for key, value in {"CN": name, **parameters}.items():
        address.params[key] = vText(value)
    return address
