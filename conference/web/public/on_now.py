"""What is on now and next: for readers in all rooms, and for a screen at the door of one, which renews itself."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.events.models import Event
from conference.domain.events.queries import get_public_event
from conference.domain.schedule.models import ReleasedSession
from conference.domain.schedule.queries import get_current_release, released_sessions, spans_of
from conference.domain.schedule.rules import on_now
from conference.web.access import public
from conference.web.cards import accent_of, has_sample_times, session_card, time_range
from conference.web.responses import html, kept_for_a_minute
from conference.web.static import theme_url

blueprint = Blueprint("on_now", __name__)
SECONDS_BETWEEN = 30


@blueprint.get("/<slug:event_slug>/now/")
@public
@kept_for_a_minute
def index(event_slug: str) -> ResponseReturnValue:
    """Every room with what is on and what is next."""
    event = get_public_event(event_slug)
    sessions = released_sessions(get_current_release(event))
    rooms = [_room(event, slug, name, sessions) for slug, name in _rooms(sessions).items()]
    return html(rooms=rooms, **_of_event(event))


@blueprint.get("/<slug:event_slug>/rooms/<slug:room_slug>/now/")
@public
@kept_for_a_minute
def room(event_slug: str, room_slug: str) -> ResponseReturnValue:
    """One room in large letters."""
    event = get_public_event(event_slug)
    sessions = released_sessions(get_current_release(event))
    name = _rooms(sessions).get(room_slug)
    if name is None:
        raise NotFound(_("No session of this event is in such a room."))
    response = html(room=_room(event, room_slug, name, sessions), **_of_event(event))
    response.headers["Refresh"] = str(SECONDS_BETWEEN)
    return response


def _rooms(sessions: Sequence[ReleasedSession]) -> dict[str, str]:
    """The names of the rooms that have sessions, by slug, as the venue orders them."""
    in_order = sorted({(one.room_position, one.room_slug, one.room_name) for one in sessions if one.room_slug})
    return {slug: name for _position, slug, name in in_order}


def _room(event: Event, slug: str, name: str, sessions: Sequence[ReleasedSession]) -> dict[str, Any]:
    found = on_now(spans_of(_here(slug, sessions)), now())
    following = found.following
    return {
        "name": name, "url": links.room_now(event.slug, slug),
        "current": [_card(one, event, _("Now"), "good") for one in found.current],
        "following": _card(following, event, _("Next"), "accent") if following else None,
        "has_sample_times": has_sample_times([*found.current, *([following] if following else [])]),
    }  # fmt: skip


def _here(room_slug: str, sessions: Sequence[ReleasedSession]) -> list[ReleasedSession]:
    """What concerns a room: its sessions, and the breaks that have no room."""
    return [one for one in sessions if one.room_slug == room_slug or (one.is_break and not one.room_slug)]


def _card(session: ReleasedSession, event: Event, state: str, tone: str) -> dict[str, Any]:
    """The values of `lists.session_item`; the day stands before the time where it is not today."""
    when = [_day_words(event, session), time_range(session, event.zone)]
    return session_card(session, event) | {
        "time": ", ".join(filter(None, when)), "state": state, "tone": tone, "room": None,
    }  # fmt: skip


def _day_words(event: Event, session: ReleasedSession) -> str:
    if session.starts_at is None:
        return ""
    day = zones.day_of(session.starts_at, event.zone)
    return "" if day == zones.day_of(now(), event.zone) else zones.date_words(day)


def _of_event(event: Event) -> dict[str, Any]:
    at = now()
    clock = _("%(time)s (%(zone)s)", time=zones.time_words(at, event.zone),
              zone=zones.zone_words(at, event.zone, event.zone_place))  # fmt: skip
    return {"event": event, "clock": clock, "theme_css": theme_url(accent_of(event))}
