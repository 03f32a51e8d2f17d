"""How and when the people of an event's sessions can take part."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from conference.core.database import db, lock
from conference.core.differences import differences
from conference.core.zones import to_utc, zone_of
from conference.domain.accounts.actions import record
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.people.actions import hold_person
from conference.domain.people.models import Person
from conference.domain.schedule.models import AvailableTime, SpeakerPlan
from conference.domain.schedule.queries import find_speaker_plan
from conference.domain.schedule.rules import check_spans, merged

Span = tuple[datetime, datetime]


def plan_speaker(event: Event, person: Person, *, zone: str, is_online: bool, spans: Sequence[Span],
                 actor: Account | str, now: datetime) -> None:  # fmt: skip
    """Say from where, how and when a person comes; `spans` are wall-clock times in `zone`, none: at any time.

    Raises Invalid for an unknown zone, a time that its clock never shows, a span that ends before it begins.
    """
    lock(event)
    hold_person(person)
    zone_of(zone)
    instants = [
        (to_utc(start, zone, f"from_{number}"), to_utc(end, zone, f"until_{number}"))
        for number, (start, end) in enumerate(spans, 1)
    ]
    check_spans(instants)
    plan = find_speaker_plan(event, person)
    if plan is None:
        plan = SpeakerPlan(event_id=event.id, person_id=person.id)
        db.session.add(plan)
    before = _said(plan)
    plan.zone, plan.is_online = zone, is_online
    plan.times = [AvailableTime(starts_at=start, ends_at=end) for start, end in merged(instants)]
    record("plan speaker", plan, actor=actor, now=now, event_id=event.id, within=person,
           changes=differences(before, _said(plan)), event=event.name)  # fmt: skip


def _said(plan: SpeakerPlan) -> dict[str, Any]:
    times = [moment for time in plan.times for moment in (time.starts_at, time.ends_at)]
    return {"zone": plan.zone, "is_online": bool(plan.is_online), "times": times}
