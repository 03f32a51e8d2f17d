"""What the pages of a session share: its state and time in words, what its form shows, the links to its parts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from conference import links
from conference.core import zones
from conference.core.text import fold
from conference.core.words import _, ngettext
from conference.domain.events.models import Event
from conference.domain.events.rules import EventState
from conference.domain.programme.models import Session
from conference.domain.programme.queries import edits_since
from conference.domain.programme.rules import SessionState, field_words
from conference.web.cards import short_day


class Placed(Protocol):
    """What may have a time."""

    @property
    def starts_at(self) -> datetime | None:
        """When it begins."""

    @property
    def ends_at(self) -> datetime | None:
        """When it ends."""


class HasFormat(Protocol):
    """What is of a format."""

    @property
    def format_slug(self) -> str:
        """The slug of its format."""

    @property
    def format_name(self) -> str:
        """The name of its format."""


def formats_of(rows: Iterable[HasFormat]) -> list[tuple[str, str]]:
    """The formats that rows have, for a filter: slug and name, by name."""
    return sorted({(row.format_slug, row.format_name) for row in rows}, key=lambda one: fold(one[1]))


def state_words(state: SessionState) -> str:
    """A state in words."""
    return {
        SessionState.DRAFT: _("Draft"),
        SessionState.CONFIRMED: _("Confirmed"),
        SessionState.HELD: _("Held"),
        SessionState.CANCELLED: _("Cancelled"),
    }[state]


def readers_words(event: Event) -> str:
    """When readers see what was changed in the draft of a programme."""
    if event.state is EventState.DRAFT:
        return _("Readers see it once it is released and the event is announced.")
    return _("Readers see it with the next release.")


def state_order(state: SessionState) -> int:
    """The place of a state in the life of a session, for sorting."""
    return list(SessionState).index(state)


def when_words(event: Event, placed: Placed, *, is_short: bool = False) -> str:
    """Day and time of a draft session in the event's zone, which the page names; `is_short`: for columns of tables."""
    if placed.starts_at is None or placed.ends_at is None:
        return _("Not placed")
    on = zones.day_of(placed.starts_at, event.zone)
    day = short_day(event, on) if is_short else zones.date_words(on)
    start, end = (zones.time_words(instant, event.zone) for instant in (placed.starts_at, placed.ends_at))
    return _("%(day)s, %(start)s to %(end)s", day=day, start=start, end=end)


def shown_in_form(session: Session) -> dict[str, Any]:
    """What the form of a session shows."""
    names = ("title", "code", "minutes", "language", "abstract", "join_link", "slug", "version")
    values = {name: getattr(session, name) for name in names}
    return {
        **values,
        "mode": session.mode.value,
        "format": session.format.slug,
        "theme": session.theme.slug if session.theme else "",
    }


def said_now(session: Session, version: int) -> list[dict[str, str]]:
    """What others changed since that version, as it stands now."""
    fields = dict.fromkeys(field for edit in edits_since(session, version) for field in edit.changes)
    theme = session.theme.name if session.theme else ""
    shown = {**shown_in_form(session), "format": session.format.name, "theme": theme}
    return [{"term": field_words(field).capitalize(), "text": str(shown[field]) or _("Nothing")} for field in fields]


def parts_of(event: Event, session: Session) -> list[dict[str, str]]:
    """The pages of a session besides its form, as `link_list` takes them."""
    people = ngettext("%(num)s appearance", "%(num)s appearances", len(session.appearances))
    talks = ngettext("%(num)s presentation", "%(num)s presentations", len(session.presentations))
    parts = [
        (links.organise_session_people, _("People"), people),
        (links.organise_presentations, _("Presentations"), talks),
        (links.organise_follows, _("Earlier sessions"), _("What it takes up from earlier events of its series")),
        (links.organise_session_state, _("State"), state_words(session.state)),
        (links.organise_place, _("Schedule"), when_words(event, session)),
    ]
    return [{"url": address(event.slug, session.slug), "label": label, "note": note} for address, label, note in parts]
