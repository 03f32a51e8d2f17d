"""The tables of what sessions are chosen from: the formats of the site, the themes of an event."""

from collections.abc import Mapping

from conference import links
from conference.core.words import _, ngettext
from conference.domain.events.models import Event
from conference.domain.programme.models import Format, Theme
from conference.web.organiser.asking import yes_words
from conference.web.organiser.tables.columns import Column, Table


def formats_table(sessions: Mapping[int, int]) -> Table[Format]:
    """All formats; `sessions`: how many of all events have each, by its id."""
    return Table(
        "formats", _("Formats"), _columns_of_formats(sessions),
        lambda number: ngettext("%(num)s format", "%(num)s formats", number), lambda one: one.name, _("Name"),
    )  # fmt: skip


def themes_table(event: Event, sessions: Mapping[int, int]) -> Table[Theme]:
    """The themes of an event in their order; `sessions`: how many have each, by its id."""
    return Table(
        "themes", _("Themes"), _columns_of_themes(event, sessions),
        lambda number: ngettext("%(num)s theme", "%(num)s themes", number), lambda one: one.name, _("Name"),
        of=event.slug,
    )  # fmt: skip


def _columns_of_formats(sessions: Mapping[int, int]) -> tuple[Column[Format], ...]:
    return (
        Column("name", _("Name"), lambda one: one.name, url=lambda one: links.organise_formats(one.slug)),
        Column("minutes", _("Minutes"), lambda one: one.minutes, is_number=True),
        Column("streamed", _("Streamed"), lambda one: yes_words(one.is_streamed)),
        Column("break", _("Break"), lambda one: yes_words(one.is_break)),
        Column("offered", _("Offered at every event"), lambda one: yes_words(one.is_offered)),
        Column("sessions", _("Sessions"), lambda one: sessions.get(one.id), is_number=True),
    )  # fmt: skip


def _columns_of_themes(event: Event, sessions: Mapping[int, int]) -> tuple[Column[Theme], ...]:
    return (
        Column("name", _("Name"), lambda one: one.name, url=lambda one: links.organise_themes(event.slug, one.slug)),
        Column("sessions", _("Sessions"), lambda one: sessions.get(one.id), is_number=True),
    )  # fmt: skip
