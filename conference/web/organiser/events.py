"""Making an event, and everything that is said about it: details, dates, place, hours, deadlines, link, state."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.editions.rules import has_editions
from conference.domain.events.actions import create_event
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import get_event, get_series, list_series
from conference.domain.events.rules import MOVES, AttendanceMode, EventKind, EventState
from conference.domain.registration.actions.capacity import edit_event_details
from conference.domain.schedule.actions import cancel_event, move_event
from conference.domain.schedule.queries import (
    count_active_registrations,
    count_interested,
    find_current_release,
    news_of_current,
    speakers_of,
    told_by,
)
from conference.domain.site.queries import get_site
from conference.web.access import get_account, may, requires
from conference.web.cards import phase_of, phase_words
from conference.web.forms.base import ButtonForm, Form
from conference.web.forms.events import (
    CancelEventForm,
    EventForm,
    NewEventForm,
)
from conference.web.organiser.asking import ask_page, choices, form_page, wall_time
from conference.web.organiser.checks import found_at, shown_above
from conference.web.responses import page

blueprint = Blueprint("events", __name__)
STEPS = (EventState.ANNOUNCED, EventState.OPEN, EventState.ARCHIVED, EventState.DRAFT)


@blueprint.route("/events/new/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def new() -> ResponseReturnValue:
    """Make an event, as a draft."""
    usual = {"kind": EventKind.CONFERENCE.value, "mode": AttendanceMode.HYBRID.value, "series": ""}
    form = NewEventForm(data={**usual, "zone": get_site().home_zone})
    form.series.choices = _series_choices()

    def make() -> tuple[str, str]:
        event = create_event(
            form.details, slug=form.slug.data, kind=EventKind(form.kind.data), zone=form.zone.data,
            zone_place=form.zone_place.data or "", starts=form.starts.data, ends=form.ends.data,
            series=_series(form.series.data), actor=get_account(), now=now(),
        )  # fmt: skip
        return links.organise_event(event.slug), _("%(event)s is a draft now. Nobody sees it yet.", event=event.name)

    return form.perform(make) or form_page(
        form, title=_("New event"), button=_("Make the event"), back=links.organise(),
        lead=_("It begins as a draft that only staff see."),
    )  # fmt: skip


@blueprint.route("/<slug:event_slug>/edit/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def edit(event_slug: str) -> ResponseReturnValue:
    """What is said about an event, with links to its other parts."""
    found = get_event(event_slug)
    form = EventForm(data=_shown(found))
    form.series.choices = _series_choices()

    def save() -> tuple[str, str]:
        event = get_event(event_slug)
        edit_event_details(
            event, form.details, slug=form.slug.data, series=_series(form.series.data), actor=get_account(), now=now()
        )
        return links.organise_event(event.slug), _("What is said about %(event)s is saved.", event=event.name)

    return form.perform(save) or form_page(
        form, title=_("Event"), button=_("Save"), back=links.organise(event_slug), event=found, parts=_parts(found),
        history=f"{links.organise_event(event_slug)}history/",
    )  # fmt: skip


def _shown(event: Event) -> dict[str, Any]:
    values = {
        name: getattr(event, name)
        for name in (
            "title",
            "slug",
            "short_title",
            "edition",
            "summary",
            "description",
            "topics",
            "online_platform",
            "accent",
        )
    }
    opens, closes = event.registration_opens_at, event.registration_closes_at
    return {
        **values,
        "mode": event.mode.value,
        "series": event.series.slug if event.series else "",
        "registration_opens": wall_time(opens, event),
        "registration_closes": wall_time(closes, event),
    }


def _series_choices() -> list[tuple[str, str]]:
    return choices([(one.slug, one.title) for one in list_series()], nothing=_("None"))


def _series(slug: str) -> Series | None:
    return get_series(slug) if slug else None


def _parts(event: Event) -> list[dict[str, str]]:
    when = zones.span_words(event.starts_at, event.ends_at, event.zone, event.zone_place)
    place = event.venue.name if event.venue else _("No venue")
    hours = ngettext("%(num)s day is said", "%(num)s days are said", len(event.hours))
    deadlines = ngettext("%(num)s deadline", "%(num)s deadlines", len(event.deadlines))
    join = _("There is a link") if event.join_link else _("There is no link yet")
    parts = [
        (links.organise_event_state(event.slug), _("State"), phase_words(phase_of(event, now()))),
        (links.organise_event_dates(event.slug), _("Dates"), when),
        (links.organise_event_place(event.slug), _("Venue"), place),
        (links.organise_event_hours(event.slug), _("Opening hours"), hours),
        (links.organise_event_deadlines(event.slug), _("Deadlines"), deadlines),
        (links.organise_event_joining(event.slug), _("Link to join"), join),
    ]
    if may(Permission.EDIT_EVENTS):
        parts.extend(_others_of_series(event))
    return [{"url": url, "label": label, "note": note} for url, label, note in parts]


def _others_of_series(event: Event) -> Iterator[tuple[str, str, str]]:
    if has_editions(event.kind):
        yield links.organise_next_edition(event.slug), _("Next edition"), _("Open it from this one")
    elif event.series is not None:
        new = links.organise_new_webinars(event.series.slug)
        yield new, _("Next webinar"), _("Make it from the template of the series")
        if event.state is not EventState.CANCELLED:
            yield links.organise_run(event.slug), _("Several at once"), _("This one and others of its series")


@blueprint.get("/<slug:event_slug>/edit/state/")
@requires(Permission.EDIT_EVENTS)
def state(event_slug: str) -> ResponseReturnValue:
    """What an event is to its readers, and the steps that it may take from there."""
    return _state_page(get_event(event_slug), ButtonForm())


def _state_page(event: Event, form: ButtonForm) -> ResponseReturnValue:
    steps = _steps(event)
    findings = found_at(event).open if steps["is_forward"] else ()
    return page(event=event, form=form, findings=shown_above(event, findings), **steps)


def _steps(event: Event) -> dict[str, Any]:
    steps = [state for state in STEPS if state in MOVES[event.state]]
    return {
        "words": phase_words(phase_of(event, now())),
        "is_forward": event.state in {EventState.DRAFT, EventState.ANNOUNCED},
        "steps": [{"state": one.value, **_step_words(event.state, one)} for one in steps],
        "cancel": links.organise_event_cancel(event.slug) if EventState.CANCELLED in MOVES[event.state] else "",
        "told": _told_words(event),
    }


def _told_words(event: Event) -> str:
    """Whom a draft's release is told as soon as the event is none, in words; "" where nobody is."""
    release = find_current_release(event) if event.state is EventState.DRAFT else None
    told = told_by(news_of_current(release, now())) if release else []
    count = sum(bool(one.person.email) for one in told)
    return ngettext(
        "%(num)s speaker gets a mail about the programme that is released, five minutes after that.",
        "%(num)s speakers get a mail about the programme that is released, five minutes after that.", count,
    ) if count else ""  # fmt: skip


