"""iCalendar files in (RFC 5545): one session for each VEVENT.

Not taken over, but counted in the oddities: rules of repetition (the first time is taken), alarms, tasks, attachments,
and every property that a session has no place for. Attendees are taken as speakers only where they carry no address of
e-mail.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from icalendar import Calendar, Component, vBroken
from icalendar.timezone import tzp

from conference.core.errors import Invalid
from conference.core.words import _, ngettext
from conference.formats.programmes.calendar_times import CalendarTimes, times_of
from conference.formats.programmes.gathering import Gathering
from conference.formats.programmes.how_to_read import MOST_SESSIONS
from conference.formats.programmes.moments import EARLIEST, LATEST, zone_named
from conference.formats.programmes.recognise import check_calendar
from conference.formats.programmes.texts import line, prose
from conference.formats.programmes.values import (
    FileAppearance,
    FileRoom,
    FileSession,
    FileTheme,
    Heading,
    Identity,
    Kind,
    Scheme,
    SessionState,
)

MOST_CALENDAR_BYTES = 5 * 1024 * 1024
MOST_LINES = 100_000
MOST_COMMAS = 200_000
KNOWN = {"UID", "DTSTAMP", "LAST-MODIFIED", "CREATED", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "SUMMARY",
         "LOCATION", "DESCRIPTION", "URL", "STATUS", "CATEGORIES", "ATTENDEE", "TRANSP", "CLASS", "METHOD",
         "PRIORITY"}  # fmt: skip
STATES = {"CANCELLED": SessionState.CANCELLED, "TENTATIVE": SessionState.DRAFT}
FAULTS = (ValueError, AttributeError, KeyError, IndexError, TypeError, OverflowError, RecursionError, OSError)


def gather_calendar(gathering: Gathering, data: bytes) -> None:
    """Read all calendars of a file. Raises Invalid for what the library cannot read, and for too much of it."""
    _check_size(data)
    tzp.use_zoneinfo()  # forget what an earlier file defined: the library keeps it
    for calendar in _calendars(data):
        check_calendar(line(_text(calendar, "PRODID")))
        _gather_heading(gathering, calendar)
        number = 0
        for component in _parts(calendar):
            if component.name == "VEVENT":
                number += 1
                _gather_event(gathering, component, f"VEVENT {number}")
            elif component.name not in {"VTIMEZONE", "STANDARD", "DAYLIGHT"}:
                gathering.left_out(f"VEVENT {number}", line(component.name))


def _check_size(data: bytes) -> None:
    """Raises Invalid for more than the library reads in reasonable time; long rules of repetition cost it most."""
    lines = data.count(b"\n") + data.count(b"\r")
    if len(data) > MOST_CALENDAR_BYTES or lines > 2 * MOST_LINES or data.count(b",") > MOST_COMMAS:
        raise Invalid(_("The calendar has more than 5 MB, 100,000 lines or 200,000 commas. Please split it."), "file")
    if data.upper().count(b"BEGIN:VEVENT") > MOST_SESSIONS:
        raise Invalid(_("The calendar has more than 5,000 entries. Please split it."), "file")


def _calendars(data: bytes) -> list[Component]:
    try:
        found = list(Calendar.from_ical(data, multiple=True))
    except FAULTS as fault:
        if isinstance(fault, ValueError):  # the other faults are the library's own, and say nothing to a reader
            words = line(str(fault)).rstrip(".")[:120]
            raise Invalid(_("The calendar cannot be read: %(fault)s.", fault=words), "file") from fault
        raise Invalid(_("The calendar cannot be read."), "file") from fault
    return [one for one in found if one.name == "VCALENDAR"]


def _parts(calendar: Component) -> Iterator[Component]:
    waiting = list(reversed(calendar.subcomponents))
    while waiting:
        component = waiting.pop()
        yield component
        waiting.extend(reversed(component.subcomponents))


def _gather_heading(gathering: Gathering, calendar: Component) -> None:
    zones = [line(part.get("TZID")) for part in calendar.subcomponents if part.name == "VTIMEZONE"]
    named = line(calendar.get("X-WR-TIMEZONE")) or (zones[0] if len(zones) == 1 else "")
    zone = zone_named(named)
    if named and not zone:
        gathering.odd("VCALENDAR", Kind.ZONE, _("%(name)s is not a time zone; %(zone)s is taken.", name=named[:60],
                                                zone=gathering.how.zone))  # fmt: skip
    for name in ("PRODID", "VERSION"):
        if name not in calendar:
            gathering.odd("VCALENDAR", Kind.HEADING, _("The calendar has no %(name)s.", name=name))
    gathering.heading = Heading(
        title=line(_unescaped(calendar, "NAME") or _unescaped(calendar, "X-WR-CALNAME")),
        generator=line(_text(calendar, "PRODID")),
        description=prose(_text(calendar, "DESCRIPTION") or _unescaped(calendar, "X-WR-CALDESC")),
        zone=zone or gathering.how.zone, has_zone=bool(zone),
        url=gathering.address(_text(calendar, "URL"), "VCALENDAR"),
    )  # fmt: skip


def _gather_event(gathering: Gathering, event: Component, place: str) -> None:
    title = gathering.title(line(_text(event, "SUMMARY")), place, "DTSTART" in event)
    _look_around(gathering, event, place)
    if not title:
        return
    starts_at, minutes = times_of(gathering, CalendarTimes(
        _one(event, "DTSTART"), _one(event, "DTEND"), _one(event, "DURATION"), place))  # fmt: skip
    url = gathering.address(_text(event, "URL"), place)
    gathering.add(FileSession(
        identity=_identity(event, title, starts_at), title=title, place=place, starts_at=starts_at,
        minutes=minutes, room=gathering.room(FileRoom(line(_text(event, "LOCATION")))), url=url,
        description=gathering.look_at_text(_("description"), _description(event, url), place),
        theme=gathering.theme(FileTheme(_theme(gathering, event, place))), sequence=_sequence(event),
        state=STATES.get(line(_text(event, "STATUS")).upper(), SessionState.CONFIRMED),
        changed_at=_changed_at(event), appearances=_appearances(gathering, event, place),
    ))  # fmt: skip


def _look_around(gathering: Gathering, event: Component, place: str) -> None:
    for name, fault in getattr(event, "errors", []):
        gathering.odd(place, Kind.TEXT, _("%(name)s cannot be read: %(fault)s", name=line(name)[:40] or _("A line"),
                                          fault=line(str(fault))[:120]))  # fmt: skip
    for name in event:
        if name.upper() not in KNOWN:
            gathering.left_out(place, line(name).upper())
    if "DTSTAMP" not in event:
        gathering.tally(Kind.HEADING, "DTSTAMP", place, lambda number: ngettext(
            "One session has no DTSTAMP.", "%(num)s sessions have no DTSTAMP.", number))  # fmt: skip
    if "UID" not in event:
        gathering.tally(Kind.IDENTITY, "UID", place, lambda number: ngettext(
            "One session has no UID; it is known again by title and start.",
            "%(num)s sessions have no UID; they are known again by title and start.", number))  # fmt: skip
    if "METHOD" in event:
        gathering.tally(Kind.HEADING, "METHOD", place, lambda number: ngettext(
            "METHOD stands inside one VEVENT, where it has no meaning.",
            "METHOD stands inside %(num)s VEVENTs, where it has no meaning.", number))  # fmt: skip


def _one(component: Component, name: str) -> Any:
    """The property, or the first of several; None where it cannot be read (an oddity says so)."""
    value = component.get(name)
    first = value[0] if isinstance(value, list) and value else value
    return None if isinstance(first, vBroken) else first


def _text(component: Component, name: str) -> str:
    value = _one(component, name)
    return "" if value is None else str(value)


def _unescaped(component: Component, name: str) -> str:
    """A property that the library leaves as it stands, with the escapes of a text (RFC 5545, 3.3.11) undone."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], _text(component, name))


