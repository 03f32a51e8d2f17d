"""What needs you: each feature tells its facts, each with the button that leads to where it is mended.

A feature joins by a function of the event and the moment, and a line in `OF_EVENT` or `OF_SITE`. A fact is shown to
those who may use the page behind its button.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from conference import links
from conference.core.jobs import list_parked_jobs
from conference.core.words import _, ngettext
from conference.core.zones import moment_words
from conference.domain.checks.queries import open_clashes_of
from conference.domain.events.models import Event
from conference.domain.events.rules import AttendanceMode, EventState, Phase
from conference.domain.exchange.queries import count_given_up, count_waiting_imports
from conference.domain.interest.queries import count_interest
from conference.domain.reflections.queries.write_ups import count_submitted
from conference.domain.registration.queries import Tally, count_places
from conference.domain.schedule.queries.planning import plan_of
from conference.domain.schedule.queries.previews import count_objections
from conference.domain.schedule.queries.releases import find_current_release
from conference.domain.schedule.queries.snapshots import pending_changes
from conference.mail.models import EnvelopeState
from conference.mail.outbox import count_by_state
from conference.web.cards import phase_of
from conference.web.organiser.frame import is_open_to_me
from conference.web.organiser.kept_checks import count_open_findings

SOON = timedelta(days=14)


@dataclass(frozen=True)
class Need:
    """A fact and its button; `tone` as in the macros of tags."""

    text: str
    button_label: str
    button_url: str
    tone: str = "neutral"


def of_state(event: Event, now: datetime) -> Iterator[Need]:
    """A draft, which readers do not see."""
    if event.state is EventState.DRAFT:
        yield Need(_("This event is a draft: readers do not see it yet."), _("Publish it"),
                   links.organise_event_state(event.slug), "accent")  # fmt: skip


def of_deadlines(event: Event, now: datetime) -> Iterator[Need]:
    """Deadlines of the next 14 days."""
    for deadline in event.deadlines:
        if now <= deadline.at <= now + SOON:
            when = moment_words(deadline.at, event.zone, event.zone_place)
            yield Need(_("%(name)s: %(when)s.", name=deadline.name, when=when), _("See the deadlines"),
                       links.organise_event_deadlines(event.slug))  # fmt: skip


def of_interest(event: Event, now: datetime) -> Iterator[Need]:
    """People who are interested while nobody can register."""
    count = count_interest(event).confirmed if event.state is EventState.ANNOUNCED else 0
    if count:
        words = ngettext("%(num)s person is interested.", "%(num)s people are interested.", count)
        yield Need(words, _("See who"), links.organise_interest(event.slug))


def of_schedule(event: Event, now: datetime) -> Iterator[Need]:
    """Sessions without time or room, and clashes that nobody said to be right, until the event is over."""
    if phase_of(event, now) is Phase.OVER:
        return
    plan, there = plan_of(event), links.organise_schedule(event.slug)
    if count := len(plan.unplaced):
        words = ngettext("%(num)s session has no time yet.", "%(num)s sessions have no time yet.", count)
        yield Need(words, _("Place them"), there, "warn")
    placed = [session for day in plan.days for session in day.sessions]
    if event.venue_id is not None and event.mode is not AttendanceMode.ONLINE:
        count = sum(session.room_id is None and session.mode is not AttendanceMode.ONLINE for session in placed)
        if count:
            words = ngettext("%(num)s session has no room.", "%(num)s sessions have no room.", count)
            yield Need(words, _("Give them rooms"), links.organise_programme(event.slug, "room=missing"), "warn")
    if count := len(open_clashes_of(event, plan)):
        yield Need(ngettext("%(num)s clash in the schedule.", "%(num)s clashes in the schedule.", count),
                   _("See them"), there, "bad")  # fmt: skip


def of_release(event: Event, now: datetime) -> Iterator[Need]:
    """A programme that readers do not see, or not as it is now."""
    count, there = len(pending_changes(event)), links.organise_release(event.slug)
    if not count:
        return
    if find_current_release(event) is None:
        yield Need(
            _("The programme is not released: readers do not see it yet."), _("See the release"), there, "accent"
        )
        return
    words = ngettext("%(num)s change is not released.", "%(num)s changes are not released.", count)
    yield Need(words, _("See the release"), there, "accent")


def of_imports(event: Event, now: datetime) -> Iterator[Need]:
    """Files that were uploaded and wait for an answer or a choice, or were given up."""
    if count := count_given_up(event):
        words = ngettext("%(num)s import was given up by the worker.", "%(num)s imports were given up by the worker.",
                         count)  # fmt: skip
        yield Need(words, _("Try again or stop"), links.organise_imports(event.slug), "bad")
    if count := count_waiting_imports(event):
        words = ngettext("%(num)s file that was uploaded waits for your choice.",
                         "%(num)s files that were uploaded wait for your choice.", count)  # fmt: skip
        yield Need(words, _("See the imports"), links.organise_imports(event.slug), "accent")


def of_preview(event: Event, now: datetime) -> Iterator[Need]:
    """Speakers whom a planned time does not suit."""
    if count := count_objections(event):
        words = ngettext("%(num)s planned time does not suit a speaker.", "%(num)s planned times do not suit speakers.",
                         count)  # fmt: skip
        yield Need(words, _("Read why"), links.organise_preview(event.slug), "warn")


def of_checks(event: Event, now: datetime) -> Iterator[Need]:
    """What the checks find worth another look."""
    if count := count_open_findings(event, now):
        words = ngettext("The checks find %(num)s thing that is worth another look.",
                         "The checks find %(num)s things that are worth another look.", count)  # fmt: skip
        yield Need(words, _("Look at the checks"), links.organise_checks(event.slug))


def of_registration(event: Event, now: datetime) -> Iterator[Need]:
    """People who wait, with the places that are free; places taken beyond their number. Nothing once it is over."""
    if event.ends_at <= now:
        return
    tally, there = count_places(event), links.organise_registrations(event.slug)
    if tally.waiting_in_all:
        waiting = ngettext("%(num)s person is waiting", "%(num)s people are waiting", tally.waiting_in_all)
        words = _("%(waiting)s, %(free)s.", waiting=waiting, free=_free_words(tally))
        yield Need(words, _("See the queue"), there, "warn")
    over = sum(tally.places.over(mode) for mode in tally.places.capacity)
    if over:
        words = ngettext("%(num)s person has a place beyond the number of places.",
                         "%(num)s people have a place beyond the number of places.", over)  # fmt: skip
        yield Need(words, _("Change the places"), links.organise_capacity(event.slug), "bad")


def _free_words(tally: Tally) -> str:
    """How many places are free of the kinds that somebody waits for."""
    wanted = {mode for accepts in tally.waiting for mode in accepts}
    count = sum(tally.places.free(mode) or 0 for mode in wanted)
    return ngettext("%(num)s place is free", "%(num)s places are free", count) if count else _("and no place is free")


def of_write_ups(event: Event, now: datetime) -> Iterator[Need]:
    """Write-ups that an editor has to read."""
    if count := count_submitted(event):
        words = ngettext("%(num)s write-up waits for you.", "%(num)s write-ups wait for you.", count)
        yield Need(words, _("Read them"), links.organise_write_ups(event.slug), "accent")


def of_mail(event: Event, now: datetime) -> Iterator[Need]:
    """Mails of this event that did not arrive."""
    yield from _failed(count_by_state(event.id)[EnvelopeState.FAILED])


def _failed(count: int) -> Iterator[Need]:
    if count:
        words = ngettext("%(num)s mail did not go out.", "%(num)s mails did not go out.", count)
        yield Need(words, _("See why"), links.organise_outbox(EnvelopeState.FAILED.value), "bad")


def of_outbox(now: datetime) -> Iterator[Need]:
    """Mails of the whole site that failed, or are held since a restore."""
    counts = count_by_state()
    yield from _failed(counts[EnvelopeState.FAILED])
    if held := counts[EnvelopeState.HELD]:
        words = ngettext("%(num)s mail is held since the data was restored.",
                         "%(num)s mails are held since the data was restored.", held)  # fmt: skip
        yield Need(words, _("Look at them"), links.organise_outbox(EnvelopeState.HELD.value), "warn")


def of_work(now: datetime) -> Iterator[Need]:
    """Background work that was given up."""
    if count := len(list_parked_jobs()):
        words = ngettext("%(num)s piece of background work was given up. The command “conference doctor” says why.",
                         "%(num)s pieces of background work were given up. The command “conference doctor” says why.",
                         count)  # fmt: skip
        yield Need(words, _("Look at the site"), links.organise_site(), "bad")


OF_EVENT: tuple[Callable[[Event, datetime], Iterator[Need]], ...] = (
    of_state, of_registration, of_write_ups, of_schedule, of_imports, of_preview, of_checks, of_release, of_interest,
    of_deadlines, of_mail,
)  # fmt: skip
OF_SITE: tuple[Callable[[datetime], Iterator[Need]], ...] = (of_outbox, of_work)


def needs_of(event: Event, now: datetime) -> list[Need]:
    """What needs the member of staff who is signed in, at one event."""
    return [need for tell in OF_EVENT for need in tell(event, now) if _is_mine(need)]


def needs_of_site(now: datetime) -> list[Need]:
    """What needs the member of staff who is signed in, on the whole site."""
    return [need for tell in OF_SITE for need in tell(now) if _is_mine(need)]


def _is_mine(need: Need) -> bool:
    return is_open_to_me(need.button_url.partition("?")[0])
