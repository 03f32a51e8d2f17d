"""Things in the words that page macros take: one function for each kind of card, giving the macro's values."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from conference import links
from conference.core import zones
from conference.core.text import fold, isolated
from conference.core.words import _
from conference.domain.briefings.models import Briefing
from conference.domain.events.models import Deadline, Event
from conference.domain.events.rules import AttendanceMode, EventKind, EventState, Phase, phase
from conference.domain.programme.rules import SessionState
from conference.domain.reflections.queries import Reflection
from conference.domain.registration.models import Registration
from conference.domain.registration.queries import Catalogue, window_of
from conference.domain.registration.rules.places import Place
from conference.domain.schedule.models import ReleasedAppearance, ReleasedSession
from conference.domain.site.queries import Making

PHASE_TONES = {
    Phase.DRAFT: "neutral",
    Phase.ANNOUNCED: "accent",
    Phase.OPEN: "good",
    Phase.LIVE: "good",
    Phase.OVER: "neutral",
    Phase.CANCELLED: "bad",
}
NO_ACTION: dict[str, Any] = {"action_label": None, "action_url": None, "note": None}


def phase_of(event: Event, now: datetime) -> Phase:
    """What the event is to its readers at `now`."""
    return phase(event.state, event.starts_at, event.ends_at, now)


def phase_words(of: Phase) -> str:
    """A phase in words for a tag."""
    return {
        Phase.DRAFT: _("Draft"),
        Phase.ANNOUNCED: _("Announced"),
        Phase.OPEN: _("Registration open"),
        Phase.LIVE: _("Happening now"),
        Phase.OVER: _("What happened"),
        Phase.CANCELLED: _("Cancelled"),
    }[of]


def kind_words(kind: EventKind) -> str:
    """A kind of event in words."""
    return {EventKind.CONFERENCE: _("Conference"), EventKind.WEBINAR: _("Webinar"), EventKind.MEETING: _("Meeting")}[
        kind
    ]


def mode_words(mode: AttendanceMode) -> str:
    """A mode in words."""
    return {
        AttendanceMode.IN_PERSON: _("In person"),
        AttendanceMode.ONLINE: _("Online"),
        AttendanceMode.HYBRID: _("In person and online"),
    }[mode]


def place_name(place: Place, catalogue: Catalogue) -> str:
    """A kind of place as a choice names it."""
    ticket_type, how = catalogue.find_type(place), mode_words(place.mode)
    return f"{ticket_type.name} ({how})" if ticket_type and fold(ticket_type.name) != fold(how) else how


def days_of_event(event: Event) -> tuple[date, date]:
    """The first and the last day of an event in its own zone."""
    return zones.day_of(event.starts_at, event.zone), zones.day_of(event.ends_at, event.zone)


def short_day(event: Event, day: date) -> str:
    """A day for a tab or a table: "Thu 8 September"; one of another year than the event's with its year."""
    words = zones.short_day_words(day)
    is_of_its_year = day.year in {one.year for one in days_of_event(event)}
    return words if is_of_its_year else _("%(day)s %(year)s", day=words, year=day.year)


def when_words(event: Event) -> str:
    """When an event is: days for several days, the exact time for one."""
    first, last = days_of_event(event)
    if first != last:
        return zones.days_words(first, last)
    return zones.span_words(event.starts_at, event.ends_at, event.zone, event.zone_place)


def when_values(event: Event) -> dict[str, Any]:
    """When an event is, in words and for machines (`when`, `iso`, `end_iso`)."""
    first, last = days_of_event(event)
    if first != last:
        return {"when": when_words(event), "iso": first.isoformat(), "end_iso": None}
    return {"when": when_words(event), "iso": event.starts_at.isoformat(), "end_iso": event.ends_at.isoformat()}


def place_words(event: Event) -> str:
    """Where an event is, in words."""
    online = _("Online on %(platform)s", platform=event.online_platform) if event.online_platform else _("Online")
    venue = ", ".join(part for part in (event.venue.name, event.venue.city) if part) if event.venue else ""
    if event.mode is AttendanceMode.HYBRID and not venue:
        return _("In person and online; the place follows")
    if event.mode is AttendanceMode.ONLINE or not venue:
        return online if event.mode is not AttendanceMode.IN_PERSON else venue
    return _("%(venue)s, and online", venue=venue) if event.mode is AttendanceMode.HYBRID else venue


