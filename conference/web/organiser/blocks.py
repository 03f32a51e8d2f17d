"""Many sessions of the draft moved at once: a block by minutes or to another day, two that change places."""

from datetime import date, time
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.programme.queries import get_session
from conference.domain.schedule.actions import move_block, swap_sessions
from conference.domain.schedule.queries import Card, cards_of
from conference.domain.schedule.rules import Block
from conference.web.access import get_account, requires
from conference.web.cards import short_day
from conference.web.forms.schedule import BlockForm, SwapForm
from conference.web.organiser.asking import choices, form_page
from conference.web.organiser.listing import day_choices
from conference.web.organiser.schedule import room_of

blueprint = Blueprint("blocks", __name__)


@blueprint.route("/<slug:event_slug>/schedule/shift/", methods=["GET", "POST"])
@requires(Permission.EDIT_SCHEDULE)
def shift(event_slug: str) -> ResponseReturnValue:
    """Move the sessions of a day, of one room, from a time on: by minutes, to another day."""
    event = get_event(event_slug)
    days = day_choices(event, [card.starts_at for card in cards_of(event)])
    form = BlockForm(data=_first(days))
    form.day.choices = form.to_day.choices = choices(days)
    rooms = event.venue.rooms if event.venue else []
    form.room.choices = choices([(room.id, room.name) for room in rooms], nothing=_("All rooms"))

    def put() -> tuple[str, str]:
        at = get_event(event_slug)
        room = room_of(at, form.room.data)
        count = move_block(
            at,
            Block(date.fromisoformat(form.day.data), room.id if room else None, form.from_time.data or time()),
            minutes=form.minutes.data or 0,
            to_day=date.fromisoformat(form.to_day.data),
            actor=get_account(),
            now=now(),
            accepts_clashes=form.all_the_same.data,
        )
        words = ngettext("%(num)s session is moved.", "%(num)s sessions are moved.", count)
        return links.organise_schedule(event_slug, form.to_day.data), words

    return form.perform(put) or form_page(
        form,
        title=_("Shift a block"),
        button=_("Move them"),
        event=event,
        back=links.organise_schedule(event_slug, _first(days)["day"]),
        lead=_("All that begin in this room on this day, at this time or later, move together. It can be undone."),
    )


def _first(days: list[tuple[str, str]]) -> dict[str, Any]:
    day = request.args.get("day", "")
    chosen = day if day in dict(days) else days[0][0]
    return {"day": chosen, "to_day": chosen, "room": ""}


@blueprint.route("/<slug:event_slug>/schedule/swap/", methods=["GET", "POST"])
@requires(Permission.EDIT_SCHEDULE)
def swap(event_slug: str) -> ResponseReturnValue:
    """Let two sessions change places."""
    event, form = get_event(event_slug), SwapForm()
    cards = cards_of(event)
    days = day_choices(event, [card.starts_at for card in cards])
    sessions = [(card.slug, _card_words(event, card)) for card in cards]
    form.one.choices = form.other.choices = choices(sessions, nothing=_("Choose a session"))

    def put() -> tuple[str, str]:
        at = get_event(event_slug)
        one, other = get_session(at, form.one.data), get_session(at, form.other.data)
        swap_sessions(one, other, actor=get_account(), now=now(), accepts_clashes=form.all_the_same.data)
        placed = next(session.starts_at for session in (one, other) if session.starts_at)
        words = _("%(one)s and %(other)s have changed places.", one=one.title, other=other.title)
        return links.organise_schedule(event_slug, zones.day_of(placed, at.zone).isoformat()), words

    return form.perform(put) or form_page(
        form,
        title=_("Swap two sessions"),
        button=_("Swap them"),
        event=event,
        back=links.organise_schedule(event_slug, _first(days)["day"]),
        lead=_("Each gets the time and the room of the other and keeps its own length. It can be undone."),
    )


def _card_words(event: Event, card: Card) -> str:
    title = f"{card.code} {card.title}" if card.code else card.title
    if card.starts_at is None:
        return _("%(title)s (not placed)", title=title)
    day = short_day(event, zones.day_of(card.starts_at, event.zone))
    return _("%(title)s (%(day)s, %(time)s)", title=title, day=day, time=zones.time_words(card.starts_at, event.zone))
