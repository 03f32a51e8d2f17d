"""Home, all events, a series, an event in every state."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _, ngettext
from conference.domain.briefings.queries import briefings_about_event, list_sent_briefings
from conference.domain.events.models import Event
from conference.domain.events.queries import (
    events_of_series,
    find_next_event,
    find_series,
    get_public_event,
    list_public_events,
    list_series,
)
from conference.domain.events.rules import Phase
from conference.domain.reflections.queries import newest_reflections, reflection_of
from conference.domain.schedule.models import Release, ReleasedSession
from conference.domain.schedule.queries import days_of, find_current_release, people_of, released_sessions
from conference.formats.colours import theme_css
from conference.web.access import public
from conference.web.cards import (
    PHASE_TONES,
    accent_of,
    briefing_card,
    days_of_event,
    deadline_row,
    event_card,
    has_sample_times,
    mentions,
    person_card,
    phase_of,
    phase_words,
    place_words,
    primary_action,
    reflection_card,
    session_card,
    when_values,
)
from conference.web.public.afterwards import event_values
from conference.web.responses import html, kept, stylesheet
from conference.web.static import theme_url

blueprint = Blueprint("events", __name__)
COMING_ON_HOME = 5
REFLECTIONS_ON_HOME = 4
SESSIONS_ON_EVENT = 30
PEOPLE_ON_EVENT = 30


@blueprint.get("/")
@public
@kept
def home() -> ResponseReturnValue:
    """What is on, what did I miss, how do I keep up."""
    at = now()
    following = find_next_event(at)
    coming = [event for event in list_public_events() if event.ends_at > at and event is not following]
    return html(
        next_event=_large(following, at) if following else None,
        coming=[event_card(event, at) for event in coming[:COMING_ON_HOME]],
        reflections=[reflection_card(one) for one in newest_reflections(at, REFLECTIONS_ON_HOME)],
        briefings=[briefing_card(one) for one in list_sent_briefings(1)],
    )


def _large(event: Event, at: datetime) -> dict[str, Any]:
    action = primary_action(event, at, find_current_release(event) is not None)
    return {"card": event_card(event, at), "action": action, **when_values(event)}


@blueprint.get("/events/")
@public
@kept
def index() -> ResponseReturnValue:
    """All events: what comes, then what was, by year."""
    at = now()
    events = list_public_events()
    coming = [event_card(event, at) for event in events if event.ends_at > at]
    past = [event for event in reversed(events) if event.ends_at <= at]
    series_links = [{"label": one.title, "url": links.series(one.slug)} for one in list_series()]
    return html(coming=coming, past=_by_year(past, at), series=series_links)


def _by_year(events: list[Event], at: datetime) -> list[tuple[int, list[dict[str, Any]]]]:
    years: dict[int, list[dict[str, Any]]] = {}
    for event in events:
        years.setdefault(days_of_event(event)[0].year, []).append(event_card(event, at))
    return list(years.items())


@blueprint.get("/series/<slug:series_slug>/")
@public
@kept
def series(series_slug: str) -> ResponseReturnValue:
    """What repeats, with what comes of it and what was."""
    found = find_series(series_slug)
    if found is None:
        raise NotFound(_("There is no such page."))
    at = now()
    events = events_of_series(found)
    coming = [event_card(event, at) for event in reversed(events) if event.ends_at > at]
    return html(series=found, coming=coming, past=_by_year([one for one in events if one.ends_at <= at], at))


@blueprint.get("/<slug:event_slug>/")
@public
@kept
def show(event_slug: str) -> ResponseReturnValue:
    """An event in every state; once it is over, its reflection page."""
    event, at = get_public_event(event_slug), now()
    release = find_current_release(event)
    sessions = released_sessions(release) if release else []
    current = phase_of(event, at)
    reflection = _reflection(event, current, sessions, at)
    return html(
        event=event, phase=current, state=phase_words(current), tone=PHASE_TONES[current],
        action=primary_action(event, at, release is not None), place=place_words(event),
        page_links=_page_links(event, current, release is not None, reflection is not None),
        **_programme_values(release, sessions, event, current),
        deadlines=[deadline_row(deadline, event, at) for deadline in event.deadlines],
        others=_other_editions(event, at), reflection=reflection, mentions=mentions(briefings_about_event(event.id)),
        theme_css=theme_url(accent_of(event)), **when_values(event),
    )  # fmt: skip


def _reflection(
    event: Event, current: Phase, sessions: list[ReleasedSession], at: datetime
) -> dict[str, Any] | None:  # fmt: skip
    """What came of an event that is over, if anything did."""
    found = reflection_of(event, at, sessions) if current is Phase.OVER else None
    return None if found is None or found.is_empty else event_values(found, event)


def _page_links(event: Event, current: Phase, has_programme: bool, has_reflection: bool) -> list[dict[str, Any]]:
    calendar = {"label": _("Add to your calendar"), "url": links.event_calendar(event.slug), "icon": "calendar-plus"}
    programme = {"label": _("Programme"), "url": links.programme(event.slug), "icon": "grid-3x3-gap"}
    printed = {"label": _("All of it as PDF"), "url": links.reflections_pdf(event.slug), "icon": "file-earmark-pdf"}
    takes_place = current not in {Phase.OVER, Phase.CANCELLED}
    shown = [(calendar, takes_place), (programme, has_programme), (printed, has_reflection)]
    return [link for link, is_shown in shown if is_shown]


def _programme_values(
    release: Release | None, sessions: list[ReleasedSession], event: Event, current: Phase
) -> dict[str, Any]:
    """Who appears, and until the event is over its days; what is too long for the page is one link away."""
    if release is None:
        return {"days": [], "long_days": [], "people": [], "has_sample_times": False}
    shown = [session for session in sessions if not session.is_break]
    days = () if current is Phase.OVER else days_of(release, shown).days
    is_long = len(shown) > SESSIONS_ON_EVENT
    people = people_of(release, sessions)[:PEOPLE_ON_EVENT]
    return {
        "days": [] if is_long else [(one.day, [session_card(each, event) for each in one.sessions]) for one in days],
        "long_days": [_day_link(one.day, len(one.sessions), event) for one in days] if is_long else [],
        "people": [person_card(one.appearances[0]) for one in people],
        "has_sample_times": not is_long and has_sample_times(each for one in days for each in one.sessions),
    }


def _day_link(day: date, number: int, event: Event) -> dict[str, str]:
    return {"label": zones.date_words(day), "url": links.programme(event.slug, day),
            "note": ngettext("%(num)s session", "%(num)s sessions", number)}  # fmt: skip


def _other_editions(event: Event, at: datetime) -> list[dict[str, Any]]:
    if event.series is None:
        return []
    return [event_card(other, at) for other in events_of_series(event.series) if other.id != event.id]


@blueprint.get("/<slug:event_slug>/theme.css")
@public
@kept
def theme(event_slug: str) -> ResponseReturnValue:
    """The stylesheet with an event's colour (its pages use the copy below `/static/` that is named by the colour)."""
    event = get_public_event(event_slug)
    accent = accent_of(event)
    return stylesheet(theme_css(accent) if accent else "")
