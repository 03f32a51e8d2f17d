"""The door: links for helpers, live counts, scans of who was here already, who came, taking an entry back."""

from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.attendance.actions import open_door, undo_entry, withdraw_door
from conference.domain.attendance.models import Door
from conference.domain.attendance.queries import (
    Counts,
    ScanRow,
    counts_of,
    get_door,
    get_entry,
    list_attendance,
    list_doors,
    list_scans,
    names_of_doors,
)
from conference.domain.attendance.rules import Answer
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.programme.queries import get_session, sessions_of
from conference.web.access import get_account, may, requires
from conference.web.forms.base import ButtonForm
from conference.web.forms.door import DoorForm, UndoForm
from conference.web.organiser.asking import ask_page
from conference.web.organiser.listing import day_choices, days_of, short_moment
from conference.web.organiser.tables.attendance import attendance_table, scans_table
from conference.web.organiser.tables.shown import shown
from conference.web.responses import page

blueprint = Blueprint("door", __name__)
START = "/<slug:event_slug>/door/"
NEWEST = 20


@blueprint.get(START)
@requires(Permission.CHECK_IN)
def show(event_slug: str) -> ResponseReturnValue:
    """The doors with their counts, and who was scanned again lately; looked at again every few seconds."""
    event = get_event(event_slug)
    counts, doors = counts_of(event), list_doors(event)
    names = {one.id: one.name for one in doors}
    return page(
        event=event, doors=[_door_row(one, counts, event) for one in doors], figures=_figures(event, counts),
        again=[_again_row(one, names, event) for one in list_scans(event, Answer.HERE_ALREADY, NEWEST)],
        may_manage=may(Permission.MANAGE_DOOR, event.slug), scans=links.organise_scans(event.slug),
        attendance=links.organise_attendance(event.slug), new=links.organise_new_door(event.slug),
        badges=links.organise_badges(event.slug),
    )  # fmt: skip


def _figures(event: Event, counts: Counts) -> list[dict[str, str]]:
    """How many came at all and on each day, each of how many that are expected."""
    of = _("of %(expected)s with a place in person", expected=counts.expected)
    days = [
        {"label": zones.date_words(day), "value": str(counts.by_day.get(day, 0)), "note": of}
        for day in sorted({*days_of(event), *counts.by_day})
    ]
    return [{"label": _("Came"), "value": str(counts.came), "note": of}, *days]


def _door_row(door: Door, counts: Counts, event: Event) -> dict[str, Any]:
    return {
        "name": door.name, "what_for": _what_for(door), "came": str(counts.by_door.get(door.id, 0)),
        "state": _("Withdrawn") if door.withdrawn_at else _("Open"),
        "withdraw": None if door.withdrawn_at else links.organise_withdraw_door(event.slug, door.id),
    }  # fmt: skip


def _what_for(door: Door) -> str:
    if door.session is not None:
        return door.session.title
    return zones.date_words(door.day) if door.day else _("All days")


def _again_row(row: ScanRow, doors: dict[int, str], event: Event) -> dict[str, str]:
    first = _("%(when)s at “%(door)s”", when=short_moment(event, row.first_at),
              door=doors.get(row.first_door_id or 0, "")) if row.first_at else ""  # fmt: skip
    return {"name": row.name, "again": _("%(when)s at “%(door)s”", when=short_moment(event, row.at), door=row.door),
            "first": first}  # fmt: skip


@blueprint.route(f"{START}new/", methods=["GET", "POST"])
@requires(Permission.MANAGE_DOOR)
def new(event_slug: str) -> ResponseReturnValue:
    """Make a link for helpers. It is shown here alone: of its secret part only the digest is kept."""
    event = get_event(event_slug)
    form = DoorForm()
    form.what_for.choices = _purposes(event)

    def make() -> str:
        found = get_event(event_slug)
        session = get_session(found, form.session_slug) if form.session_slug else None
        open_door(found, name=form.name.data, day=form.day, session=session, token=form.secret,
                  actor=get_account(), now=now())  # fmt: skip
        return links.organise_door(found.slug)

    address = links.absolute(links.door(form.secret)) if form.perform(make) is not None else None
    return page(form=form, event=event, address=address, back=links.organise_door(event.slug))


