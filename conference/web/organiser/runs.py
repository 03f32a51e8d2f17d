"""Changing several webinars of a series at once: one form, what it would change for whom, then the deed."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from conference import links
from conference.core import zones
from conference.core.clock import now
from conference.core.errors import Conflict, NotFound
from conference.core.tokens import digest
from conference.core.words import _, ngettext
from conference.domain.accounts.rules import Permission
from conference.domain.editions.actions import change_run
from conference.domain.editions.queries import run_of, standing_of
from conference.domain.editions.rules import Difference, RunPlan, Scope, Shared, Standing, in_scope, plan_run
from conference.domain.editions.rules.runs import TIMES, Value
from conference.domain.events.models import Event
from conference.domain.events.queries import get_event
from conference.domain.events.rules import EventKind, EventState
from conference.domain.schedule.queries import find_current_release, has_unreleased
from conference.web.access import get_account, requires
from conference.web.cards import zone_of_event
from conference.web.forms.base import first_answer
from conference.web.forms.runs import RunForm
from conference.web.responses import page

blueprint = Blueprint("runs", __name__)
IN_SESSION = frozenset({Shared.MODE, Shared.TEXT})
LONG = frozenset({Shared.SUMMARY, Shared.TEXT})
DO = "do"  # the button that does what was shown; without it a form is only looked at


@blueprint.route("/events/<slug:webinar_slug>/run/", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENTS)
def edit(webinar_slug: str) -> ResponseReturnValue:
    """Change this webinar, those after it, or all of its series; what changes is shown before it is done."""
    event = _get_webinar(webinar_slug)
    form = RunForm(data=_shown(event))
    plan = _plan(form, event) if form.is_submitted() and form.validate() else None
    mark = digest(repr(plan))

    def change() -> tuple[str, str]:
        known = _get_webinar(webinar_slug)
        changing = _plan(form, known)
        if digest(repr(changing)) != form.seen.data:
            raise Conflict(_("Something changed meanwhile. Look again at what would change."))
        changed = change_run(changing, actor=get_account(), now=now())
        words = ngettext("%(num)s webinar is changed.", "%(num)s webinars are changed.", len(changed))
        return links.organise_event(known.slug), " ".join(filter(None, [words, _waiting_words(changing, changed)]))

    is_seen = plan is not None and bool(plan.changes) and form.seen.data == mark
    done = form.perform(change) if plan is None or (is_seen and DO in request.form) else None
    form.seen.data = mark if plan and plan.changes else ""
    return done or first_answer() or page(
        form=form, event=event, zone=zone_of_event(event), back=links.organise_event(webinar_slug),
        deed=DO, rows=_rows(plan) if plan else [], left_alone=_left_alone(plan) if plan else "",
        is_asked=plan is not None,
    )  # fmt: skip


def _get_webinar(slug: str) -> Event:
    """The webinar, if it is one of a series; raises NotFound."""
    event = get_event(slug)
    if event.series is None or event.kind is not EventKind.WEBINAR or event.state is EventState.CANCELLED:
        raise NotFound(_("This is no webinar of a series."))
    return event


def _shown(event: Event) -> dict[str, Any]:
    values = {field.value: value for field, value in standing_of(event, now()).values.items()}
    return {**values, "mode": event.mode.value, "scope": Scope.FOLLOWING.value}


def _plan(form: RunForm, event: Event) -> RunPlan:
    run = run_of(event.series, now()) if event.series else []
    meant = in_scope(run, event.id, Scope(form.scope.data))
    return plan_run(meant, form.wanted, includes_over=form.includes_over.data)


def _rows(plan: RunPlan) -> list[dict[str, str]]:
    return [_row(standing, differences) for standing, differences in plan.changes]


def _row(standing: Standing, differences: tuple[Difference, ...]) -> dict[str, str]:
    told = standing.told if any(one.field in TIMES for one in differences) else 0
    return {
        "name": standing.name,
        "day": zones.date_words(standing.day),
        "changes": "; ".join(_difference_words(one) for one in differences),
        "told": ngettext("%(num)s person", "%(num)s people", told) if told else _("Nobody"),
    }


def _waiting_words(plan: RunPlan, changed: Iterable[Event]) -> str:
    """That readers see the new text or mode of a session later than that of its webinar; "" where none is released."""
    said = {
        standing.event_id for standing, differences in plan.changes if IN_SESSION & {one.field for one in differences}
    }
    waiting = [one for one in changed if one.id in said and find_current_release(one) and has_unreleased(one)]
    if not waiting:
        return ""
    return ngettext(
        "The session of %(num)s released webinar follows with its next release.",
        "The sessions of %(num)s released webinars follow with their next release.",
        len(waiting),
    )


def _difference_words(one: Difference) -> str:
    if one.field in LONG:
        return _("%(field)s is another text", field=field_words(one.field))
    return _("%(field)s: %(before)s becomes %(after)s", field=field_words(one.field), before=_value_words(one.before),
             after=_value_words(one.after))  # fmt: skip


def field_words(field: Shared) -> str:
    """A field in words."""
    return {
        Shared.STARTS: _("Starts at"), Shared.MINUTES: _("Minutes"), Shared.MODE: _("Takes place"),
        Shared.PLATFORM: _("Online on"), Shared.IN_PERSON: _("Places in person"), Shared.ONLINE: _("Places online"),
        Shared.SUMMARY: _("The one sentence"), Shared.TEXT: _("What it is about"),
    }[field]  # fmt: skip


def _value_words(value: Value) -> str:
    if value is None:
        return _("no limit")
    return f"{value:%H:%M}" if isinstance(value, time) else _(str(value)) or _("nothing")


def _left_alone(plan: RunPlan) -> str:
    names = ", ".join(one.name for one in plan.left_alone)
    return _("Left alone, because they are over: %(names)s.", names=names) if names else ""