def accent_of(event: Event) -> str:
    """The event's own accent colour, else that of its series, else ""."""
    return event.accent or (event.series.accent if event.series else "")


def primary_action(event: Event, now: datetime, has_programme: bool) -> dict[str, Any]:
    """The one button of an event's masthead and the line below it (`action_label`, `action_url`, `note`)."""
    current = phase_of(event, now)
    programme = {**NO_ACTION, "action_label": _("See the programme"), "action_url": links.programme(event.slug)}
    if current is Phase.OPEN or (current is Phase.LIVE and event.state is EventState.OPEN):
        return _registering(event, now) or (programme if has_programme else NO_ACTION)
    if current is Phase.ANNOUNCED:
        return {"action_label": _("Register your interest"), "action_url": links.interest(event.slug), "note": None}
    if current is Phase.OVER:
        return {"action_label": _("Read the reflections"), "action_url": links.reflections(event.slug), "note": None}
    return programme if has_programme and current is Phase.LIVE else NO_ACTION


def _registering(event: Event, now: datetime) -> dict[str, Any] | None:
    opens, closes = event.registration_opens_at, event.registration_closes_at
    if opens and now < opens:
        note = _("Registration opens on %(when)s.", when=instant_words(opens, event))
        return {"action_label": _("Register your interest"), "action_url": links.interest(event.slug), "note": note}
    if now >= window_of(event).last_moment:
        return None
    until = _("Registration closes on %(when)s.", when=instant_words(closes, event)) if closes else None
    label = _("Register for %(event)s", event=event.short_title) if event.short_title else _("Register")
    return {"action_label": label, "action_url": links.register(event.slug), "note": until}


def zone_of_event(event: Event) -> str:
    """The event's zone in words, which a page names once."""
    return zones.zone_words(event.starts_at, event.zone, event.zone_place)


def instant_words(at: datetime, event: Event) -> str:
    """An instant written out in the event's zone: "Monday 4 April 2022, 12:00 (Oxford time, BST)"."""
    return zones.moment_words(at, event.zone, event.zone_place)


def decision_rows(registration: Registration, event: Event) -> list[dict[str, str]]:
    """What was decided about a registration, the newest first, as `page.history` takes it."""
    decisions = reversed(registration.decisions)
    return [{"when": instant_words(one.at, event), "iso": one.at.isoformat(), "text": one.words} for one in decisions]


def deadline_row(deadline: Deadline, event: Event, now: datetime) -> dict[str, Any]:
    """One of the values of `dates.deadline_list`."""
    return {
        "what": deadline.name, "date_text": instant_words(deadline.at, event), "iso": deadline.at.isoformat(),
        "url": deadline.url or None, "is_over": deadline.at <= now,
        "state": _("over") if deadline.at <= now else None, "tone": "neutral",
    }  # fmt: skip


def event_card(event: Event, now: datetime) -> dict[str, Any]:
    """The values of `lists.event_item`."""
    first, last = days_of_event(event)
    one_month = (first.year, first.month) == (last.year, last.month)
    current = phase_of(event, now)
    return {
        "title": event.title, "url": links.event(event.slug), "iso": first.isoformat(),
        "day": str(first.day) if first == last or not one_month else f"{first.day}–{last.day}",
        "month": zones.month_words(first), "year": str(first.year), "place": place_words(event),
        "kind": kind_words(event.kind), "state": phase_words(current), "tone": PHASE_TONES[current],
        "summary": event.summary or None,
    }  # fmt: skip


def names(appearances: Iterable[ReleasedAppearance]) -> str:
    """Who appears, each once, as one line."""
    return ", ".join(dict.fromkeys(isolated(appearance.name) for appearance in appearances))


