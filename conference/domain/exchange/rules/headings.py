"""The event that a file is of, as far as the file says. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from conference.core.errors import Invalid
from conference.core.text import cut_text, slug_of
from conference.core.words import _
from conference.domain.events.rules import AttendanceMode, EventDetails, check_slug, check_span
from conference.domain.exchange.rules.answers import Choices, NewEvent
from conference.domain.exchange.rules.own_addresses import event_slug_in
from conference.domain.exchange.rules.reports import ProposedEvent, Report, ReportItem
from conference.domain.exchange.rules.states import TAKEN, Thing
from conference.formats.programmes.values import Programme

TITLE_LENGTH = 200
SUMMARY_LENGTH = 400
DESCRIPTION_LENGTH = 20_000
FIRST_HOUR, LAST_HOUR = time(9), time(18)


def proposed_event(programme: Programme, home: str) -> ProposedEvent:
    """What a file says of its event: dates from the heading, else from its sessions; the slug from its short name."""
    heading = programme.heading
    starts = [one.starts_at for one in programme.sessions if one.starts_at]
    ends = [one.ends_at or one.starts_at for one in programme.sessions if one.starts_at]
    return ProposedEvent(
        title=cut_text(heading.title, TITLE_LENGTH), slug=_slug(programme, home), zone=heading.zone,
        has_zone=heading.has_zone, is_needed=bool(programme.sessions or programme.rooms),
        starts_at=heading.starts_at or min(starts, default=_instant(heading.starts_on, FIRST_HOUR, heading.zone)),
        ends_at=heading.ends_at or max((one for one in ends if one),
                                       default=_instant(heading.ends_on, LAST_HOUR, heading.zone)),
    )  # fmt: skip


def _slug(programme: Programme, home: str) -> str:
    heading = programme.heading
    addresses = (heading.url, *(session.url for session in programme.sessions))
    own = next(filter(None, (event_slug_in(url, home) for url in addresses)), "")
    return own or slug_of(heading.acronym, "") or slug_of(heading.title, "")


def _instant(day: date | None, at: time, zone: str) -> datetime | None:
    return None if day is None else datetime.combine(day, at, ZoneInfo(zone))


def details_of(programme: Programme, title: str) -> EventDetails:
    """What a new event says of itself: a short description is its summary, a long one its description."""
    said = programme.heading.description
    is_short = len(said) <= SUMMARY_LENGTH and "\n" not in said
    return EventDetails(title=title, mode=_mode(programme), summary=said if is_short else "",
                        description="" if is_short else cut_text(said, DESCRIPTION_LENGTH))  # fmt: skip


def cut_heading(programme: Programme) -> tuple[str, ...]:
    """Sentences on what a new event does not take whole of the heading."""
    heading, told = programme.heading, []
    if len(heading.title) > TITLE_LENGTH:
        told.append(_("The title of the event has %(number)s letters; it is cut to %(most)s.",
                      number=len(heading.title), most=TITLE_LENGTH))  # fmt: skip
    if len(heading.description) > DESCRIPTION_LENGTH:
        told.append(_("The description of the event has %(number)s letters; it is cut to %(most)s.",
                      number=len(heading.description), most=DESCRIPTION_LENGTH))  # fmt: skip
    return tuple(told)


def _mode(programme: Programme) -> AttendanceMode:
    """The one that all sessions have that say one; else hybrid; in person where none says anything."""
    modes = {session.mode for session in programme.sessions} & {mode.value for mode in AttendanceMode}
    return AttendanceMode.HYBRID if len(modes) > 1 else AttendanceMode(next(iter(modes), AttendanceMode.IN_PERSON))


def new_event_of(choices: Choices, proposed: ProposedEvent) -> NewEvent:
    """The event to make: as chosen, else as the file says. Raises Invalid where neither says all."""
    if choices.event is not None:
        return choices.event
    if not proposed.title or not proposed.slug:
        raise Invalid(_("Please say what the event is called, and what its address is."), "title")
    if proposed.starts_at is None or proposed.ends_at is None:
        raise Invalid(_("The file does not say when the event is. Please say it."), "starts")
    return NewEvent(proposed.title, proposed.slug, proposed.zone, proposed.starts_at, proposed.ends_at)


def check_choices(choices: Choices, report: Report, *, makes_event: bool) -> None:
    """Raise Invalid for what the report does not know, for an event that cannot be, and where nothing is chosen."""
    items = {item.key: item for item in report.items}
    if choices.keys is not None and (choices.keys - items.keys() or not _holds_any(items[key] for key in choices.keys)):
        raise Invalid(_("Please choose at least one of what the report lists."), "items")
    _check_same_as(choices, items)
    if makes_event and report.proposed.is_needed:
        event = new_event_of(choices, report.proposed)
        check_slug(event.slug)
        check_span(event.starts_at, event.ends_at)


def _check_same_as(choices: Choices, items: Mapping[str, ReportItem]) -> None:
    for key, known_id in choices.same_as.items():
        if key not in items or known_id not in {one.id for one in items[key].candidates}:
            raise Invalid(_("Please choose one of those that the report proposes."), "same_as")
    sessions = Counter(known_id for key, known_id in choices.same_as.items() if items[key].thing is Thing.SESSION)
    if max(sessions.values(), default=0) > 1:
        raise Invalid(_("Two sessions of the file cannot be the same one here."), "same_as")


def _holds_any(chosen: Iterable[ReportItem]) -> bool:
    return any(item.fate in TAKEN for item in chosen)
