"""A change of the event itself is told to everybody concerned: who that is stands fixed with the deed, and the worker
writes to some at a time, so that a deed costs the same for ten people and for ten thousand.
"""

from datetime import datetime
from functools import partial

from conference.core.database import lock
from conference.core.jobs import queue_job
from conference.domain.events.models import Event
from conference.domain.events.queries import find_event_by_id
from conference.domain.events.rules import EventState
from conference.domain.registration.models import Registration
from conference.domain.registration.notices import may_join
from conference.domain.schedule import notices
from conference.domain.schedule.queries import Subject, audience_of, is_told, subjects_of
from conference.domain.schedule.rules import Matter
from conference.mail.mass import address, forget_mass_letters, has_addressees, next_addressees, write_to
from conference.mail.models import Addressee
from conference.mail.outbox import withdraw_about

TELLS = "tell"
SOME = 25


def tell_everybody(event: Event, matter: Matter, words: str, now: datetime) -> None:
    """Fix who is told of a matter, in the transaction of the deed; `words`: what was so before, or why it is cancelled.

    Nobody is told of an event that is over. What happens to a draft is told once it is announced again. That an event
    is cancelled takes the place of all that was not sent.
    """
    if event.ends_at <= now:
        return
    audience = audience_of(event, matter)
    if matter is Matter.CANCELLED:
        forget_mass_letters(event.id)
        for concerned in audience:
            withdraw_about(concerned)
    address(matter.value, event.id, words, audience, now)
    forget_mass_letters(event.id, finished_only=True)
    go_on_telling(event, now)


def go_on_telling(event: Event, now: datetime) -> None:
    """Let the worker write to those who have still to be told of an event, if it is not a draft."""
    if event.state is not EventState.DRAFT and has_addressees(event.id):
        queue_job(TELLS, {"event": event.id}, now, key=f"{TELLS}:{event.id}")


def tell_some(event_id: int, now: datetime) -> None:
    """Write to the next of those who are to be told of an event, and queue the rest (the worker's job).

    Who cancelled meanwhile is told nothing. Raises RuntimeError where only those are left who cannot be written to.
    """
    event = find_event_by_id(event_id)
    if event is None:
        return
    lock(event)
    if event.ends_at <= now:
        forget_mass_letters(event.id)
    if event.state is EventState.DRAFT:
        return
    people = next_addressees(event.id, SOME)
    subjects = subjects_of([one.about for one in people])
    are_left_over = bool(people) and all(one.tries for one in people)
    if not write_to(people, partial(_tell, event, subjects, now)) and are_left_over:
        raise RuntimeError("nobody of those who are to be told could be written to")
    forget_mass_letters(event.id, finished_only=True)
    go_on_telling(event, now)


def _tell(event: Event, subjects: dict[str, Subject], now: datetime, one: Addressee) -> None:
    subject, matter, words = subjects.get(one.about), Matter(one.mass_letter.kind), one.mass_letter.words
    if subject is None or not is_told(subject):
        return
    if matter is Matter.CANCELLED:
        _tell_of_end(subject, words, now)
    elif sentences := notices.sentences_of(event, matter, words):
        _tell_of_change(subject, matter, sentences, now)


def _tell_of_end(subject: Subject, reason: str, now: datetime) -> None:
    if isinstance(subject, Registration):
        notices.event_cancelled(subject, reason, now)
    else:
        notices.event_cancelled_for_interested(subject, reason, now)


def _tell_of_change(subject: Subject, matter: Matter, sentences: list[str], now: datetime) -> None:
    if not isinstance(subject, Registration):
        notices.event_changed_for_interested(subject, sentences, now)
    elif matter is not Matter.JOIN or may_join(subject):
        notices.event_changed(subject, matter, sentences, now)
