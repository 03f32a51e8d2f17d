"""The released programme as files: what each holds, what it leaves out, and the files themselves."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask.wrappers import Response

from conference import links
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.events.queries import get_event
from conference.domain.events.rules import EventState
from conference.domain.exchange.queries import programme_file_of, release_json_of
from conference.domain.schedule.models import Release
from conference.domain.schedule.queries import find_current_release, get_current_release
from conference.formats.programmes.values import Programme
from conference.formats.programmes.write_calendar import left_out_of_calendars, schedule_ics
from conference.formats.programmes.write_json import schedule_json
from conference.formats.programmes.write_table import (
    left_out_of_people,
    left_out_of_tables,
    people_csv,
    people_xlsx,
    sessions_csv,
    sessions_xlsx,
)
from conference.formats.programmes.write_xml import schedule_xml
from conference.web.access import requires
from conference.web.responses import CSV_TYPE, XLSX_TYPE, download, page

blueprint = Blueprint("exports", __name__)
START = "/<slug:event_slug>/exports/"


@dataclass(frozen=True)
class Export:
    """One file: its name, what it holds and leaves out in words, and who writes it."""

    name: str
    label: str
    holds: str
    leaves_out: str
    content_type: str
    write: Callable[[Release, Programme], bytes]


def exports() -> tuple[Export, ...]:
    """The files that a release can be had as, the most complete first."""
    nothing, table, people = _("Nothing that readers see"), left_out_of_tables(), left_out_of_people()
    return (
        Export("schedule.xml", _("XML (frab)"), _("The whole programme, for apps and other systems of this field"),
               nothing, "application/xml", lambda _release, programme: schedule_xml(programme)),
        Export("schedule.json", _("JSON (c3voc)"), _("The same for programs that read JSON"),
               nothing, "application/json", lambda _release, programme: schedule_json(programme)),
        Export("release.json", _("JSON of the release"),
               _("The whole programme in the words of this site, with the list of what is new"),
               nothing, "application/json", lambda release, _programme: release_json_of(release)),
        Export("schedule.ics", _("Calendar (iCalendar)"), _("Every session that has a time, as a calendar entry"),
               left_out_of_calendars(), "text/calendar; charset=utf-8",
               lambda release, programme: schedule_ics(programme, release.released_at)),
        Export("sessions.csv", _("Sessions (CSV)"), _("One row for each session, breaks and cancelled ones too"),
               table, CSV_TYPE, lambda _release, programme: sessions_csv(programme)),
        Export("sessions.xlsx", _("Sessions (XLSX)"), _("The same as a workbook"),
               table, XLSX_TYPE, lambda _release, programme: sessions_xlsx(programme)),
        Export("people.csv", _("People (CSV)"), _("One row for each person, with post and affiliation as printed"),
               people, CSV_TYPE, lambda _release, programme: people_csv(programme)),
        Export("people.xlsx", _("People (XLSX)"), _("The same as a workbook"),
               people, XLSX_TYPE, lambda _release, programme: people_xlsx(programme)),
    )  # fmt: skip


@blueprint.get(START)
@requires(Permission.SEE_WORKBENCH)
def show(event_slug: str) -> ResponseReturnValue:
    """The files of the current release, and where the draft can be had."""
    event = get_event(event_slug)
    rows = [
        {"file": {"text": one.label, "url": links.organise_exports(event.slug, one.name)}, "holds": one.holds,
         "leaves_out": one.leaves_out}
        for one in exports()
    ]  # fmt: skip
    release = find_current_release(event)
    return page(
        event=event, release=release, rows=rows,
        addresses=_addresses(event.slug, is_public=event.state is not EventState.DRAFT),
        release_json=links.absolute(links.release_json(event.slug, release.number)) if release else None,
    )  # fmt: skip


def _addresses(slug: str, *, is_public: bool) -> list[dict[str, str]]:
    public = [(_("XML (frab)"), links.schedule_xml(slug)), (_("JSON (c3voc)"), links.schedule_json(slug)),
              (_("Calendar (iCalendar)"), links.event_calendar(slug))]  # fmt: skip
    return [{"term": label, "text": links.absolute(path), "url": path if is_public else ""} for label, path in public]


@blueprint.get(f"{START}<file:export>")
@requires(Permission.SEE_WORKBENCH)
def file(event_slug: str, export: str) -> Response:
    """One of the files, of the current release."""
    wanted = next((one for one in exports() if one.name == export), None)
    if wanted is None:
        raise NotFound(_("There is no such file."))
    release = get_current_release(get_event(event_slug))
    data = wanted.write(release, programme_file_of(release))
    return download(data, wanted.content_type, f"{release.event.slug}-{release.number}-{export}")