def _identity(event: Component, title: str, starts_at: datetime | None) -> Identity:
    uid = line(_text(event, "UID"))
    return Identity(Scheme.UID, uid) if uid else Identity(Scheme.PLACE, f"{title} {starts_at}")


def _description(event: Component, url: str) -> str:
    """The description without the address, where a writer (ours) repeated it at the end."""
    text = prose(_text(event, "DESCRIPTION"))
    if url and text == url:
        return ""
    return text.removesuffix(f"\n\n{url}") if url else text


def _theme(gathering: Gathering, event: Component, place: str) -> str:
    value = _one(event, "CATEGORIES")
    words = [line(str(one)) for one in getattr(value, "cats", [])]
    for _more in words[1:]:
        gathering.left_out(place, "CATEGORIES")
    return words[0] if words else ""


def _sequence(event: Component) -> int | None:
    value = _one(event, "SEQUENCE")
    return int(value) if isinstance(value, int) and 0 <= value < 2**31 else None


def _changed_at(event: Component) -> datetime | None:
    for name in ("LAST-MODIFIED", "DTSTAMP"):
        value = getattr(_one(event, name), "dt", None)
        if isinstance(value, datetime) and EARLIEST <= value.year < LATEST:
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return None


def _appearances(gathering: Gathering, event: Component, place: str) -> tuple[FileAppearance, ...]:
    found = []
    value = event.get("ATTENDEE")
    for attendee in value if isinstance(value, list) else [value] if value is not None else []:
        if isinstance(attendee, vBroken):
            continue
        name = line(str(getattr(attendee, "params", {}).get("CN", "")))
        if not name or "@" in str(attendee) or "@" in name:
            gathering.left_out(place, "ATTENDEE")
        elif identity := gathering.person([], name, place):
            found.append(FileAppearance(identity, name))
    return tuple(dict.fromkeys(found))
