"""Making webinars of a series from its template: each an event as a draft, with its one session."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from conference.core.database import db, lock
from conference.core.differences import change
from conference.core.errors import Conflict, Invalid
from conference.core.slugs import FreeSlugs
from conference.core.text import slug_of
from conference.core.words import _
from conference.core.zones import zone_of
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.editions.models import SeriesTemplate
from conference.domain.editions.queries import days_held, find_template
from conference.domain.editions.rules import TemplateDetails, WebinarPlan, WebinarTimes, check_days, times_of
from conference.domain.events.actions import create_event
from conference.domain.events.models import Event, Series
from conference.domain.events.queries import slugs_of_events
from conference.domain.events.rules import RESERVED_SLUGS, EventDetails, EventKind
from conference.domain.people.queries import get_person
from conference.domain.programme.actions import add_session, change_session_state
from conference.domain.programme.models import Format
from conference.domain.programme.rules import AppearanceRole, SessionDetails, SessionState, check_minutes
from conference.domain.schedule.actions import add_appearance

Actor = Account | str


def set_template(
    series: Series, details: TemplateDetails, *, session_format: Format, actor: Actor, now: datetime
) -> SeriesTemplate:
    """Say what a new webinar of a series begins with; those that are made already stay as they are."""
    lock(series)
    zone_of(details.zone)
    check_minutes(details.minutes)
    template = find_template(series)
    if template is None:
        template = SeriesTemplate(series_id=series.id)
        db.session.add(template)
    changes = change(template, {**asdict(details), "format": session_format})
    record("set template", series, actor=actor, now=now, changes=changes)
    return template


def make_webinars(
    series: Series, plans: Sequence[WebinarPlan], *, actor: Actor, now: datetime
) -> list[Event]:  # fmt: skip
    """Make one webinar for each plan, as drafts, each with its session at its time and its speakers in it.

    Raises Conflict where the series has no template, Invalid where nothing is asked for or a day is taken.
    """
    lock(series)
    template = find_template(series)
    if template is None:
        raise Conflict(_("This series has no template yet."))
    if not plans:
        raise Invalid(_("Please give a title and a day."), "title_0")
    check_days(plans, days_held(series))
    slugs, made = FreeSlugs(slugs_of_events() | RESERVED_SLUGS), []
    for at, plan in enumerate(plans):
        slug = slugs.take(slug_of(plan.title, "webinar"))
        try:
            made.append(_make(series, template, plan, slug, actor, now))
        except Invalid as refusal:
            raise Invalid(refusal.sentence, f"day_{at}") from None
    return made


def _make(
    series: Series, template: SeriesTemplate, plan: WebinarPlan, slug: str, actor: Actor, now: datetime
) -> Event:  # fmt: skip
    times = times_of(template.details, plan.day)
    event = create_event(
        _details(template, plan, times), slug=slug, kind=EventKind.WEBINAR, zone=template.zone,
        zone_place=template.zone_place, starts=times.starts, ends=times.ends, series=series, actor=actor, now=now,
    )  # fmt: skip
    event.capacity_in_person, event.capacity_online = template.capacity_in_person, template.capacity_online
    db.session.flush()
    _add_session(event, template, plan, actor, now)
    return event


def _details(template: SeriesTemplate, plan: WebinarPlan, times: WebinarTimes) -> EventDetails:
    return EventDetails(
        plan.title, template.mode, description=plan.text, online_platform=template.online_platform,
        registration_opens=times.registration_opens, registration_closes=times.registration_closes,
    )  # fmt: skip


def _add_session(event: Event, template: SeriesTemplate, plan: WebinarPlan, actor: Actor, now: datetime) -> None:
    """The one session: it has the event's own time, so that nothing has to be placed."""
    details = SessionDetails(plan.title, template.mode, template.minutes, abstract=plan.text)
    session = add_session(event, details, session_format=template.format, actor=actor, now=now)
    session.starts_at, session.ends_at = event.starts_at, event.ends_at
    db.session.flush()
    change_session_state(session, SessionState.CONFIRMED, actor=actor, now=now)
    for slug in dict.fromkeys(plan.speakers):
        add_appearance(session, get_person(slug), role=AppearanceRole.SPEAKER, actor=actor, now=now)
