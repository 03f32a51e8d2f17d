"""The table of an event's sessions."""

from collections.abc import Sequence
from datetime import datetime

from conference import links
from conference.core import zones
from conference.core.words import _, ngettext
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode
from conference.domain.programme.models import Theme
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries.rows import SessionRow
from conference.web.cards import mode_words
from conference.web.forms.fields import NONE
from conference.web.organiser.asking import yes_words
from conference.web.organiser.listing import day_choices
from conference.web.organiser.session_words import formats_of, state_order, state_words, when_words
from conference.web.organiser.tables.columns import Column, Filter, Table, yes_or_no

MISSING = "missing"


def sessions_table(event: Event, rows: Sequence[SessionRow], themes: Sequence[Theme]) -> Table[SessionRow]:
    """Every session of the draft; `rows` are those that there are, for what can be chosen among."""
    return Table(
        "sessions", _("Sessions"), _columns(event),
        lambda number: ngettext("%(num)s session", "%(num)s sessions", number),
        lambda row: " ".join([row.code, row.title, *row.people.values()]), _("Title, code or person"),
        _filters(event, rows, themes), of=event.slug,
    )  # fmt: skip


def _columns(event: Event) -> tuple[Column[SessionRow], ...]:
    return (
        Column("title", _("Title"), lambda row: row.title,
               url=lambda row: links.organise_session(event.slug, row.slug)),
        Column("code", _("Code"), lambda row: row.code),
        Column("format", _("Format"), lambda row: row.format_name),
        Column("theme", _("Theme"), lambda row: row.theme_name, is_shown=False),
        Column("when", _("When"), lambda row: row.starts_at,
               lambda row: when_words(event, row, is_short=True), lambda row: _iso(event, row.starts_at)),
        Column("ends", _("Ends"), lambda row: row.ends_at,
               lambda row: zones.time_words(row.ends_at, event.zone) if row.ends_at else "",
               lambda row: _iso(event, row.ends_at), is_shown=False),
        Column("room", _("Room"), lambda row: row.room_name),
        Column("people", _("People"), lambda row: ", ".join(row.people.values())),
        Column("state", _("State"), lambda row: state_order(row.state), lambda row: state_words(row.state)),
        Column("released", _("Released"), lambda row: yes_words(row.is_released), is_shown=False),
        Column("mode", _("How people take part"), lambda row: mode_words(row.mode), is_shown=False),
        Column("minutes", _("Minutes"), lambda row: row.minutes, is_number=True, is_shown=False),
        Column("expected", _("Expected"), lambda row: row.expected, is_number=True, is_shown=False),
        Column("language", _("Language"), lambda row: row.language, is_shown=False),
        Column("presentations", _("Presentations"), lambda row: row.presentations, is_number=True, is_shown=False),
        Column("abstract", _("Abstract"), lambda row: yes_words(row.has_abstract), is_shown=False),
    )  # fmt: skip


def _filters(event: Event, rows: Sequence[SessionRow], themes: Sequence[Theme]) -> tuple[Filter[SessionRow], ...]:
    named = [(theme.slug, theme.name) for theme in themes]
    rooms = [
        (str(key), name) for key, name in sorted({row.room_id: row.room_name for row in rows if row.room_id}.items())
    ]
    days = day_choices(event, [row.starts_at for row in rows])
    modes = [(mode.value, mode_words(mode)) for mode in AttendanceMode]
    languages = [(code, code) for code in sorted({row.language for row in rows})]
    return (
        Filter("state", _("State"), _("All states"), [(one.value, state_words(one)) for one in SessionState],
               lambda row: {row.state.value}),
        Filter("format", _("Format"), _("All formats"), formats_of(rows),
               lambda row: {row.format_slug}),
        Filter("theme", _("Theme"), _("All themes"), [*named, (NONE, _("No theme"))],
               lambda row: {row.theme_slug or NONE}),
        yes_or_no("placed", _("Schedule"), _("Placed or not"), _("Placed"), _("Not placed"), lambda row: row.starts_at),
        Filter("day", _("Day"), _("All days"), days,
               lambda row: {zones.day_of(row.starts_at, event.zone).isoformat()} if row.starts_at else set()),
        Filter("room", _("Room"), _("All rooms"),
               [*rooms, (NONE, _("No room")), (MISSING, _("A room is missing"))], _rooms_of),
        Filter("mode", _("How people take part"), _("All ways"), modes,
               lambda row: {row.mode.value}),
        Filter("language", _("Language"), _("All languages"), languages, lambda row: {row.language}),
        yes_or_no("abstract", _("Abstract"), _("With or without"), _("With abstract"), _("No abstract yet"),
                  lambda row: row.has_abstract),
        yes_or_no("released", _("Released"), _("Released or not"), _("Released"), _("Not released"),
                  lambda row: row.is_released),
    )  # fmt: skip


def _rooms_of(row: SessionRow) -> set[str]:
    """What the filter of rooms knows of a session; a room is missing where people would come to it."""
    comes_together = row.state is not SessionState.CANCELLED and row.mode is not AttendanceMode.ONLINE
    is_missing = row.room_id is None and row.starts_at is not None and comes_together
    return {str(row.room_id or NONE), *([MISSING] if is_missing else [])}


def _iso(event: Event, instant: datetime | None) -> str:
    """As files of sessions write it: ISO 8601 in the event's zone, with offset."""
    return zones.to_local(instant, event.zone).isoformat(timespec="minutes") if instant else ""