def session_card(
    session: ReleasedSession, event: Event, address_of: Callable[[ReleasedSession], str] | None = None
) -> dict[str, Any]:  # fmt: skip
    """The values of `lists.session_item`; a break has no page and no star.

    `address_of`: where a session is read that readers do not see yet, and so cannot choose.
    """
    cancelled = session.state.value == "cancelled"
    address = address_of(session) if address_of else links.session(event.slug, session.slug)
    return {
        "title": session.title,
        "url": None if session.is_break else address,
        "time": time_range(session, event.zone) or None,
        "iso": session.starts_at.isoformat() if session.starts_at else None,
        "end_iso": session.ends_at.isoformat() if session.ends_at else None,
        "room": session.room_name or None, "format": session.format_name, "theme": session.theme_name or None,
        "code": session.code or None, "people": names(session.appearances) or None,
        "star": None if session.is_break or cancelled or address_of else session.session_id,
        "state": _("Cancelled") if cancelled else None, "tone": "bad" if cancelled else "neutral",
    }  # fmt: skip


def has_sample_times(sessions: Iterable[ReleasedSession]) -> bool:
    """Whether a time among those of these sessions was made up for the demo."""
    return any(one.is_time_sample and one.starts_at for one in sessions)


def time_range(session: ReleasedSession, zone: str) -> str:
    """From when to when, wall-clock in the zone: "10:00 to 11:30"."""
    if session.starts_at is None or session.ends_at is None:
        return ""
    return _("%(start)s to %(end)s", start=zones.time_words(session.starts_at, zone),
             end=zones.time_words(session.ends_at, zone))  # fmt: skip


def session_when(session: ReleasedSession, event: Event) -> str | None:
    """When a session is, written out with its zone; None while it has no time."""
    if session.starts_at is None or session.ends_at is None:
        return None
    return zones.span_words(session.starts_at, session.ends_at, event.zone, event.zone_place)


def appearance_card(appearance: ReleasedAppearance) -> dict[str, Any]:
    """The values of `lists.appearance_item`: one thing that a person did, as who they were that day."""
    session = appearance.released_session
    event = session.release.event
    return {
        "title": session.title, "url": links.session(event.slug, session.slug), "role": _(appearance.role.value),
        "post": ", ".join(filter(None, [appearance.job_title, appearance.affiliation])) or None,
        "event": event.title,
        "format": _("Cancelled") if session.state is SessionState.CANCELLED else session.format_name,
    }  # fmt: skip


def reflection_card(reflection: Reflection) -> dict[str, Any]:
    """The values of `lists.reflection_item`."""
    posted = reflection.posted_on
    return {
        "title": reflection.title, "url": reflection.path, "kind": reflection.kind, "byline": reflection.byline or None,
        "summary": reflection.summary or None, "date_text": zones.date_words(posted) if posted else None,
        "iso": posted.isoformat() if posted else None,
    }  # fmt: skip


def briefing_card(briefing: Briefing) -> dict[str, Any]:
    """The values of `lists.briefing_item`."""
    return {
        "title": briefing.title, "url": links.briefing(briefing.slug), "date_text": issued_words(briefing),
        "iso": briefing.issued_on.isoformat(), "summary": briefing.intro or None,
    }  # fmt: skip


def mentions(briefings: Iterable[Briefing]) -> list[dict[str, Any]]:
    """The values of `page.link_list` for the briefings that tell of a thing."""
    return [{"label": one.title, "url": links.briefing(one.slug), "note": issued_words(one)} for one in briefings]


def issued_words(briefing: Briefing) -> str:
    """When a briefing was issued: the day, or the month where the day is not known."""
    if briefing.is_day_known:
        return zones.date_words(briefing.issued_on)
    return f"{zones.month_words(briefing.issued_on)} {briefing.issued_on.year}"


def person_card(appearance: ReleasedAppearance) -> dict[str, Any]:
    """The values of `lists.person_line`, role and post as on the day."""
    return {
        "name": appearance.name, "url": appearance.person.url, "role": _(appearance.role.value),
        "job_title": appearance.job_title or None, "affiliation": appearance.affiliation or None,
    }  # fmt: skip


def making_values(making: Making | None) -> dict[str, Any]:
    """How far a PDF is, as `page.progress` takes it (`value`, `maximum`, `note`)."""
    if making is None or making.pages == 0:
        return {"value": None, "maximum": 1, "note": _("It takes a minute or two.")}
    note = _("Page %(page)s of about %(pages)s.", page=making.done, pages=making.pages)
    return {"value": making.done, "maximum": making.pages, "note": note}
