"""Importing what was chosen of a file: all of it or nothing, in the one transaction of the worker."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from conference.core.database import db, lock
from conference.core.text import cut_text
from conference.core.words import _
from conference.core.zones import to_local
from conference.domain.accounts.actions import SYSTEM, record
from conference.domain.accounts.models import Account
from conference.domain.events.actions import create_event, create_venue
from conference.domain.events.models import Event, Venue
from conference.domain.events.rules import EventKind, VenueDetails
from conference.domain.exchange.actions.parts import write_formats, write_rooms, write_themes
from conference.domain.exchange.actions.people import write_people
from conference.domain.exchange.actions.remembering import remember_sources
from conference.domain.exchange.actions.sessions import write_sessions
from conference.domain.exchange.actions.writing import Writing, hold_people
from conference.domain.exchange.models import ProgrammeImport
from conference.domain.exchange.queries import choices_of, find_venue_of, held_of, outcome_of, report_of, settled_for
from conference.domain.exchange.rules import (
    Choices,
    Deed,
    Fate,
    Held,
    ImportState,
    Outcome,
    Plan,
    ReportItem,
    Thing,
    check_move,
    chosen_deeds,
    details_of,
    json_of_outcome,
    new_event_of,
    plan_of_import,
    proposed_event,
)
from conference.domain.programme.models import Session
from conference.domain.schedule.actions import change_event_venue
from conference.domain.site.actions import renew_documents, touch_public
from conference.formats.programmes.values import Programme

PUBLIC_AT_ONCE = (Thing.ROOM, Thing.PERSON)
NAMED = 20
VENUE_NAME, CITY_NAME = 200, 100


def apply_import(one: ProgrammeImport, programme: Programme, *, now: datetime) -> Outcome:
    """Write what was chosen, given the file as it is read again; readers see it with the next release.

    Everything is compared anew with what stands here: what somebody edited since the report stays, and is told. An
    import that is done already does nothing more. Raises Conflict and Invalid where an event cannot be made.
    """
    if one.event is not None:
        lock(one.event)
        _hold_sessions(one.event)
    lock(one)
    if one.state is ImportState.DONE:
        return outcome_of(one)
    check_move(one.state, ImportState.DONE)
    actor = one.account or SYSTEM
    choices = choices_of(one)
    held, plan = _planned(one, programme, choices)
    deeds = chosen_deeds(plan, choices)
    event = one.event or _new_event(one, programme, held.home, actor, now)
    venue = _venue(event, programme, deeds, actor, now)
    write(Writing(programme, held, deeds, event, venue, actor, now))
    outcome = _outcome(plan, deeds, report_of(one).items)
    _finish(one, event, outcome, actor, now)
    return outcome


def _hold_sessions(event: Event) -> None:
    """Let nobody edit a session between the comparison and the writing (SQLite holds the whole file already)."""
    db.session.execute(select(Session.id).where(Session.event_id == event.id).order_by(Session.id).with_for_update())


def _planned(one: ProgrammeImport, programme: Programme, choices: Choices) -> tuple[Held, Plan]:
    """What there is to do now. Whom it names is held; where somebody was merged before that, it is made anew."""
    while True:
        held = held_of(programme, one.event, settled_for(one.account) | choices.settled, one.file_name)
        plan = plan_of_import(programme, held, choices.same_as)
        if hold_people(plan.people):
            return held, plan


def write(writing: Writing) -> None:
    """Write the parts before what names them."""
    write_rooms(writing)
    write_themes(writing)
    write_formats(writing)
    write_people(writing)
    write_sessions(writing)
    remember_sources(writing)
    if any(writing.changed(thing) for thing in PUBLIC_AT_ONCE):
        touch_public()
        renew_documents(writing.now)


def _new_event(
    one: ProgrammeImport, programme: Programme, home: str, actor: Account | str, now: datetime
) -> Event | None:
    """The event that the file is of, as a draft; None for a file of people only."""
    proposed = proposed_event(programme, home)
    if not proposed.is_needed:
        return None
    wanted = new_event_of(choices_of(one), proposed)
    starts, ends = (to_local(at, wanted.zone).replace(tzinfo=None) for at in (wanted.starts_at, wanted.ends_at))
    return create_event(details_of(programme, wanted.title), slug=wanted.slug, kind=EventKind.CONFERENCE,
                        zone=wanted.zone, starts=starts, ends=ends, actor=actor, now=now)  # fmt: skip


def _venue(
    event: Event | None, programme: Programme, deeds: Sequence[Deed], actor: Account | str, now: datetime
) -> Venue | None:
    """Where the rooms are: the event's venue; where it has none, that of the file, which becomes the event's."""
    if event is None or event.venue is not None:
        return event.venue if event else None
    if not any(deed.item.thing is Thing.ROOM for deed in deeds) and not programme.heading.venue:
        return None
    heading = programme.heading
    details = VenueDetails(cut_text(heading.venue or event.title, VENUE_NAME), city=cut_text(heading.city, CITY_NAME))
    venue = find_venue_of(programme) or create_venue(details, actor=actor, now=now)
    change_event_venue(event, venue, actor=actor, now=now)
    return venue


def _outcome(plan: Plan, deeds: Sequence[Deed], shown: Sequence[ReportItem]) -> Outcome:
    new = Counter(deed.item.thing.value for deed in deeds if deed.is_new)
    changed = Counter(deed.item.thing.value for deed in deeds if not deed.is_new and deed.changes)
    kept = [deed for deed in deeds if deed.kept]
    before = {item.key: {one.field for one in item.kept} for item in shown}
    since = [deed.item.name for deed in kept
             if {one.field for one in deed.kept} - before.get(deed.item.key, set())]  # fmt: skip
    notes = [_("Edited here while the report was read, and left as it is: %(names)s.",
               names=", ".join(since[:NAMED]))] if since else []  # fmt: skip
    refused = sum(item.fate is Fate.REFUSED for item in plan.items)
    if refused:
        notes.append(_("Refused, as the report says: %(number)s.", number=refused))
    return Outcome(dict(new), dict(changed), len(kept), tuple(notes))


def _finish(one: ProgrammeImport, event: Event | None, outcome: Outcome, actor: Account | str, now: datetime) -> None:
    one.event, one.state, one.changed_at, one.finished_at = event, ImportState.DONE, now, now
    one.outcome, one.doing, one.progress_done, one.progress_total = json_of_outcome(outcome), "", 0, 0
    db.session.flush()
    record("import programme", one, actor=actor, now=now, event_id=one.event_id, new=outcome.new,
           changed=outcome.changed)  # fmt: skip
