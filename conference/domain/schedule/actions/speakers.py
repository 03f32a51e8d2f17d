"""How and when the people of an event's sessions can take part."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from conference.core.database import db, lock, lock_all
from conference.core.differences import differences
from conference.core.many import Seen, check_many
from conference.core.zones import to_utc, zone_of
from conference.domain.accounts.actions import record, record_each
from conference.domain.accounts.models import Account
from conference.domain.events.models import Event
from conference.domain.people.actions import hold_record
from conference.domain.people.models import Person
from conference.domain.schedule.models import AvailableTime, SpeakerPlan
from conference.domain.schedule.queries import find_speaker_plan, speaker_plans_of, stands_in
from conference.domain.schedule.rules import ComingChange, ComingFacts, check_spans, merged

Span = tuple[datetime, datetime]


def plan_speaker(event: Event, person: Person, *, zone: str, is_online: bool, spans: Sequence[Span],
                 actor: Account | str, now: datetime) -> None:  # fmt: skip
    """Say from where, how and when a person comes; `spans` are wall-clock times in `zone`, none: at any time.

    Raises Invalid for an unknown zone, a time that its clock never shows, a span that ends before it begins.
    """
    lock(event)
    hold_record(person)
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


def change_many_comings(event: Event, to: ComingChange, seen: Seen, *, actor: Account | str, now: datetime) -> int:
    """Say of many people of an event's draft how they come, all or none; of how many it was not so already.

    Whoever had no plan is taken to be in the event's zone. `seen` are their marks on a page, by id of the person.
    Raises Conflict where that was changed since.
    """
    lock(event)
    people = {one.id: one for one in lock_all(Person, seen, Person.merged_into_id.is_(None), stands_in(event))}
    plans = {plan.person_id: plan for plan in speaker_plans_of(event)}
    facts = {key: facts_of_coming(one.name, plans.get(key)) for key, one in people.items()}
    check_many(to, seen, {key: (one.name, one) for key, one in facts.items()})
    changed = {key: people[key] for key, one in facts.items() if to.differences(one)}
    _plan_each(event, changed, plans, to, actor=actor, now=now)
    return len(changed)


def facts_of_coming(name: str, plan: SpeakerPlan | None) -> ComingFacts:
    """How somebody of this name comes, as far as many can be changed together."""
    return ComingFacts(name, is_online=plan is not None and plan.is_online)


def _plan_each(event: Event, people: Mapping[int, Person], known: Mapping[int, SpeakerPlan], to: ComingChange, *,
               actor: Account | str, now: datetime) -> None:  # fmt: skip
    new = {key: SpeakerPlan(event_id=event.id, person_id=key) for key in people if key not in known}
    plans = {key: known.get(key) or new[key] for key in people}
    before = {key: _said(plan) for key, plan in plans.items()}
    for plan in plans.values():
        plan.zone, plan.is_online = plan.zone or event.zone, bool(to.is_online)
    db.session.add_all(new.values())
    db.session.flush()
    changes = {plan.id: differences(before[key], _said(plan)) for key, plan in plans.items()}
    record_each("plan speaker", SpeakerPlan, changes, actor=actor, now=now, event_id=event.id,
                within={plan.id: people[key] for key, plan in plans.items()},
                details={key: {"event": event.name} for key in changes})  # fmt: skip


def _said(plan: SpeakerPlan) -> dict[str, Any]:
    times = [moment for time in plan.times for moment in (time.starts_at, time.ends_at)]
    return {"zone": plan.zone, "is_online": bool(plan.is_online), "times": times}