def _purposes(event: Event) -> list[tuple[str, str]]:
    sessions = [(f"session {one.slug}", one.title) for one in sessions_of(event)]
    days = [(f"day {value}", _("Only %(day)s", day=words)) for value, words in day_choices(event, [])]
    return [("", _("All days of the event")), *days, *sessions]


@blueprint.route(f"{START}<id:door_id>/withdraw/", methods=["GET", "POST"])
@requires(Permission.MANAGE_DOOR)
def withdraw(event_slug: str, door_id: int) -> ResponseReturnValue:
    """Ask; then the link opens nothing any more."""
    form, back = ButtonForm(), links.organise_door(event_slug)

    def end() -> tuple[str, str]:
        door = get_door(get_event(event_slug), door_id)
        withdraw_door(door, actor=get_account(), now=now())
        return back, _("The link of “%(door)s” opens nothing any more.", door=door.name)

    done = form.perform(end)
    if done is not None:
        return done
    event = get_event(event_slug)
    door = get_door(event, door_id)
    return ask_page(
        form, title=_("Withdraw the link of “%(door)s”?", door=door.name), button=_("Withdraw the link"), back=back,
        consequences=[_("Whoever has the link can check nobody in with it any more."),
                      _("Scans on phones that had no network and were not sent yet are not taken any more."),
                      _("What was scanned there stays.")],
        undo=_("This cannot be undone, but you can make a new link at any time."), event=event,
    )  # fmt: skip


@blueprint.get(f"{START}scans/")
@requires(Permission.MANAGE_DOOR)
def scans(event_slug: str) -> ResponseReturnValue:
    """The table of every scan."""
    event = get_event(event_slug)
    table = scans_table(event, names_of_doors(event.id), may_undo=True)
    of = shown(table, list_scans(event), links.organise_scans(event.slug))
    return of.find_file() or page(title=_("Scans"), lead=_("An entry is taken back behind its name."), event=event,
                                  table=of.values(), tabs=[])  # fmt: skip


@blueprint.get(f"{START}attendance/")
@requires(Permission.MANAGE_DOOR)
def attendance(event_slug: str) -> ResponseReturnValue:
    """The table of who was expected and who came."""
    event = get_event(event_slug)
    of = shown(attendance_table(event), list_attendance(event), links.organise_attendance(event.slug))
    return of.find_file() or page(title=_("Who came"), lead="", event=event, table=of.values(), tabs=[])


@blueprint.route(f"{START}scans/<id:scan_id>/undo/", methods=["GET", "POST"])
@requires(Permission.MANAGE_DOOR)
def undo(event_slug: str, scan_id: int) -> ResponseReturnValue:
    """Ask for the reason; then the entry is taken back."""
    form, back = UndoForm(), links.organise_scans(event_slug)

    def take_back() -> tuple[str, str]:
        scan = undo_entry(get_event(event_slug), scan_id, reason=form.reason.data, actor=get_account(), now=now())
        return back, _("The entry of %(name)s is taken back.", name=scan.registration.name)

    done = form.perform(take_back)
    if done is not None:
        return done
    event = get_event(event_slug)
    entry = get_entry(event, scan_id)
    name, when = entry.registration.name, short_moment(event, entry.scanned_at)
    return ask_page(
        form, title=_("Take the entry of %(name)s back?", name=name), button=_("Take it back"), back=back,
        consequences=[_("%(name)s came in on %(when)s at “%(door)s”.", name=name, when=when, door=entry.door.name),
                      _("If the same ticket was scanned again later, that scan becomes the entry.")],
        undo=_("This cannot be undone; the ticket can be scanned again."), event=event,
    )  # fmt: skip
