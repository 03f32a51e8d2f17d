"""The tables of people: everybody, those of one event, and the organisations that they come from."""

from collections.abc import Mapping

from conference import links
from conference.core import zones
from conference.core.words import _, ngettext
from conference.domain.events.models import Event
from conference.domain.people.models import Organisation
from conference.domain.programme.rules import AppearanceRole
from conference.domain.schedule.queries.rows import PersonRow
from conference.web.organiser.asking import yes_words
from conference.web.organiser.tables.columns import Column, Filter, Table, yes_or_no


def people_table() -> Table[PersonRow]:
    """Everybody who is known."""
    return Table(
        "people", _("People"), _columns_of_all(), _counted,
        lambda row: " ".join([row.name, row.email, row.affiliation, row.organisation, *row.aliases]),
        _("Name, address or affiliation"), (_with_email(), _with_biography(), _in_sessions()),
    )  # fmt: skip


def people_of_event_table(event: Event) -> Table[PersonRow]:
    """Everybody in the sessions of an event, with how and when they can take part."""
    return Table(
        "people-of-event", _("People of this event's sessions"), _columns_of_event(event), _counted,
        lambda row: " ".join([row.name, row.email, row.affiliation]), _("Name, address or affiliation"),
        (_of_role(), _online(), _with_email(), _with_biography()), of=event.slug,
    )  # fmt: skip


def organisations_table(people: Mapping[int, int]) -> Table[Organisation]:
    """All organisations; `people`: how many belong to each today, by its id."""
    return Table(
        "organisations", _("Organisations"), _columns_of_organisations(people),
        lambda number: ngettext("%(num)s organisation", "%(num)s organisations", number),
        lambda one: " ".join([one.name, one.country, *(alias.name for alias in one.aliases)]), _("Name"),
    )  # fmt: skip


def _counted(number: int) -> str:
    return ngettext("%(num)s person", "%(num)s people", number)


def _columns_of_all() -> tuple[Column[PersonRow], ...]:
    return (
        Column("name", _("Name"), lambda row: row.name, url=lambda row: links.organise_person(row.slug)),
        *_today(),
        Column("events", _("Events"), lambda row: row.events or None, is_number=True),
        Column("sessions", _("Sessions"), lambda row: row.sessions or None, is_number=True),
        Column("aliases", _("Other names"), lambda row: ", ".join(row.aliases), is_shown=False),
        *_known(),
    )  # fmt: skip


def _columns_of_event(event: Event) -> tuple[Column[PersonRow], ...]:
    return (
        Column("name", _("Name"), lambda row: row.name,
               url=lambda row: links.organise_availability(event.slug, row.slug)),
        Column("sessions", _("Sessions"), lambda row: row.sessions, is_number=True),
        Column("roles", _("Roles"), _role_words),
        Column("how", _("How they take part"), lambda row: _("Online") if _is_online(row) else ""),
        Column("when", _("When they can"), lambda row: _when(event, row)),
        Column("zone", _("Their zone"), lambda row: row.plan.zone if row.plan else ""),
        *_today(is_shown=False),
        *_known(),
    )  # fmt: skip


def _today(*, is_shown: bool = True) -> tuple[Column[PersonRow], ...]:
    return (
        Column("job-title", _("Job title"), lambda row: row.job_title, is_shown=is_shown),
        Column("affiliation", _("Affiliation"), lambda row: row.affiliation, is_shown=is_shown),
        Column("email", _("E-mail address"), lambda row: row.email, is_shown=is_shown),
    )  # fmt: skip


def _known() -> tuple[Column[PersonRow], ...]:
    return (
        Column("organisation", _("Organisation"), lambda row: row.organisation, is_shown=False),
        Column("honorific", _("Title before the name"), lambda row: row.honorific, is_shown=False),
        Column("biography", _("Biography"), lambda row: yes_words(row.has_biography), is_shown=False),
        Column("photo", _("Photo"), lambda row: yes_words(row.has_photo), is_shown=False),
    )  # fmt: skip


def _columns_of_organisations(people: Mapping[int, int]) -> tuple[Column[Organisation], ...]:
    return (
        Column("name", _("Name"), lambda one: one.name, url=lambda one: links.organise_organisations(one.slug)),
        Column("country", _("Country"), lambda one: one.country),
        Column("aliases", _("Other names"), lambda one: ", ".join(alias.name for alias in one.aliases)),
        Column("people", _("People"), lambda one: people.get(one.id), is_number=True),
    )  # fmt: skip


def _role_words(row: PersonRow) -> str:
    return ", ".join(_(role.value).capitalize() for role in AppearanceRole if role in row.roles)


def _is_online(row: PersonRow) -> bool:
    return row.plan is not None and row.plan.is_online


def _when(event: Event, row: PersonRow) -> str:
    times = row.plan.times if row.plan else []
    return "; ".join(zones.span_words(one.starts_at, one.ends_at, event.zone, event.zone_place) for one in times)


def _with_email() -> Filter[PersonRow]:
    return yes_or_no("email", _("E-mail address"), _("With or without"), _("With an address"), _("Without an address"),
                     lambda row: row.email)  # fmt: skip


def _with_biography() -> Filter[PersonRow]:
    return yes_or_no("biography", _("Biography"), _("With or without"), _("With a biography"),
                     _("Without a biography"), lambda row: row.has_biography)  # fmt: skip


def _in_sessions() -> Filter[PersonRow]:
    return yes_or_no("sessions", _("Sessions"), _("In a session or not"), _("In a session"), _("In no session"),
                     lambda row: row.sessions)  # fmt: skip


def _of_role() -> Filter[PersonRow]:
    roles = [(role.value.replace(" ", "-"), _(role.value).capitalize()) for role in AppearanceRole]
    return Filter("role", _("Role"), _("All roles"), roles,
                  lambda row: {role.value.replace(" ", "-") for role in row.roles})  # fmt: skip


def _online() -> Filter[PersonRow]:
    return yes_or_no("online", _("How they take part"), _("Either way"), _("Online"), _("In the room"), _is_online)
