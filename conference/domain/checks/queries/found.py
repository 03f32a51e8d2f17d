"""What the checks find at an event, and what of it somebody said to be right."""

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from conference import links
from conference.core.database import db
from conference.core.errors import NotFound
from conference.core.words import _
from conference.domain.checks.models import AcceptedFinding
from conference.domain.checks.queries.facts import Placeable, facts_of, place_of_name, place_of_slot, slots_of
from conference.domain.checks.rules import Check, Finding, findings_against, findings_in
from conference.domain.events.models import Event
from conference.domain.schedule.queries import ComingRelease, Plan
from conference.domain.schedule.rules import Clash

CLASHES = {Check.HOURS, Check.CLASH}


@dataclass(frozen=True)
class Found:
    """The findings of an event that are open, and those that were said to be right, with who said so and when."""

    open: tuple[Finding, ...]
    right: tuple[tuple[Finding, AcceptedFinding], ...]

    def of_release(self, coming: ComingRelease) -> list[Finding]:
        """The open findings in what a release publishes; the clashes in it are told beside them."""
        pages, people = tuple(_pages_of(coming)), _people_in(coming)
        return [one for one in self.open if one.check not in CLASHES
                and (one.place.page.startswith(pages) or one.place.key in people)]  # fmt: skip

    def mended_at(self, page: str) -> list[Finding]:
        """The open findings that are mended on this page (the address of a form)."""
        return [finding for finding in self.open if finding.place.page == page]


def _pages_of(coming: ComingRelease) -> Iterator[str]:
    """Where that is mended which a release says of its sessions and themes; presentations and people stand below."""
    slug = coming.event.slug
    for one in coming.after:
        yield from (links.organise_session(slug, one.slug), links.organise_place(slug, one.slug))
        if one.theme_slug:
            yield links.organise_themes(slug, one.theme_slug)


def _people_in(coming: ComingRelease) -> set[str]:
    return {place_of_name(person_id) for one in coming.after for person_id in one.people}


def findings_of(event: Event, now: datetime) -> Found:
    """Everything that the checks find at an event (a number of queries that does not grow with it)."""
    found = findings_in(facts_of(event, now))
    accepted = _accepted_at(event)
    return Found(
        tuple(one for one in found if one.fingerprint not in accepted),
        tuple((one, accepted[one.fingerprint]) for one in found if one.fingerprint in accepted),
    )


def _accepted_at(event: Event) -> dict[str, AcceptedFinding]:
    query = select(AcceptedFinding).where(AcceptedFinding.event_id == event.id)
    query = query.options(joinedload(AcceptedFinding.account))
    return {one.fingerprint: one for one in db.session.scalars(query.order_by(AcceptedFinding.id))}


def clashes_said_right(coming: ComingRelease) -> dict[Clash, AcceptedFinding]:
    """Which of the clashes that cannot happen in a release somebody said to be right (1 query)."""
    return _said_right(coming.event, coming.after, coming.clashes)


def _said_right(event: Event, sessions: Iterable[Placeable], clashes: Sequence[Clash]) -> dict[Clash, AcceptedFinding]:
    accepted = _accepted_at(event)
    slots = slots_of(event, sessions, clashes) if accepted else ()
    against = [finding for slot in slots for finding in findings_against(slot)]
    right = {(one.place.key, one.sentence): one.fingerprint for one in against if one.fingerprint in accepted}
    known_as = {clash: (place_of_slot(clash.session_id), clash.words) for clash in clashes}
    return {clash: accepted[right[key]] for clash, key in known_as.items() if key in right}


def open_clashes(coming: ComingRelease, right: Container[Clash]) -> list[Clash]:
    """The clashes of a release that cannot happen, but those that somebody said to be right."""
    return [clash for clash in coming.clashes if clash.kind.is_hard and clash not in right]


def open_clashes_of(event: Event, plan: Plan) -> list[Clash]:
    """All clashes of a draft but those that somebody said to be right (1 query)."""
    placed = [session for day in plan.days for session in day.sessions]
    right = _said_right(event, placed, plan.clashes)
    return [clash for clash in plan.clashes if clash not in right]


def get_findings(event: Event, fingerprints: Collection[str], now: datetime) -> list[Finding]:
    """Findings, open or said to be right; raises NotFound where the texts give none of them any more."""
    found = [finding for finding in findings_in(facts_of(event, now)) if finding.fingerprint in fingerprints]
    if not found:
        raise NotFound(_("The checks do not find this any more: what they found has changed meanwhile."))
    return found


def find_accepted(event: Event, fingerprint: str) -> AcceptedFinding | None:
    """What says that a finding of the event is right, or None."""
    query = select(AcceptedFinding).where(AcceptedFinding.event_id == event.id)
    return db.session.scalar(query.where(AcceptedFinding.fingerprint == fingerprint))