def _step_words(current: EventState, state: EventState) -> dict[str, str]:
    if (current, state) == (EventState.OPEN, EventState.ANNOUNCED):
        return {"label": _("Close registration"), "text": _("Its page stays; nobody can register any more.")}
    if (current, state) == (EventState.ARCHIVED, EventState.OPEN):
        return {"label": _("Take it out again"), "text": _("Its dates decide again whether it is over.")}
    label, text = {
        EventState.DRAFT: (_("Back to draft"), _("Its page cannot be found any more.")),
        EventState.ANNOUNCED: (_("Announce it"), _("Everybody sees its page and can express interest.")),
        EventState.OPEN: (_("Open registration"), _("Everybody can register, within the registration window.")),
        EventState.ARCHIVED: (_("Put it away"), _("It counts as over; its page stays as its reflection page.")),
        EventState.CANCELLED: ("", ""),
    }[state]
    return {"label": label, "text": text}


@blueprint.post("/<slug:event_slug>/edit/state/<any(draft, announced, open, archived):wanted>/")
@requires(Permission.EDIT_EVENTS)
def move(event_slug: str, wanted: str) -> ResponseReturnValue:
    """Take one step."""
    form = ButtonForm()

    def take() -> tuple[str, str]:
        event = get_event(event_slug)
        move_event(event, EventState(wanted), actor=get_account(), now=now())
        words = phase_words(phase_of(event, now()))
        return links.organise_event(event.slug), _("%(event)s: %(state)s.", event=event.name, state=words)

    return form.perform(take) or _state_page(get_event(event_slug), form)


@blueprint.route("/<slug:event_slug>/edit/cancel/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def cancel(event_slug: str) -> ResponseReturnValue:
    """Ask before an event is called off, saying who will be told."""
    found, form = get_event(event_slug), CancelEventForm()

    def call_off() -> tuple[str, str]:
        event = get_event(event_slug)
        cancel_event(event, reason=form.reason.data or "", actor=get_account(), now=now())
        return links.organise_event(event.slug), _("%(event)s is cancelled, and everybody is told.", event=event.name)

    return form.perform(call_off) or _ask_to_cancel(form, found)


def _ask_to_cancel(form: Form, event: Event) -> ResponseReturnValue:
    registered = count_active_registrations(event)
    told = [
        ngettext(
            "%(num)s registered person gets a mail at once.",
            "%(num)s registered people get a mail at once.",
            registered,
        ),
        ngettext(
            "%(num)s interested person gets a mail at once.",
            "%(num)s interested people get a mail at once.",
            count_interested(event),
        ),
        ngettext(
            "%(num)s speaker gets a mail at once.", "%(num)s speakers get a mail at once.", len(speakers_of(event))
        ),
    ]
    return ask_page(
        form,
        title=_("Cancel %(event)s", event=event.name),
        button=_("Cancel the event and tell everybody"),
        back=links.organise_event_state(event.slug),
        event=event,
        undo=_("This cannot be undone."),
        consequences=[*told, _("Invitations and calendars show it as cancelled, and its sessions to come too.")],
    )
