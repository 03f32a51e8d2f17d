"""Opening the next edition of an event: one page with every date, last time and now, and what is taken over."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _
from conference.domain.accounts.rules import Permission
from conference.domain.editions.actions import open_edition
from conference.domain.editions.queries import shift_of
from conference.domain.editions.rules import DateShift, Part, next_event_name, next_first_day
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event, slugs_of_events
from conference.web.access import get_account, may, requires
from conference.web.cards import zone_of_event
from conference.web.forms.editions import EditionForm
from conference.web.forms.fields import FIRST_YEAR, LAST_YEAR
from conference.web.organiser.asking import wall_time
from conference.web.responses import page

blueprint = Blueprint("editions", __name__)
NOT_USUAL = {Part.SESSIONS}
NAMES = ("title", "short_title", "edition", "slug")
MOST_STEPS = 30


@blueprint.route("/events/<slug:slug>/next/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def new(slug: str) -> ResponseReturnValue:
    """Open the next edition of an event; `first` in the address is its first day."""
    earlier = get_event(slug)
    first, names = _proposed(earlier)
    shift, dates = shift_of(earlier, first), _dates_of(earlier)
    form = EditionForm.for_deadlines(earlier.deadlines)(data={**names, **_proposal(dates, shift)})
    if not may(Permission.MANAGE_TEAM):
        del form.team

    def open_next() -> tuple[str, str]:
        event = open_edition(get_event(slug), form.plan, actor=get_account(), now=now())
        words = _("%(event)s is a draft now. Nobody sees it yet. Its checks list the texts that still speak of "
                  "%(earlier)s.", event=event.name, earlier=earlier.name)  # fmt: skip
        return links.organise_checks(event.slug), words

    return form.perform(open_next) or page(
        form=form, earlier=earlier, first=first.isoformat(), weekdays=_weekday_words(earlier, shift),
        hints=_hints(earlier, dates, shift), zone=zone_of_event(earlier), back=links.organise(slug),
    )  # fmt: skip


def _proposed(earlier: Event) -> tuple[date, dict[str, str]]:
    """First day and names of the next edition that is not there yet; those of the day that was asked for, if any."""
    last = zones.day_of(earlier.starts_at, earlier.zone)
    asked = _asked_day()
    first, taken = asked or next_first_day(last), slugs_of_events()
    names = _next_names({name: getattr(earlier, name) for name in NAMES}, last, first)
    for _step in range(MOST_STEPS if asked is None else 0):
        if names["slug"] == earlier.slug or names["slug"] not in taken:
            break
        last, first = first, next_first_day(first)
        names = _next_names(names, last, first)
    return first, names


def _next_names(names: dict[str, str], last: date, first: date) -> dict[str, str]:
    return {name: next_event_name(text, last.year, first.year) for name, text in names.items()}


def _asked_day() -> date | None:
    """The first day that the address asks for, if one."""
    try:
        day = date.fromisoformat(request.args.get("first", "", type=str))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _dates_of(event: Event) -> dict[str, datetime | None]:
    """Every date of an event, as wall-clock time, under the name of its field."""
    named = {
        "starts": event.starts_at, "ends": event.ends_at, "registration_opens": event.registration_opens_at,
        "registration_closes": event.registration_closes_at,
        **{f"deadline_{one.id}": one.at for one in event.deadlines},
    }  # fmt: skip
    return {name: wall_time(instant, event) for name, instant in named.items()}


def _proposal(dates: dict[str, datetime | None], shift: DateShift) -> dict[str, Any]:
    moved = {name: shift.moved(local) if local else None for name, local in dates.items()}
    return {**moved, **{part.value: part not in NOT_USUAL for part in Part}}


def _hints(earlier: Event, dates: dict[str, datetime | None], shift: DateShift) -> dict[str, str]:
    """What stands below each field: when it was last time and when it is proposed now, with the days of the week."""
    hints = {name: _moved_words(local, shift.moved(local)) for name, local in dates.items() if local}
    hours = [
        _("%(old)s becomes %(new)s", old=zones.date_words(one.day), new=zones.date_words(shift.moved_day(one.day)))
        for one in earlier.hours
    ]
    return {**hints, "hours": "; ".join(hours)}


def _moved_words(old: datetime, new: datetime) -> str:
    return _("Last time %(old)s; proposed is %(new)s.", old=_moment(old), new=_moment(new))


def _moment(local: datetime) -> str:
    return _("%(day)s, %(time)s", day=zones.date_words(local.date()), time=f"{local:%H:%M}")


def _weekday_words(earlier: Event, shift: DateShift) -> str:
    """What it means that an edition begins on another day of the week, or "" where it does not."""
    if shift.keeps_weekday:
        return ""
    return _("%(event)s began on %(old)s, this one begins on %(new)s. What lies before the event moves by whole weeks "
             "and keeps its day of the week; the days of the event move with its first day.", event=earlier.name,
             old=zones.date_words(shift.first), new=zones.date_words(shift.moved_day(shift.first)))  # fmt: skip
