"""The table of an event's presentations."""

from collections.abc import Sequence

from conference import links
from conference.core import zones
from conference.core.words import _, ngettext
from conference.domain.events.models import Event
from conference.domain.programme.rules import SessionState
from conference.domain.schedule.queries.rows import PresentationRow
from conference.web.organiser.listing import short_moment
from conference.web.organiser.session_words import formats_of, state_order, state_words
from conference.web.organiser.tables.columns import Column, Filter, Table, yes_or_no


def presentations_table(event: Event, rows: Sequence[PresentationRow]) -> Table[PresentationRow]:
    """Every presentation of the draft."""
    return Table(
        "presentations", _("Presentations"), _columns(event),
        lambda number: ngettext("%(num)s presentation", "%(num)s presentations", number),
        lambda row: " ".join([row.title, row.session_code, row.session_title, *row.people]),
        _("Title, session or presenter"), _filters(rows), of=event.slug,
    )  # fmt: skip


def _columns(event: Event) -> tuple[Column[PresentationRow], ...]:
    return (
        Column("title", _("Title"), lambda row: row.title, url=lambda row: _address(event, row)),
        Column("presenters", _("Presenters"), lambda row: ", ".join(row.people)),
        Column("session", _("Session"), lambda row: row.session_title,
               url=lambda row: links.organise_session(event.slug, row.session_slug)),
        Column("code", _("Code"), lambda row: row.session_code, is_shown=False),
        Column("format", _("Format"), lambda row: row.format_name),
        Column("when", _("When"), lambda row: row.starts_at,
               lambda row: short_moment(event, row.starts_at) if row.starts_at else "",
               lambda row: zones.to_local(row.starts_at, event.zone).isoformat(timespec="minutes")
               if row.starts_at else "", is_shown=False),
        Column("state", _("State of the session"), lambda row: state_order(row.session_state),
               lambda row: state_words(row.session_state), is_shown=False),
        Column("abstract", _("Letters of its abstract"), lambda row: row.letters or None, is_number=True),
    )  # fmt: skip


def _filters(rows: Sequence[PresentationRow]) -> tuple[Filter[PresentationRow], ...]:
    states = [(one.value, state_words(one)) for one in SessionState]
    return (
        Filter("format", _("Format"), _("All formats"), formats_of(rows),
               lambda row: {row.format_slug}),
        yes_or_no("abstract", _("Abstract"), _("With or without"), _("With abstract"), _("No abstract yet"),
                  lambda row: row.letters),
        yes_or_no("presenters", _("Presenters"), _("With or without"), _("With presenters"), _("Nobody yet"),
                  lambda row: row.people),
        Filter("state", _("State of the session"), _("All states"), states,
               lambda row: {row.session_state.value}),
    )  # fmt: skip


def _address(event: Event, row: PresentationRow) -> str:
    return f"{links.organise_presentations(event.slug, row.session_slug)}{row.presentation_id}/"
